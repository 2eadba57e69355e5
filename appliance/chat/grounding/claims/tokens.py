"""Owns a text cut into words, numbers and signs. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from appliance.core.language import fold

# "X4" is one name, "9h30" and "14th" are a number and a word, "EUR18" is a price.
_TOKEN = re.compile(
    r"\d+(?:[.,'’]\d+)*|(?:EUR|USD|GBP|CHF)(?=\d)|(?<!\d)[^\W\d_]+\d[^\W_]*|[^\W\d_]+(?:['’][^\W\d_]+)*|\S",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(?<=\d)(?=[¼½¾⅓⅔⅛])")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign. `spaced`: there is space before it; `start`: where it stands in the text."""

    raw: str
    folded: str
    spaced: bool
    start: int

    @property
    def is_number(self) -> bool:
        return self.raw[0].isdecimal()


def plain(text: str) -> str:
    """The text with signs of compatibility as plain ones: `½` as `1/2`, full-width digits as digits."""
    return unicodedata.normalize("NFKC", _FRACTION.sub(" ", text)).replace("\u2044", "/")


def tokenise(text: str) -> list[Token]:
    """Tokens of a plain text, in order."""
    end, tokens = 0, []
    for found in _TOKEN.finditer(text):
        tokens.append(Token(found[0], fold(found[0]).replace("’", "'"), found.start() > end, found.start()))
        end = found.end()
    return tokens
