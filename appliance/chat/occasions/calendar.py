"""Owns what is announced: kept in the database, read from memory with every question."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from appliance.chat.occasions.tables import OccasionRow
from appliance.contract.occasions import Incident, Occasions, SaleDay
from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.settings import AnswerSettings
from appliance.core.clock import Now
from appliance.core.database import Database

Name = Literal["incident", "sale_day"]
# The usual answers are made this long before a sale begins.
WARM_BEFORE = timedelta(minutes=30)
# On a sale day nobody waits this long for the model: others are waiting too.
SALE_WAIT_S = 10.0


class Calendar:
    """The api alone writes. `open` must have been called once."""

    def __init__(self, database: Database, usual: AnswerSettings, now: Now) -> None:
        self._database = database
        self._usual = usual
        self._now = now
        self._known = Occasions()

    async def open(self) -> None:
        async with self._database.session() as session:
            rows = [await session.get(OccasionRow, name) for name in ("incident", "sale_day")]
        self._known = Occasions.model_validate({row.name: row.value for row in rows if row})

    def announced(self) -> Occasions:
        """What is planned or going on; what is over is left out."""
        now, incident, sale = self._now(), self._known.incident, self._known.sale_day
        return Occasions(
            incident=incident if incident and not incident.over(now) else None,
            sale_day=sale if sale and not sale.over(now) else None,
        )

    async def announce(self, name: Name, value: Incident | SaleDay) -> Occasions:
        """Refuses what would be over already: the owner would think that it is told."""
        if value.over(self._now()):
            raise Refused(ErrorCode.BAD_INPUT, "That end has passed already: name one that is still to come.")
        async with self._database.session() as session:
            await session.merge(OccasionRow(name=name, value=value.model_dump(mode="json")))
        self._known = self._known.model_copy(update={name: value})
        return self.announced()

    async def call_off(self, name: Name) -> Occasions:
        async with self._database.session() as session:
            if row := await session.get(OccasionRow, name):
                await session.delete(row)
        self._known = self._known.model_copy(update={name: None})
        return self.announced()

    def settings(self) -> AnswerSettings:
        """How questions are answered just now: as usual, or shorter and quicker while a sale goes on."""
        sale = self.announced().sale_day
        if sale is None or self._now() < sale.starts_at:
            return self._usual
        return self._usual.model_copy(
            update={
                "max_words": self.max_words_on(sale),
                "wait_for_model_s": min(self._usual.wait_for_model_s, SALE_WAIT_S),
                "quote_after_s": 0.0,
            }
        )

    def max_words_on(self, sale: SaleDay) -> int:
        return min(self._usual.max_words, sale.max_words)

    def soon(self) -> SaleDay | None:
        """The sale that begins within the time it takes to warm up, or has begun."""
        sale = self.announced().sale_day
        return sale if sale and self._now() >= sale.starts_at - WARM_BEFORE else None
