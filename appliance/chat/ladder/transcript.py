"""Owns what has been said about one question so far: its events in order, and their sum."""

from __future__ import annotations

from dataclasses import dataclass, field

from appliance.contract.chat import Cards, ChatEvent, Delta, Done, Failed, QuestionState, Replaced, Source, Sources


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
        return next((event.sources for event in reversed(self.events) if isinstance(event, Sources)), ())

    def state(self) -> QuestionState:
        """The whole as one value, for polling and for keeping."""
        done = next((event for event in self.events if isinstance(event, Done)), None)
        failed = next((event for event in self.events if isinstance(event, Failed)), None)
        cards = next((event.cards for event in self.events if isinstance(event, Cards)), ())
        return QuestionState(
            question_id=self.question_id,
            conversation_id=self.conversation_id,
            question=self.question,
            running=done is None,
            text=self.text,
            sources=self.sources,
            cards=cards,
            outcome=done.outcome if done else None,
            rung=done.rung if done else None,
            spans=done.spans if done else (),
            error=failed.code if failed else None,
            last_event_id=len(self.events),
        )
