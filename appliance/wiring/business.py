"""Owns putting together the people's side: hand-offs, leads, answers by e-mail, the outbox they write to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from appliance.business.hand_off.deeds import Deeds
from appliance.business.hand_off.hand_off import HandOffs
from appliance.business.hand_off.listeners import Listeners
from appliance.business.hand_off.stream import ConversationStream
from appliance.business.later import Later
from appliance.business.leads import Leads
from appliance.business.outbox import Outbox
from appliance.business.ports import Talks
from appliance.chat.words import say
from appliance.contract.settings import HandOffSettings
from appliance.core.clock import Now
from appliance.core.database import Database
from appliance.knowledge.facts.store import FactStore
from appliance.knowledge.facts.telling import hours, wording


class ShopHours:
    """Behind the port `Opening`: the typed facts, by the shop's own clock."""

    def __init__(self, facts: FactStore, now: Now) -> None:
        self._facts = facts
        self._now = now

    async def open_now(self) -> bool:
        return await self.open_at(await self.local_now())

    async def open_at(self, local: datetime) -> bool:
        facts = await self._facts.read()
        told = facts.hours or facts.seasons
        return not told or hours.open_until(facts, local) is not None

    async def opens_next(self, language: str) -> str | None:
        facts, local = await self._facts.read(), await self.local_now()
        return wording.opens_next(facts, local, language)

    async def local_now(self) -> datetime:
        return self._now().astimezone(ZoneInfo((await self._facts.read()).timezone))


@dataclass(frozen=True, slots=True)
class Business:
    """The parts that share one outbox and one opening."""

    hand_offs: HandOffs
    conversation_stream: ConversationStream
    leads: Leads
    later: Later
    outbox: Outbox


def business(database: Database, facts: FactStore, talks: Talks, settings: HandOffSettings, now: Now) -> Business:
    opening, outbox, listeners = ShopHours(facts, now), Outbox(database, now), Listeners()
    leads = Leads(database, outbox, opening, now)
    deeds = Deeds(say, outbox, settings, now)
    return Business(
        hand_offs=HandOffs(database, deeds, listeners, opening, facts.languages, talks, now),
        conversation_stream=ConversationStream(database, talks, listeners),
        leads=leads,
        later=Later(database, outbox, leads, now),
        outbox=outbox,
    )
