"""Owns what has been said about one question so far: its events in order, and their sum."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from appliance.contract.chat import (
    Cards,
    ChatEvent,
    Delta,
    Done,
    Failed,
    Form,
    HandedOff,
    Position,
    QuestionState,
    Replaced,
    Source,
    Sources,
)

Event = TypeVar("Event", bound=ChatEvent)


@dataclass(slots=True)
class Transcript:
    """Grows by one event at a time; event ids begin at 1 and count up.

    `delivery_ms`: from the first words to their having been handed to the connection of whoever asked.
    """

    question_id: str
    conversation_id: str
    question: str
    events: list[ChatEvent] = field(default_factory=list)
    first_words_ms: float | None = None
    delivery_ms: float | None = None

    @property
    def ended(self) -> bool:
        return bool(self.events) and isinstance(self.events[-1], Done)

    @property
    def text(self) -> str:
        """All words since the last `replace`, and that."""
        said = ""
        for event in self.events:
            if isinstance(event, Delta):
                said += event.text
            elif isinstance(event, Replaced):
                said = event.text
        return said

    @property
    def sources(self) -> tuple[Source, ...]:
        """Those that still hold: the last that were sent."""
        last = self._last(Sources)
        return last.sources if last else ()

    def _last(self, kind: type[Event]) -> Event | None:
        return next((event for event in reversed(self.events) if isinstance(event, kind)), None)

    def state(self) -> QuestionState:
        """The whole as one value, for polling and for keeping."""
        done, failed, cards = self._last(Done), self._last(Failed), self._last(Cards)
        form, handed_off = self._last(Form), self._last(HandedOff)
        text = self.text
        return QuestionState(
            question_id=self.question_id,
            conversation_id=self.conversation_id,
            question=self.question,
            running=done is None,
            text=text,
            sources=self.sources,
            cards=cards.cards if cards else (),
            form=form.kind if form else None,
            handoff=handed_off.state if handed_off else None,
            position=None if text or done else self._last(Position),
            outcome=done.outcome if done else None,
            rung=done.rung if done else None,
            spans=done.spans if done else (),
            error=failed.code if failed else None,
            last_event_id=len(self.events),
        )
