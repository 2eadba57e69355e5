"""Identifiers can stand in a link, moments sort as text, and a blocked loop is noticed."""

from __future__ import annotations

import asyncio
import re
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

from appliance.core.clock import iso, utc_now
from appliance.core.ids import new_id
from appliance.core.loop_delay import EVERY_S, LoopDelay


def test_ids_never_repeat_and_need_no_quoting_in_a_link() -> None:
    made = [new_id("q") for _ in range(2_000)]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"q_[0-9a-f]{8}_[A-Za-z0-9_-]{16}", one) for one in made)


def test_moments_from_any_timezone_sort_as_text() -> None:
    portland = timezone(timedelta(hours=-7))
    first, later = datetime(2026, 10, 7, 23, 30, tzinfo=portland), datetime(2026, 10, 8, 6, 31, tzinfo=UTC)
    assert iso(first) == "2026-10-08T06:30:00.000+00:00"
    assert iso(first) < iso(later)
    assert iso(utc_now()).endswith("+00:00")


def test_a_loop_that_was_never_watched_has_no_delay() -> None:
    assert (LoopDelay().p99_ms(), LoopDelay().max_ms()) == (0.0, 0.0)


async def test_work_that_blocks_the_loop_is_seen() -> None:
    delay = LoopDelay()
    watching = asyncio.create_task(delay.watch())
    await asyncio.sleep(0)
    blocked_until = time.monotonic() + 3 * EVERY_S
    while time.monotonic() < blocked_until:
        pass
    for _ in range(3):  # let the watch, long due, come to its turn
        await asyncio.sleep(0)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    assert delay.max_ms() >= EVERY_S * 1000
    assert delay.p99_ms() > 0
