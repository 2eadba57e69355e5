"""Owns answering the usual questions before a sale begins, so that caches and the model's memory hold them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from appliance.chat.occasions.calendar import Calendar
from appliance.contract.occasions import SaleDay
from appliance.contract.problems import Unavailable

log = structlog.get_logger()

LOOK_EVERY_S = 30.0
MOST = 60

Ask = Callable[[str, int], Awaitable[None]]
"""A question, and how many words its answer may have."""
Asked = Callable[[], Awaitable[list[str]]]


class WarmUp:
    """Asks through the same ladder as visitors do, behind all of them."""

    def __init__(self, calendar: Calendar, ask: Ask, asked_lately: Asked) -> None:
        """`asked_lately` gives visitors' latest questions, repeats kept."""
        self._calendar = calendar
        self._ask = ask
        self._asked_lately = asked_lately
        self._warmed: SaleDay | None = None

    async def run(self, every_s: float = LOOK_EVERY_S) -> None:
        """Look again and again until cancelled."""
        while True:
            with suppress(Unavailable):  # another process holds the database for long: the next time, then
                await self.once()
            await asyncio.sleep(every_s)

    async def once(self) -> int:
        """How many questions were asked: none when no sale is near, or it is warm already."""
        sale = self._calendar.soon()
        if sale is None or sale == self._warmed:
            return 0
        questions = usual(sale, await self._asked_lately())
        self._warmed = sale
        for question in questions:
            await self._ask(question, self._calendar.max_words_on(sale))
        log.info("warmed_up", questions=len(questions))
        return len(questions)


def usual(sale: SaleDay, asked: list[str]) -> list[str]:
    """The owner's questions first, then what visitors asked most, each once."""
    often = [question for question, _ in Counter(" ".join(one.split()) for one in asked).most_common()]
    return list(dict.fromkeys((*sale.questions, *often)))[:MOST]
