"""Owns the shapes of OpenAI's dialect as the fake model speaks it, equal to those of the real model server."""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Sequence

from tests.fakes.model_words import vector

MODEL = "fake-model"
CREATED = 1_700_000_000


def chunk(delta: dict[str, str], reason: str | None = None) -> dict[str, object]:
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
    return _head("chat.completion.chunk") | {"choices": [choice]}


def first_chunk(usage: bool) -> dict[str, object]:
    """With usage it tells what the beginning took."""
    told: dict[str, object] = {}
    if usage:
        counts = {"prompt_tokens": 1, "completion_tokens": 0, "total_tokens": 1}
        told = {"usage": counts, "timings": {"queue_ms": 0.0, "prompt_ms": 1.0}}
    return chunk({"role": "assistant", "content": ""}) | told


def usage_chunk(words: int) -> dict[str, object]:
    return _head("chat.completion.chunk") | {"choices": [], **_took(words)}


def completion(text: str, reason: str, words: int) -> dict[str, object]:
    message = {"role": "assistant", "content": text, "refusal": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reason}
    return _head("chat.completion") | {"choices": [choice], **_took(words)}


def embeddings(texts: Sequence[str], encoding: str) -> dict[str, object]:
    rows = [
        {"object": "embedding", "index": index, "embedding": _encoded(vector(text), encoding)}
        for index, text in enumerate(texts)
    ]
    used = sum(len(text.split()) for text in texts)
    return {"object": "list", "data": rows, "model": MODEL, "usage": {"prompt_tokens": used, "total_tokens": used}}


def models(loaded: bool) -> dict[str, object]:
    row = {"id": MODEL, "object": "model", "created": CREATED, "owned_by": "shopbell"}
    return {"object": "list", "data": [row] if loaded else []}


def error(message: str, kind: str, code: str) -> dict[str, object]:
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def event(value: object) -> bytes:
    return b"data: " + json.dumps(value).encode() + b"\n\n"


def _head(kind: str) -> dict[str, object]:
    return {"id": "chatcmpl-fake", "object": kind, "created": CREATED, "model": MODEL, "system_fingerprint": None}


def _took(words: int) -> dict[str, object]:
    usage = {"prompt_tokens": 1, "completion_tokens": words, "total_tokens": words + 1}
    return {"usage": usage, "timings": {"queue_ms": 0.0, "prompt_ms": 1.0, "predicted_ms": float(words)}}


def _encoded(numbers: list[float], encoding: str) -> str | list[float]:
    if encoding == "base64":
        return base64.b64encode(struct.pack(f"<{len(numbers)}f", *numbers)).decode()
    return numbers
