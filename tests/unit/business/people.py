"""Owns what the tests of business play: a clock set by hand, a shop that opens and closes, kept conversations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from appliance.business.hand_off import HandOffs
from appliance.business.hand_off.deeds import Deeds
from appliance.business.hand_off.listeners import Listeners
from appliance.business.hand_off.stream import ConversationStream
from appliance.business.later import Later
from appliance.business.leads import Leads
from appliance.business.outbox import Outbox
from appliance.contract.outbox import OutboxKind
from appliance.contract.settings import HandOffSettings
from appliance.core.database import Database

WAIT_S, QUIET_S = 120, 600


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Shop:
    """Open until it is closed; its clock is the one that it is given."""

    clock: HandClock
    is_open: bool = True

    async def open_now(self) -> bool:
        return self.is_open

    async def open_at(self, local: datetime) -> bool:
        return self.is_open

    async def opens_next(self, language: str) -> str | None:
        return "Wir öffnen am Montag." if language == "de" else "We open on Monday."

    async def local_now(self) -> datetime:
        return self.clock()


@dataclass
class Talks:
    """Conversations with what was asked in them."""

    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)

    async def history(self, conversation_id: str) -> tuple[str, ...]:
        return self.asked.get(conversation_id, ())


def say(key: str, language: str, **values: object) -> str:
    """The key instead of words, with what would be filled in."""
    told = " ".join(str(value) for value in values.values() if value not in ("", 2))
    return f"{language}:{key} {told}".strip()


async def languages() -> tuple[str, ...]:
    return ("en", "de")


@dataclass
class Team:
    """Everything of business on one database; another of it on the same one is the box after a restart."""

    database: Database
    clock: HandClock = field(default_factory=HandClock)
    connected: tuple[OutboxKind, ...] = tuple(OutboxKind)

    def __post_init__(self) -> None:
        self.shop, self.talks = Shop(self.clock), Talks({"c_1": ("Do you repair sledges?",)})
        self.outbox = Outbox(self.database, self.clock, self.connected)
        self.listeners = Listeners()
        deeds = Deeds(say, self.outbox, HandOffSettings(wait_s=WAIT_S, quiet_s=QUIET_S), self.clock)
        self.hand_offs = HandOffs(self.database, deeds, self.listeners, self.shop, languages, self.talks, self.clock)
        self.stream = ConversationStream(self.database, self.talks, self.listeners, listen_s=5)
        self.leads = Leads(self.database, self.outbox, self.shop, self.clock)
        self.later = Later(self.database, self.outbox, self.leads, self.clock)

    async def alerts(self) -> list[str]:
        """What the owner is told of, oldest first."""
        rows = await self.outbox.latest(100)
        return [row.payload["about"] for row in reversed(rows) if row.kind is OutboxKind.ALERT]
