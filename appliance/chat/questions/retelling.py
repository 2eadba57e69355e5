"""Owns telling a kept answer once more, as the events of a stream: who was cut off hears its end. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from appliance.contract.chat import (
    Accepted,
    Cards,
    ChatEvent,
    Done,
    Failed,
    Form,
    Outcome,
    QuestionState,
    Replaced,
    Sources,
)

BROKE_OFF = "This answer broke off. Please ask again or contact the shop directly."


def retold(state: QuestionState) -> Iterator[ChatEvent]:
    """The whole of an answer that has ended, in place of whatever part of it was heard."""
    yield Accepted(question_id=state.question_id, conversation_id=state.conversation_id)
    if state.text:
        yield Replaced(text=state.text)
    if state.sources:
        yield Sources(sources=state.sources)
    if state.cards:
        yield Cards(cards=state.cards)
    if state.form:
        yield Form(kind=state.form, question_id=state.question_id)
    if state.error:
        yield Failed(code=state.error, detail=BROKE_OFF, partial=bool(state.text))
    yield Done(outcome=state.outcome or Outcome.PARTIAL, rung=state.rung, spans=state.spans)
