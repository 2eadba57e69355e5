"""Owns the silence of the assistant while a person talks with the visitor."""

from __future__ import annotations

from appliance.chat.ladder.walk import Events, Walk
from appliance.chat.ports import HandOffs
from appliance.contract.chat import HandedOff, Outcome, Rung
from appliance.contract.handoff import HandOffState


class PersonTalks:
    """Passes the visitor's words on to whoever talks with them, and says nothing itself."""

    def __init__(self, people: HandOffs) -> None:
        self._people = people

    async def step(self, walk: Walk) -> Events:
        if await self._people.visitor_said(walk.question.conversation_id, walk.question.text):
            yield HandedOff(state=HandOffState.TALKING)
            yield walk.done(Outcome.HANDED_OFF, Rung.HAND_OFF)
