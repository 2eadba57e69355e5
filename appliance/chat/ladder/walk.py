"""Owns one question on its way down the ladder."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable
from dataclasses import dataclass

from appliance.chat.ladder.stopwatch import Stopwatch
from appliance.chat.ports import Priority
from appliance.contract.chat import ChatEvent, Done, Outcome, Rung, Sources
from appliance.contract.retrieval import Asked, Found, FoundPassage, Shop, Trust

Events = AsyncGenerator[ChatEvent, None]
NOTHING_FOUND = Found((), Trust.NONE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the visitor's earlier ones of the same conversation, oldest first."""

    id: str
    conversation_id: str
    text: str
    history: tuple[str, ...]
    priority: Priority


@dataclass(slots=True)
class Walk:
    """One question with what was found for it so far. Rungs read it; each field has one rung that writes it."""

    question: Question
    shop: Shop
    asked: Asked
    watch: Stopwatch
    found: Found = NOTHING_FOUND

    def done(self, outcome: Outcome, rung: Rung | None) -> Done:
        return Done(outcome=outcome, rung=rung, spans=self.watch.spans)


Step = Callable[[Walk], Events]


def sources(passages: Iterable[FoundPassage]) -> Sources:
    """Each place once, in the order of first use."""
    return Sources(sources=tuple(dict.fromkeys(passage.source() for passage in passages)))
