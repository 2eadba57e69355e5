"""Owns what the owner taught, in memory: which answer a question finds. No database, no embedder."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from appliance.core.questions.fingerprint import Fingerprint, normal
from appliance.core.questions.likeness import Array
from appliance.knowledge.teaching.questions.same import Wording, in_words, nearness

Today = Callable[[], Awaitable[date]]
"""The date where the shop is: an answer is told until its last day is over there."""


@dataclass(frozen=True, slots=True)
class Taught:
    """One approved answer as it is told: the ways of asking, its text, texts by language, its last day."""

    id: str
    ways: tuple[Wording, ...]
    text: str
    texts: Mapping[str, str]
    languages: tuple[str, ...]
    expires_on: date | None
    changed_at: str

    def words(self, language: str) -> str:
        return self.texts.get(language, self.text)

    def expired(self, today: date) -> bool:
        return self.expires_on is not None and today > self.expires_on

    def asked_in(self, language: str) -> Sequence[Wording]:
        """The ways of asking in a language this answer is for."""
        return [way for way in self.ways if way.language == language] if language in self.languages else []


class TaughtAnswers:
    """All approved answers; the newest wins where two would answer the same words."""

    def __init__(self) -> None:
        self._answers: dict[str, Taught] = {}
        self._by_words: dict[str, list[str]] = {}

    def put(self, answer: Taught) -> None:
        self.drop(answer.id)
        self._answers[answer.id] = answer
        for way in answer.ways:
            self._by_words.setdefault(normal(way.question), []).append(answer.id)

    def drop(self, answer_id: str) -> None:
        answer = self._answers.pop(answer_id, None)
        for way in answer.ways if answer else ():
            self._by_words[normal(way.question)].remove(answer_id)

    def learn(self, answer_id: str, question: str, vector: Array | None) -> None:
        """The embedder has seen a way of asking; None when it does not take it."""
        if answer := self._answers.get(answer_id):
            ways = tuple(replace(way, vector=vector) if way.question == question else way for way in answer.ways)
            self._answers[answer_id] = replace(answer, ways=ways)

    def get(self, answer_id: str) -> Taught | None:
        return self._answers.get(answer_id)

    def __len__(self) -> int:
        return len(self._answers)

    def in_force(self, today: date) -> Collection[str]:
        return [one.id for one in self._answers.values() if not one.expired(today)]

    def in_the_same_words(self, question: str, today: date) -> Taught | None:
        found = (self._answers[answer_id] for answer_id in self._by_words.get(normal(question), ()))
        return max((one for one in found if not one.expired(today)), key=lambda one: one.changed_at, default=None)

    def possible(self, asked: Fingerprint, language: str, today: date) -> list[Taught]:
        """Those whose words do not forbid that they answer this; mostly none, and then no vector is needed."""
        return [
            one
            for one in self._answers.values()
            if (ways := one.asked_in(language)) and in_words(asked, ways) and not one.expired(today)
        ]


def nearest(
    possible: Sequence[Taught], asked: Fingerprint, language: str, vector: Array, middle: Array
) -> Taught | None:
    """The answer whose ways of asking are nearest to the question; the newer one of equally near ones."""
    ranked = [(nearness(asked, vector, one.asked_in(language), middle), one.changed_at, one) for one in possible]
    best = max(ranked, key=lambda one: one[:2], default=None)
    return best[2] if best and best[0] > 0 else None
