"""Owns a question taken apart: the kinds of facts it asks for, the names in it, the words left over. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from appliance.core.language import content_stems, stem
from appliance.knowledge.facts.asked.said import Said, split
from appliance.knowledge.facts.telling.phrases import phrases

# Asking for an address of this kind is not asking for the street.
_OTHER_ADDRESSES = ("email", "website")


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
        self._content = frozenset(content_stems(" ".join(self.said.raw), language))

    def asks(self, intent: str) -> bool:
        names = self.phrases.intents[intent]
        if intent == "address" and self._bound():
            names -= self.phrases.bound
        return self.said.says(names)

    def asked_before(self, intent: str) -> bool:
        """Did the visitor's last question ask for it?"""
        return self._before is not None and self._before.says(self.phrases.intents[intent])

    def spare(self, used: Iterable[frozenset[str]], shop: str = "") -> int:
        """How many meaningful words of the question no used word, no stem and not the language itself explains."""
        explained = {self._stem_of.get(word, word) for words in used for word in words}
        return len(self._content - _explained_by(self.language) - stems(shop, self.language) - explained)

    def named(self, names: Iterable[str]) -> list[frozenset[str]]:
        """The stems of each name that stands whole in the question, in any order.

        Small words count too: `bring back` is not asked for by `bring`.
        """
        there = frozenset(self._stem_of.values())
        return [name for one in names if (name := stems(one, self.language)) and name <= there]

    def _bound(self) -> bool:
        """`e-mail address`, but not `address and e-mail`."""
        other = any(self.said.says(self.phrases.intents[intent]) for intent in _OTHER_ADDRESSES)
        return other and not any(word.casefold() in self.phrases.joins for word in self.said.raw)


@lru_cache(maxsize=20_000)
def stems(name: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in split(name, phrases(language).elided))


@lru_cache
def _explained_by(language: str) -> frozenset[str]:
    """The stems of a language's words that only ask, or mean nothing by themselves beside a fact."""
    texts = phrases(language)
    asking = (texts.filler, *texts.intents.values())
    return frozenset(one for names in asking for name in names for one in stems(name, language))
