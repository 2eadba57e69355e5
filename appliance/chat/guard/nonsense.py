"""Owns telling typed noise from words: hammered keys, one thing over and over. Pure."""

from __future__ import annotations

import re
import zlib

from appliance.core.language import fold

_ROWS = ("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "qsdfghjklm", "zxcvbnm", "yxcvbnm", "wxcvbn")
# Shorter runs stand inside real words: `erty` in property.
RUN = 4
RUN_SHARE = 0.8
# Real words of several languages with few vowels ("Strumpf", "Schlumpf") are shorter or have more.
FEWEST_LETTERS = 10
VOWEL_SHARE = 0.15
REPEATED_CHARS = 12
# A text of so many characters that packs this small says the same thing again and again.
LONG = 200
PACKED_SHARE = 0.15

_VOWEL = re.compile("[aeiouyæœøı]")


def is_nonsense(text: str) -> bool:
    """True only for what is surely no question; anything doubtful is let through. Latin letters alone are judged."""
    if len(text) >= LONG and len(zlib.compress(text.encode())) < PACKED_SHARE * len(text.encode()):
        return True
    letters = "".join(char for char in fold(text) if char.isalpha())
    if not letters.isascii() or any(char.isdigit() for char in text):
        return False
    if len(letters) >= REPEATED_CHARS and len(set(letters)) <= 2:
        return True
    if len(letters) >= FEWEST_LETTERS and len(_VOWEL.findall(letters)) < VOWEL_SHARE * len(letters):
        return True
    return len(letters) >= RUN and _walked(letters) >= RUN_SHARE * len(letters)


def _walked(letters: str) -> int:
    """So many letters lie in runs of neighbouring keys."""
    return sum(len(run[0]) for run in _WALKS.finditer(letters))


def _runs() -> set[str]:
    rows = [way for row in _ROWS for way in (row, row[::-1])]
    return {row[start:end] for row in rows for start in range(len(row)) for end in range(start + RUN, len(row) + 1)}


_WALKS = re.compile("|".join(sorted(_runs(), key=len, reverse=True)))
