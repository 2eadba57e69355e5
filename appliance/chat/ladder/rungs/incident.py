"""Owns the rung of what the owner announced during an incident: it speaks before all others."""

from __future__ import annotations

from appliance.chat.ladder.walk import Events, Walk
from appliance.chat.occasions.canned import canned
from appliance.chat.ports import Announcements
from appliance.chat.words import say
from appliance.contract.chat import Delta, Outcome, Rung, Source, Sources


class Incidents:
    """Tells the announced answer, word for word."""

    def __init__(self, calendar: Announcements) -> None:
        self._calendar = calendar

    async def step(self, walk: Walk) -> Events:
        if text := canned(walk.asked, self._calendar.announced().incident):
            yield Delta(text=text)
            yield Sources(sources=(Source(title=say("from_team", walk.asked.language), place=""),))
            yield walk.done(Outcome.ANSWERED, Rung.INCIDENT)
