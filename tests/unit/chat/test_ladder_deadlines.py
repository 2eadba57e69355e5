"""Owns that a part which is slow or broken is passed over, left alone for a while, and asked again."""

from __future__ import annotations

import asyncio

from appliance.chat.words import say
from appliance.contract.chat import Form, Outcome, Rung
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.contract.retrieval import ApprovedMatch, Asked, Found
from appliance.inference.breaker import FAILURES, REST_S
from appliance.inference.deadline import Deadline
from tests.unit.chat.played import Knowledge, Model, done, told, walk


class Part:
    """Answers at once, or never."""

    def __init__(self) -> None:
        self.hangs = True
        self.asked = 0

    async def __call__(self) -> str:
        self.asked += 1
        if self.hangs:
            await asyncio.Event().wait()
        return "here"


async def test_a_part_that_hangs_again_and_again_is_left_alone_and_asked_again_later() -> None:
    now, part = [0.0], Part()
    limit = Deadline("part", 0.001, lambda: now[0])
    for _ in range(FAILURES + 3):
        assert await limit.within(part) is None
    assert part.asked == FAILURES
    part.hangs, now[0] = False, REST_S
    assert await limit.within(part) == "here"
    assert await limit.within(part) == "here"


class Broken(Knowledge):
    """Neither remembers what was taught nor finds a passage."""

    async def approved(self, asked: Asked) -> ApprovedMatch | None:
        raise Unavailable(ErrorCode.KNOWLEDGE_UNAVAILABLE, "The table cannot be read.")

    async def search(self, asked: Asked, limit: int) -> Found:
        raise Unavailable(ErrorCode.KNOWLEDGE_UNAVAILABLE, "The index cannot be read.")


async def test_when_the_shops_knowledge_is_away_the_visitor_still_has_a_next_step() -> None:
    events = await walk(Model("never asked"), Broken())
    assert told(events) == say("not_looked_up", "en", shop="Maple Street Bikes")
    assert any(isinstance(event, Form) for event in events)
    assert (done(events).outcome, done(events).rung) == (Outcome.HANDED_OFF, Rung.LEAD_FORM)
