"""Owns the shapes in which answers leave: one completion, or chunks of a stream."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.model_server.generation.values import Begun, Chosen, Finished, Likely, Timings

LEAST_LOGPROB = -9999.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all chunks of one answer have in common. `created` is in seconds since 1970."""

    id: str
    created: int
    model: str


def chunk(
    stamp: Stamp, index: int, delta: dict[str, str], reason: str | None = None, tokens: Sequence[Chosen] = ()
) -> dict[str, object]:
    choice = {"index": index, "delta": delta, "logprobs": _logprobs(tokens), "finish_reason": reason}
    return {**_head(stamp, "chat.completion.chunk"), "choices": [choice]}


def begun(what: Begun) -> dict[str, object]:
    """What an answer took until it began, as fields of its first chunk: who stops it early knows that much."""
    told = timings(what.timings)
    del told["predicted_ms"]
    return {"usage": usage(what.prompt_tokens, 0, what.cached_tokens), "timings": told}


def usage_chunk(stamp: Stamp, ends: Sequence[Finished]) -> dict[str, object]:
    return {**_head(stamp, "chat.completion.chunk"), "choices": [], **_took(ends)}


def completion(
    stamp: Stamp, texts: Sequence[str], tokens: Sequence[Sequence[Chosen]], ends: Sequence[Finished]
) -> dict[str, object]:
    choices = [
        {
            "index": index,
            "message": {"role": "assistant", "content": text, "refusal": None},
            "logprobs": _logprobs(chosen),
            "finish_reason": end.reason,
        }
        for index, (text, chosen, end) in enumerate(zip(texts, tokens, ends, strict=True))
    ]
    return {**_head(stamp, "chat.completion"), "choices": choices, **_took(ends)}


def usage(prompt: int, written: int, cached: int) -> dict[str, object]:
    return {
        "prompt_tokens": prompt,
        "completion_tokens": written,
        "total_tokens": prompt + written,
        "prompt_tokens_details": {"cached_tokens": cached},
    }


def timings(took: Timings) -> dict[str, float]:
    """Milliseconds in line, until the prompt was computed, and of writing, in llama.cpp's words."""
    stages = {"queue_ms": took.queue_s, "prompt_ms": took.prefill_s, "predicted_ms": took.decode_s}
    return {name: round(1000 * seconds, 3) for name, seconds in stages.items()}


def models(name: str | None, created: int) -> dict[str, object]:
    """The list of loaded models: one, or none while it is being loaded."""
    rows = [{"id": name, "object": "model", "created": created, "owned_by": "shopbell"}] if name else []
    return {"object": "list", "data": rows}


def _took(ends: Sequence[Finished]) -> dict[str, object]:
    """The prompt counts once, however many answers were asked for; the times are those of the slowest."""
    written, cached = sum(end.completion_tokens for end in ends), min(end.cached_tokens for end in ends)
    slowest = max((end.timings for end in ends), key=lambda one: one.queue_s + one.prefill_s + one.decode_s)
    return {"usage": usage(ends[0].prompt_tokens, written, cached), "timings": timings(slowest)}


def _logprobs(tokens: Sequence[Chosen]) -> dict[str, object] | None:
    rows = [{**_likely(each.token), "top_logprobs": [_likely(other) for other in each.likeliest]} for each in tokens]
    return {"content": rows, "refusal": None} if rows else None


def _likely(one: Likely) -> dict[str, object]:
    """JSON has no infinity: OpenAI writes -9999 for what cannot come."""
    text = one.piece.decode("utf-8", "replace")
    return {"token": text, "logprob": max(one.logprob, LEAST_LOGPROB), "bytes": list(one.piece)}


def _head(stamp: Stamp, kind: str) -> dict[str, object]:
    return {
        "id": stamp.id,
        "object": kind,
        "created": stamp.created,
        "model": stamp.model,
        "system_fingerprint": None,
    }
