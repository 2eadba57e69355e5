"""Owns how a provider is told how long an answer may be: models that think first want it told in another way. Pure."""

from __future__ import annotations

# Thoughts are counted and charged as written words: they get room besides the answer.
THOUGHTS_TOKENS = 2_000


def most_tokens(answer_tokens: int, thinks: bool) -> int:
    """The most that can be written, thoughts and all."""
    return answer_tokens + THOUGHTS_TOKENS if thinks else answer_tokens


def limits(answer_tokens: int, thinks: bool) -> dict[str, int]:
    """The part of a request; models that think choose their temperature themselves."""
    if thinks:
        return {"max_completion_tokens": most_tokens(answer_tokens, thinks)}
    return {"max_tokens": answer_tokens, "temperature": 0}
