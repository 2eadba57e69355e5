"""A database closes when nobody is in it any more: what is cancelled while it gives its session back never ends."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import text

from appliance.core.database import Database

A_FEW_STEPS = 20


async def test_closing_waits_for_a_session_that_is_open(tmp_path: Path) -> None:
    database, inside, go_on = Database.at(tmp_path / "shop.db"), asyncio.Event(), asyncio.Event()

    async def asks() -> int:
        async with database.session() as session:
            inside.set()
            await go_on.wait()
            return await session.scalar(text("SELECT 1")) or 0

    asking = asyncio.create_task(asks())
    await inside.wait()
    closing = asyncio.create_task(database.close())
    for _ in range(A_FEW_STEPS):
        await asyncio.sleep(0)
    assert not closing.done()
    go_on.set()
    assert await asking == 1
    await closing
