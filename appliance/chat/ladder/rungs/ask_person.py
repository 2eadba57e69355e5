"""Owns asking the team to take over, because the visitor wants a person."""

from __future__ import annotations

from collections.abc import Iterator

from appliance.chat.ladder.walk import Events, Walk
from appliance.chat.ports import HandOffs
from appliance.chat.words import say
from appliance.contract.chat import ChatEvent, Delta, Form, HandedOff, Outcome, Rung
from appliance.contract.handoff import HandOff, HandOffReason
from appliance.contract.leads import FormKind
from appliance.contract.problems import Unavailable
from appliance.contract.triage import Topic


class AskPerson:
    """Calls somebody; when nobody can come, asks for a number to call back."""

    def __init__(self, people: HandOffs) -> None:
        self._people = people

    async def step(self, walk: Walk) -> Events:
        nobody_waits = walk.question.priority == "background"
        if nobody_waits or walk.sure_topic is not Topic.HAND_OFF:
            return
        for event in await self._call(walk):
            yield event
        yield walk.done(Outcome.HANDED_OFF, Rung.HAND_OFF)

    async def _call(self, walk: Walk) -> list[ChatEvent]:
        question = walk.question
        try:
            asked = await self._people.call(question.conversation_id, question.id, question.text, HandOffReason.TRIAGE)
        except Unavailable:
            sorry = Delta(text=say("handoff_missed", walk.asked.language))
            return [sorry, Form(kind=FormKind.CALL_BACK, question_id=question.id)]
        return list(told(asked, question.id))


def told(asked: HandOff, question_id: str, after: str = "") -> Iterator[ChatEvent]:
    """What the visitor reads of a hand-off, `after` what was said before it."""
    yield Delta(text=f"{after}{asked.told}")
    yield HandedOff(state=asked.state)
    if asked.form:
        yield Form(kind=asked.form, question_id=question_id)
