"""Owns the rung of what the owner announced during an incident: it speaks before all other answers."""

from __future__ import annotations

from dataclasses import replace

from appliance.chat.ladder.walk import Events, Walk
from appliance.chat.occasions.canned import canned
from appliance.chat.ports import Announcements
from appliance.chat.triage.plan import PERSON
from appliance.chat.words import say
from appliance.contract.chat import Delta, Outcome, Rung, Source, Sources
from appliance.contract.triage import Topic

# Whoever says this wants somebody, or leaves a number for somebody: no announcement settles it.
FOR_SOMEBODY = (Topic.HAND_OFF, Topic.LEAD, Topic.BOOKING, Topic.COMPLAINT)


class Incidents:
    """Tells the announced answer, word for word; who wants a person is then brought to one."""

    def __init__(self, calendar: Announcements) -> None:
        self._calendar = calendar

    async def step(self, walk: Walk) -> Events:
        text = canned(walk.asked, self._calendar.announced().incident, walk.shop.languages[0])
        if text is None:
            return
        if walk.sure_topic in FOR_SOMEBODY:
            walk.plan = replace(walk.plan, rungs=walk.plan.rungs & PERSON)
            yield Delta(text=f"{text}\n\n")
        else:
            yield Delta(text=text)
            yield Sources(sources=(Source(title=say("from_team", walk.asked.language), place=""),))
            yield walk.done(Outcome.ANSWERED, Rung.INCIDENT)
