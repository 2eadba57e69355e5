"""Owns when a person can be asked for, by the typed hours and holidays, and that the box has words for all of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from appliance.business.hand_off.machine import MOVES
from appliance.chat.words import FOLDER, say
from appliance.contract.facts import ShopFacts
from appliance.core.database import Database
from appliance.knowledge.facts.store import FactStore
from appliance.wiring.business import ShopHours

WEDNESDAY_NOON = datetime(2026, 10, 7, 10, 0, tzinfo=UTC)  # 12:00 in Berlin
HOURS = [{"day": day, "opens": "09:00", "closes": "18:00"} for day in ("wednesday", "thursday", "friday")]


async def shop(database: Database, now: datetime, **facts: Any) -> ShopHours:
    store = FactStore(database, lambda: now)
    known = {"name": "A shop", "languages": ("en", "de"), "timezone": "Europe/Berlin", "hours": HOURS}
    await store.write(ShopFacts.model_validate(known | facts))
    return ShopHours(store, lambda: now)


@pytest.mark.parametrize(
    ("hour", "is_open"), [(6, False), (7, True), (15, True), (16, False)], ids=["8:00", "9:00", "17:00", "18:00"]
)
async def test_the_shops_own_clock_counts(shop_database: Database, hour: int, is_open: bool) -> None:
    hours = await shop(shop_database, WEDNESDAY_NOON.replace(hour=hour))
    assert await hours.open_now() is is_open


async def test_on_a_holiday_nobody_is_there(shop_database: Database) -> None:
    hours = await shop(shop_database, WEDNESDAY_NOON, special_days=[{"date": "2026-10-07"}])
    assert not await hours.open_now()
    assert "Thursday" in (await hours.opens_next("en") or "")
    assert "Donnerstag" in (await hours.opens_next("de") or "")


async def test_a_shop_that_has_not_said_when_it_is_open_may_be(shop_database: Database) -> None:
    hours = await shop(shop_database, WEDNESDAY_NOON, hours=[])
    assert await hours.open_now()
    assert await hours.opens_next("en") is None


async def test_another_moment_is_looked_up_by_that_days_hours(shop_database: Database) -> None:
    hours = await shop(shop_database, WEDNESDAY_NOON, special_days=[{"date": "2026-10-08"}])
    noon = await hours.local_now()
    told = [await hours.open_at(noon + timedelta(days=days)) for days in (0, 1, 2)]
    assert told == [True, False, True]
    assert not await hours.open_at(noon.replace(hour=3))


async def test_its_day_is_not_that_of_greenwich(shop_database: Database) -> None:
    hours = await shop(shop_database, datetime(2026, 10, 7, 22, 30, tzinfo=UTC))
    assert (await hours.local_now()).date().isoformat() == "2026-10-08"


@pytest.mark.parametrize("language", sorted(file.stem for file in FOLDER.glob("*.json")))
def test_every_change_of_state_has_words_in_every_language(language: str) -> None:
    keys = {move.says for move in MOVES.values() if move.says}
    assert keys <= set(json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8")))
    for key in keys:
        told = say(key, language, minutes=2, name="Robin", opens="")
        assert "{" not in told
        assert told.endswith(".")
