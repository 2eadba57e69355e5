"""Owns what stands around a number and tells what it is. Pure."""

from __future__ import annotations

import re

from appliance.privacy.redaction.vocabulary import Subject, words

# So far back a word may stand and still speak of the number.
LOOK_BACK = 64
LOOK_AHEAD = 14
# "call me back on" and "my registered mobile phone number is" are further from their number than "order no.".
WORDS_BACK = 7

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|[#€$£¥₹%]")


class Around:
    """The words before and after the characters `start` to `end` of a text, on the same line or the one before."""

    def __init__(self, text: str, start: int, end: int) -> None:
        before = text[max(0, start - LOOK_BACK) : start]
        self._before = [word.casefold().rstrip(".") for word in _WORD.findall(before)][-WORDS_BACK:]
        after = _WORD.match(text[end : end + LOOK_AHEAD].lstrip(" \u00a0-"))
        self._after = after.group().casefold() if after else ""
        self._hash = before.rstrip().endswith("#")

    def says(self, subject: Subject) -> bool:
        """One of the last words before it is of this subject."""
        return any(word in words(subject) for word in self._before)

    @property
    def is_of_a_thing(self) -> bool:
        """It is the number of an order, an article, a size: such a word stands just before it."""
        left = [word for word in self._before if word != "#"]
        while left and left[-1] in words("filler"):
            left.pop()
        return bool(left and left[-1] in words("thing"))

    @property
    def is_marked(self) -> bool:
        """`#` stands before it: the number of some paper."""
        return self._hash

    @property
    def is_of_somebody(self) -> bool:
        """`my number is` stands before it."""
        pairs = zip(self._before, self._before[1:], strict=False)
        return any(one in words("mine") and other in words("number") for one, other in pairs)

    @property
    def is_an_amount(self) -> bool:
        """A currency stands before it, or a unit behind it."""
        return self._after in words("unit") or bool(self._before and self._before[-1] in words("currency"))
