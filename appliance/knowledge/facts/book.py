"""Owns recognising a question about facts: which facts it names, and whether it asks for nothing else. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from appliance.contract.chat import Source
from appliance.contract.facts import ShopFacts
from appliance.contract.retrieval import Asked, FactAnswer
from appliance.core.language import content_stems, fold, stem, words
from appliance.knowledge.facts import wording
from appliance.knowledge.facts.dates import meant
from appliance.knowledge.facts.hours import on_date
from appliance.knowledge.facts.phrases import Phrases, in_language, phrases

# Words beyond those that named a fact make it likelier that something else is asked: documents answer then.
# A policy may have none: `do you repair wheelchairs` does not ask for the ramp.
SPARE_WORDS = 1
QUESTION_MAX_WORDS = 20


@dataclass(frozen=True, slots=True)
class Match:
    """A fact that was asked for: its words, the kind of fact, the stems of the question it explains."""

    text: str
    place: str
    used: frozenset[str]


class FactBook:
    """Answers from facts alone, or not at all."""

    def answer(self, asked: Asked, facts: ShopFacts, now: datetime) -> FactAnswer | None:
        """The answer when the whole question is about facts; None when any of it is not. `now` is aware."""
        if len(words(asked.text)) > QUESTION_MAX_WORDS:
            return None
        question = _Question(asked, facts, now)
        typed = [*question.hours(), *question.contact(), *question.prices()]
        policies = [*question.policies()]
        if policies and question.spare(policies) == 0 and not (typed and question.spare(typed) == 0):
            found = policies
        elif typed and question.spare(typed) <= SPARE_WORDS:
            found = typed
        else:
            return None
        say = phrases(asked.language).say
        text = " ".join(dict.fromkeys(match.text for match in found))
        return FactAnswer(text, Source(title=say["from_facts"], place=say[found[0].place]))


class _Question:
    """One question against one shop, at one moment."""

    def __init__(self, asked: Asked, facts: ShopFacts, now: datetime) -> None:
        self._facts = facts
        self._language = asked.language
        self._phrases: Phrases = phrases(asked.language)
        self._text = asked.text
        self._words = frozenset(
            fold(word) for part in asked.text.split() for word in (*words(part), part.strip("?.,!"))
        )
        self._stems = frozenset(content_stems(asked.text, asked.language))
        self._all_stems = frozenset(stem(word, asked.language) for word in words(asked.text))
        self._now = now.astimezone(ZoneInfo(facts.timezone))

    def spare(self, found: Iterable[Match]) -> int:
        """How many meaningful words of the question no match explains."""
        known = {self._stem(word) for word in (*self._phrases.filler, *words(self._facts.name))}
        known |= {self._stem(word) for names in self._phrases.intents.values() for word in names}
        return len(self._stems - known - {used for match in found for used in match.used})

    def hours(self) -> Iterable[Match]:
        if not (self._facts.hours and self._asks("hours")):
            return
        today = self._now.date()
        which = meant(self._text, self._facts, self._phrases, today)
        used = frozenset(self._stem(word) for word in which.used) | which.used
        if which.dates:
            told = " ".join(wording.day(on_date(self._facts, when), today, self._language) for when in which.dates)
        elif self._words & _folded(self._phrases.now):
            told = wording.now(self._facts, self._now, self._language)
        else:
            told = wording.week(self._facts, self._language)
        yield Match(told, "place_hours", used)

    def contact(self) -> Iterable[Match]:
        facts, say = self._facts, self._phrases.say
        both = self._asks("contact")
        if facts.address and self._asks("address"):
            way = in_language(facts.directions, self._language)
            yield Match(f"{say['address'].format(address=facts.address)} {way}".strip(), "place_address", frozenset())
        if facts.phone and (both or self._asks("phone")):
            yield Match(say["phone"].format(phone=facts.phone), "place_contact", frozenset())
        if facts.email and (both or self._asks("email")):
            yield Match(say["email"].format(email=facts.email), "place_contact", frozenset())

    def prices(self) -> Iterable[Match]:
        """The prices whose names stand in the question; of overlapping names the longest."""
        if not self._asks("price"):
            return
        named = {
            at: used
            for at, price in enumerate(self._facts.prices)
            if (used := self._longest_named((*price.item.values(), *price.also)))
        }
        for at, used in named.items():
            if not any(used < other for other in named.values()):
                price = self._facts.prices[at]
                yield Match(wording.price(price, self._facts.currency, self._language), "place_price", used)

    def policies(self) -> Iterable[Match]:
        for policy in self._facts.policies:
            # All names count: `pay by credit card` names one policy twice.
            if used := frozenset[str]().union(*self._named((*policy.subject.values(), *policy.also))):
                yield Match(in_language(policy.text, self._language), "place_policy", used)

    def _asks(self, intent: str) -> bool:
        return bool(self._words & _folded(self._phrases.intents[intent]))

    def _longest_named(self, names: Iterable[str]) -> frozenset[str]:
        """The stems of the longest name that stands whole in the question; empty when none does."""
        return max(self._named(names), key=len, default=frozenset())

    def _named(self, names: Iterable[str]) -> list[frozenset[str]]:
        """The stems of each name that stands whole in the question.

        Small words count too: `bring back` is not asked for by `bring`.
        """
        stems = (frozenset(self._stem(word) for word in words(name)) for name in names)
        return [name for name in stems if name and name <= self._all_stems]

    def _stem(self, word: str) -> str:
        return stem(word, self._language)


def _folded(names: Iterable[str] | Mapping[str, object]) -> frozenset[str]:
    return frozenset(fold(name) for name in names)
