"""Owns a text as folded words in their order, in which names of one or more words are looked for. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from appliance.core.language import fold, words
from appliance.knowledge.facts.telling.phrases import Phrases

Spot = tuple[int, int]
"""First word of a name and the one after its last."""


@dataclass(frozen=True, slots=True)
class Said:
    """The words as they were written and folded; a word that was taken out is empty, so that others stay in place."""

    raw: tuple[str, ...]
    folded: tuple[str, ...]
    elided: frozenset[str]

    @classmethod
    def of(cls, text: str, phrases: Phrases) -> Said:
        raw = split(text, phrases.elided)
        return cls(raw, tuple(_folded(word) for word in raw), phrases.elided)

    def spots(self, names: Iterable[str]) -> list[Spot]:
        """Where these names stand; longer names first, none overlapping another, in the order of the text."""
        taken: set[int] = set()
        found: list[Spot] = []
        for name in sorted({_name(one, self.elided) for one in names}, key=lambda one: (-len(one), one)):
            for at in self._places(name):
                span = range(at, at + len(name))
                if not taken.intersection(span):
                    taken.update(span)
                    found.append((at, at + len(name)))
        return sorted(found)

    def says(self, names: Iterable[str]) -> bool:
        return any(self._places(_name(one, self.elided)) for one in names)

    def words_at(self, spots: Iterable[Spot]) -> frozenset[str]:
        return frozenset(word for start, end in spots for word in self.folded[start:end])

    def used(self, names: Iterable[str]) -> frozenset[str]:
        """The folded words with which these names stand in the text."""
        return self.words_at(self.spots(names))

    def without(self, gone: frozenset[str]) -> Said:
        """The same text with these folded words taken out."""
        places = {at for at, word in enumerate(self.folded) if word in gone}
        return Said(_blanked(self.raw, places), _blanked(self.folded, places), self.elided)

    def _places(self, name: tuple[str, ...]) -> list[int]:
        if not name or name[0] not in self.folded:
            return []
        last = len(self.folded) - len(name)
        return [at for at in range(last + 1) if self.folded[at : at + len(name)] == name]


def split(text: str, elided: frozenset[str]) -> tuple[str, ...]:
    """The words of a text: `l'adresse` is two where languages write so, `today's` is `today`."""
    result: list[str] = []
    for word in words(text):
        head, _, tail = word.replace("’", "'").partition("'")
        if tail and fold(head) in elided:
            result += [head, tail]
        else:
            result.append(head if tail.casefold() == "s" else word)
    return tuple(result)


@lru_cache(maxsize=20_000)
def _name(name: str, elided: frozenset[str]) -> tuple[str, ...]:
    return tuple(_folded(word) for word in split(name, elided))


def _folded(word: str) -> str:
    return fold(word).replace("-", "")


def _blanked(parts: tuple[str, ...], gone: set[int]) -> tuple[str, ...]:
    return tuple("" if at in gone else part for at, part in enumerate(parts))
