"""Owns what the fake model says and which vectors it makes: pure, the same for the same words."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from typing import Literal

DIMENSIONS = 384
Deed = Literal["abort", "hang", "stall", "slow", "garbage", "cut", "busy"]
# The words one may put into a question, between double underscores.
DEEDS: tuple[Deed, ...] = ("abort", "hang", "stall", "slow", "garbage", "cut", "busy")
WORDS_BEFORE_DEED = 3
NOTHING_TO_QUOTE = "I cannot say."

_SAY = re.compile(r"__say:(.*?)__", re.DOTALL)
_NOTE = re.compile(r"^(?:-|\[\d+\]) (?:[^:\n]{1,120}: )?(.+)$", re.MULTILINE)
_SENTENCE = re.compile(r".+?[.!?](?=\s|$)|.+$")
_WORD = re.compile(r"\w+")


def question(messages: Sequence[Mapping[str, object]]) -> str:
    """The text of the last message of the user; empty when there is none."""
    said = [_text(message.get("content")) for message in messages if message.get("role") == "user"]
    return said[-1] if said else ""


def deed(messages: Sequence[Mapping[str, object]]) -> Deed | None:
    """What the question tells the model to do instead of answering well."""
    asked = question(messages)
    return next((name for name in DEEDS if f"__{name}__" in asked), None)


def answer(messages: Sequence[Mapping[str, object]]) -> str:
    """The text after `__say:`; else the sentence of the notes that shares most words with the question.

    A note is a line that begins with "- " or "[1] "; a title before its first colon is left out. Without
    notes the first sentence of the question comes back.
    """
    asked = question(messages)
    if forced := _SAY.search(asked):
        return forced[1]
    notes = [note for message in messages for note in _NOTE.findall(_text(message.get("content")))]
    sentences = [sentence for note in notes for sentence in _SENTENCE.findall(note)] or _SENTENCE.findall(asked)[:1]
    wanted = _words(asked)
    return max(sentences, key=lambda sentence: len(wanted & _words(sentence)), default=NOTHING_TO_QUOTE)


def words_before(what: Deed | None, words: Sequence[str]) -> int:
    """How many words are said before the deed: three, all of them, or a sentence and one word of the next."""
    if what in (None, "slow"):
        return len(words)
    if what == "stall":
        return next((at + 2 for at, word in enumerate(words) if word.rstrip().endswith(".")), len(words))
    return WORDS_BEFORE_DEED


def vector(text: str) -> list[float]:
    """A vector of length 1. Each word adds itself at four places; texts that share words point the same way."""
    numbers = [0.0] * DIMENSIONS
    for word in _words(text) or {""}:
        weight = 1.0 if len(word) > 3 else 0.2  # "is", "the", "on" say little about a text
        digest = hashlib.blake2b(word.encode(), digest_size=12).digest()
        for at in range(0, 12, 3):
            place = int.from_bytes(digest[at : at + 2], "big") % DIMENSIONS
            numbers[place] += weight if digest[at + 2] & 1 else -weight
    length = math.sqrt(sum(number * number for number in numbers)) or 1.0
    return [number / length for number in numbers]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _text(content: object) -> str:
    """OpenAI allows a text or a list of parts."""
    if isinstance(content, list):
        return "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""
