"""A stale answer is made anew once at a time, behind the visitor who got it, and never without an end."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from appliance.chat.cache.keeping.key import CacheKey
from appliance.chat.cache.refreshing import AGAIN_S, REMEMBERED, WAITING_MOST, Refresher
from appliance.contract.chat import Outcome, Rung
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.contract.retrieval import Asked, Found, Trust
from tests.unit.chat.kept import Kept, told_of
from tests.unit.chat.played import RENTAL
from tests.unit.chat.test_cache_keys import KEY

NOON = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)
ASKED = Asked("Do you rent out tandems?", "en")


class Answerer:
    """Answers when it may go on; counts how many run together."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.together = self.most = 0
        self.go_on = asyncio.Event()

    async def refresh(self, asked: Asked, key: CacheKey) -> None:
        self.asked.append(asked)
        self.together += 1
        self.most = max(self.most, self.together)
        await self.go_on.wait()
        self.together -= 1


async def rest() -> None:
    """Let everything run that can."""
    for _ in range(5):
        await asyncio.sleep(0)


@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.integers(1, 3))
def test_each_name_is_refreshed_once_and_few_together(names: list[str], at_once: int) -> None:
    async def play() -> None:
        answerer, refresher = Answerer(), Refresher(lambda: NOON, at_once)
        refresher.refresh = answerer.refresh
        began = [name for name in names if refresher.start(name, Asked(name, "en"), KEY)]
        await rest()
        answerer.go_on.set()
        await refresher.idle()
        assert sorted(began) == sorted(set(names)) == sorted(asked.text for asked in answerer.asked)
        assert answerer.most <= at_once

    asyncio.run(play())


async def test_many_who_get_a_stale_answer_start_one_refresh(kept: Kept) -> None:
    answerer = Answerer()
    kept.cache.refresher.refresh = answerer.refresh
    await kept.keep(ASKED.text)
    kept.wait(hours=25)
    told = await asyncio.gather(*(kept.find("Do you have tandems for rent?") for _ in range(8)))
    await rest()
    assert [one.stale for one in told if one] == [True] * 8
    assert answerer.asked == [ASKED]  # the question it was kept for, not the visitor's wording


async def test_what_was_made_anew_is_told_from_then_on(kept: Kept) -> None:
    async def refresh(asked: Asked, key: CacheKey) -> None:
        await kept.cache.keep(asked, key, told_of("Tandems are $60 a day."))

    kept.cache.refresher.refresh = refresh
    await kept.keep(ASKED.text)
    kept.shop.change("doc_other")
    assert (await kept.find(ASKED.text)) is not None
    await kept.cache.refresher.idle()
    told = await kept.find(ASKED.text)
    assert told is not None
    assert (told.text, told.stale) == ("Tandems are $60 a day.", False)
    assert (kept.cache.fates.stale, kept.cache.fates.refreshed) == (1, 1)


@pytest.mark.parametrize(
    ("anew", "holds"),
    [
        ({"passages": ()}, False),  # as two documents that do not agree are told
        ({"outcome": Outcome.REFUSED}, False),
        ({"outcome": Outcome.NOT_KNOWN, "rung": Rung.LEAD_FORM}, False),
        ({"text": "Until six today."}, False),
        ({"outcome": Outcome.PARTIAL}, True),
        ({"outcome": Outcome.CANCELLED}, True),
        ({"rung": Rung.CACHE}, True),
        ({"passages": (), "found": Found((RENTAL,), Trust.SURE, complete=False)}, True),  # embedder away
        ({"outcome": Outcome.NOT_KNOWN, "found": Found((), Trust.NONE, complete=False)}, True),
        ({"outcome": Outcome.HANDED_OFF, "found": Found((), Trust.NONE, complete=False)}, True),
    ],
    ids=str,
)
async def test_what_was_made_anew_to_its_end_and_is_not_to_be_kept_takes_the_old_answer_with_it(
    kept: Kept, anew: dict[str, Any], holds: bool
) -> None:
    await kept.keep(ASKED.text)
    await kept.keep(ASKED.text, replace(told_of(), asked_by="background", **anew))
    assert (await kept.find(ASKED.text) is not None) is holds


async def test_who_failed_is_not_tried_again_at_once_and_it_is_told() -> None:
    moment, tries = NOON, 0

    async def fails(asked: Asked, key: CacheKey) -> None:
        nonlocal tries
        tries += 1
        raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The model is away.")

    refresher = Refresher(lambda: moment)
    refresher.refresh = fails
    with capture_logs() as logs:
        for seconds in (0, AGAIN_S - 1, AGAIN_S):
            moment = NOON + timedelta(seconds=seconds)
            refresher.start("a", ASKED, KEY)
            await refresher.idle()
    assert tries == 2
    assert [log["event"] for log in logs] == ["refresh_failed"] * 2


async def test_a_refresh_that_hangs_is_given_up() -> None:
    refresher = Refresher(lambda: NOON, limit_s=0.0)
    refresher.refresh = Answerer().refresh
    with capture_logs() as logs:
        refresher.start("a", ASKED, KEY)
        await refresher.idle()
    assert logs[0]["event"] == "refresh_failed"


async def test_too_many_are_not_even_begun_and_closing_ends_all() -> None:
    answerer, refresher = Answerer(), Refresher(lambda: NOON)
    assert not refresher.start("a", ASKED, KEY)  # nobody has said how
    refresher.refresh = answerer.refresh
    began = [refresher.start(str(at), ASKED, KEY) for at in range(WAITING_MOST + 1)]
    assert began == [True] * WAITING_MOST + [False]
    await rest()
    await refresher.close()
    assert answerer.together == 1  # it was cut off


async def test_it_does_not_remember_without_an_end() -> None:
    answerer, refresher = Answerer(), Refresher(lambda: NOON)
    answerer.go_on.set()
    refresher.refresh = answerer.refresh
    for at in range(REMEMBERED + 1):
        refresher.start(str(at), ASKED, KEY)
        await refresher.idle()
    assert refresher.start("0", ASKED, KEY)
    assert not refresher.start(str(REMEMBERED), ASKED, KEY)
    await refresher.close()
