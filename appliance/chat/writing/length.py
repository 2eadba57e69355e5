"""Owns how long a written answer is: what the models are told of it, and what is told to visitors. Pure."""

from __future__ import annotations

from collections.abc import Iterable

# Two short sentences have fewer words than this anyhow; a small model is told no more than it must.
SHORT_ANYHOW = 80


def limit(max_words: int) -> str:
    """What a prompt says of it; empty when nothing need be said."""
    return f"Answer with {max_words} words at most." if max_words < SHORT_ANYHOW else ""


def fits(said: Iterable[str], more: str, max_words: int) -> bool:
    """Is there room for one more sentence? The first is always told, and told whole."""
    words = sum(len(sentence.split()) for sentence in said)
    return not words or words + len(more.split()) <= max_words
