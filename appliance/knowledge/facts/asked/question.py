"""Owns a question taken apart: the kinds of facts it asks for, the names in it, the words left over. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from appliance.core.language import content_stems, stem
from appliance.core.questions.asked_for import without_asking
from appliance.core.questions.lexicon import lexicon
from appliance.knowledge.facts.asked.said import Said, split
from appliance.knowledge.facts.telling.phrases import phrases

# Asking for an address of this kind is not asking for the street.
_OTHER_ADDRESSES = ("email", "website")
# Forms of one word differ by few letters: `termination` is none of the German `Termine`, though they share a stem.
FORM_LETTERS = 3


class Question:
    """One question in one language; `history` holds the visitor's earlier ones, oldest first."""

    def __init__(self, text: str, language: str, history: tuple[str, ...] = ()) -> None:
        self.text = text
        self.language = language
        self.phrases = phrases(language)
        self.said = Said.of(text, self.phrases)
        self._before = Said.of(history[-1], self.phrases) if history else None
        self._stem_of = {
            folded: stem(raw, language) for raw, folded in zip(self.said.raw, self.said.folded, strict=True)
        }
        self._length_of = {one: len(word) for word, one in self._stem_of.items()}
        self._content = frozenset(content_stems(" ".join(self.said.raw), language))

    def asks(self, intent: str) -> bool:
        names = self.phrases.intents[intent]
        if intent == "address":
            names -= self._bound()
        if intent == "hours":  # `how many hours is it` asks for none of them
            return Said.of(without_asking(self.text, self.language), self.phrases).says(names)
        return self.said.says(names)

    def is_of_the_visitor(self) -> bool:
        """`My address`, `call me`: not the shop's. Accents count: the French `mon` is no Monday."""
        alone = {word.casefold() for word in self.said.raw} & self.phrases.mine
        return bool(alone) or self.said.says(name for name in self.phrases.mine if " " in name)

    def asked_before(self, intent: str) -> bool:
        """Did the visitor's last question ask for it?"""
        return self._before is not None and self._before.says(self.phrases.intents[intent])

    @property
    def joins(self) -> bool:
        """Does it ask for two things? `Parking and payment`."""
        return any(word.casefold() in self.phrases.joins for word in self.said.raw)

    @property
    def points_back(self) -> bool:
        """Is it about something said before? `Would I get cash for it`."""
        return self._before is not None and any(word in lexicon(self.language).pronouns for word in self.said.folded)

    def spare(self, used: Iterable[frozenset[str]], shop: str = "") -> int:
        """How many meaningful words of the question no used word, no stem and not the language itself explains."""
        explained = {self._stem_of.get(word, word) for words in used for word in words}
        explained |= {self._stem_of[word] for word in self.said.used(_asking_together(self.language))}
        return len(self._content - _explained_by(self.language) - stems(shop, self.language) - explained)

    def named(self, names: Iterable[str]) -> list[frozenset[str]]:
        """The stems of each name that stands whole in the question, in any order.

        Small words count too: `bring back` is not asked for by `bring`.
        """
        return [found for one in names if (found := self._whole(one))]

    def _whole(self, name: str) -> frozenset[str]:
        """The stems of a name when each of them is there, in a form of the same word."""
        parts = named_stems(name, self.language)
        there = all(one in self._length_of and _one_word(len(word), self._length_of[one]) for one, word in parts)
        return frozenset(one for one, _ in parts) if there else frozenset()

    def _bound(self) -> frozenset[str]:
        """What asks for no street: `e-mail address`, `where can I call`, but not `address and e-mail`."""
        if self.joins:
            return frozenset()
        if any(self.said.says(self.phrases.intents[intent]) for intent in _OTHER_ADDRESSES):
            return self.phrases.bound | self.phrases.where
        return self.phrases.where if self.said.says(self.phrases.intents["phone"]) else frozenset()


def _one_word(one: int, other: int) -> bool:
    """May words of so many letters be forms of one? `can` is none of `Canada`, though Spanish gives them one stem."""
    return abs(one - other) <= min(FORM_LETTERS, one - 1, other - 1)


@lru_cache(maxsize=20_000)
def named_stems(name: str, language: str) -> tuple[tuple[str, str], ...]:
    """Each word of a name with its stem before it."""
    return tuple((stem(word, language), word) for word in split(name, phrases(language).elided))


def stems(name: str, language: str) -> frozenset[str]:
    return frozenset(one for one, _ in named_stems(name, language))


@lru_cache
def _explained_by(language: str) -> frozenset[str]:
    """The stems of a language's words that only ask, or mean nothing by themselves beside a fact."""
    texts = phrases(language)
    asking = (texts.filler, *texts.intents.values())
    single = (stems(name, language) for names in asking for name in names)
    return frozenset(one for parts in single if len(parts) == 1 for one in parts)


@lru_cache
def _asking_together(language: str) -> frozenset[str]:
    """The names of several words that ask: `bank holiday` explains no `bank` without it."""
    return frozenset(name for names in phrases(language).intents.values() for name in names if " " in name)
