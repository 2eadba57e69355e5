"""Owns a question, cut into tokens, and which of them have been understood. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from appliance.core.language import fold

Phrase = tuple[str, ...]

# Money signs, numbers with their separators, a dash between numbers, words (`x4`, `t-shirt`, `l'eau`).
_TOKEN = re.compile(
    r"[$€£¥%]|\d+(?:[.,]\d+)*(?![^\W_])|(?<=[\d$€£¥])\s*[-–]\s*(?=[\d$€£¥])"
    r"|(?:\b[^\W\d_]-)?[^\W_]+(?:['’][^\W_]+)*"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a question as it was written, and folded. `elided`: it lost a letter to its neighbour (`l'`)."""

    text: str
    folded: str
    elided: bool = False


def tokens(text: str, whole: Collection[str] = ()) -> list[Token]:
    """Words with an apostrophe are cut there unless they stand in `whole`; an English possessive is dropped."""
    return [token for found in _TOKEN.finditer(text) for token in _cut(found[0].strip(), whole)]


def phrase(text: str) -> Phrase:
    """Words as they are looked for: `On sale` is `("on", "sale")`."""
    return tuple(fold(found[0].strip()).replace("’", "'") for found in _TOKEN.finditer(text))


def _cut(word: str, whole: Collection[str]) -> Iterator[Token]:
    folded = fold(word).replace("’", "'").replace("–", "-")
    if "'" not in folded or folded in whole:
        yield Token(word, folded)
        return
    *heads, last = folded.split("'")
    for head in heads:
        yield Token(head, head, elided=len(head) <= 2)
    if last != "s":
        yield Token(last, last)


class Line:
    """The tokens of one question; what has been understood is taken out."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.tokens = found
        self._taken = [False] * len(found)

    def folded(self, at: int) -> str | None:
        """The token at this place; None beyond the ends and where it was taken."""
        return self.tokens[at].folded if 0 <= at < len(self.tokens) and not self._taken[at] else None

    def length_at(self, at: int, phrases: Collection[Phrase]) -> int:
        """How many tokens the longest of the phrases takes from here; 0 when none stands here."""
        return max((len(one) for one in phrases if self._stands(one, at)), default=0)

    def take(self, at: int, count: int) -> None:
        self._taken[at : at + count] = [True] * count

    def sweep(self, phrases: Collection[Phrase], unless: Collection[str] = ()) -> bool:
        """Take every occurrence; whether there was one. A single word that stands in `unless` is left."""
        found = False
        for at in range(len(self.tokens)):
            count = self.length_at(at, phrases)
            if count and not (count == 1 and self.tokens[at].folded in unless):
                self.take(at, count)
                found = True
        return found

    def rest(self) -> list[int]:
        """The places that are not understood yet."""
        return [at for at, taken in enumerate(self._taken) if not taken]

    def _stands(self, one: Phrase, at: int) -> bool:
        return all(self.folded(at + ahead) == word for ahead, word in enumerate(one))
