"""Owns keeping the shop's facts: one body, replaced as a whole, with those before it to go back to."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from appliance.contract.facts import ShopFacts
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.knowledge.facts.tables import EarlierFactsRow
from appliance.knowledge.tables import ShopFactsRow

ONLY = 1
KEPT = 20
UNNAMED = ShopFacts(name="My shop")


class FactStore:
    """Reads from memory after the first time; the api is the only writer."""

    def __init__(self, database: Database, now: Now) -> None:
        self._database = database
        self._now = now
        self._facts: ShopFacts | None = None

    async def read(self) -> ShopFacts:
        """The facts, or those of a shop that has not been described yet."""
        if self._facts is None:
            async with self._database.session() as session:
                row = await session.get(ShopFactsRow, ONLY)
            self._facts = ShopFacts.model_validate(row.body) if row else UNNAMED
        return self._facts

    async def languages(self) -> tuple[str, ...]:
        """The shop's languages as codes, its main one first."""
        return (await self.read()).languages

    async def today(self) -> date:
        """The date where the shop is."""
        return self._now().astimezone(ZoneInfo((await self.read()).timezone)).date()

    async def write(self, facts: ShopFacts) -> None:
        """Replace the facts; the last twenty before them are kept."""
        if facts == await self.read():
            return
        moment = iso(self._now())
        async with self._database.session() as session:
            before = await session.get(ShopFactsRow, ONLY)
            if before is not None:
                session.add(EarlierFactsRow(body=before.body, replaced_at=moment))
            await session.merge(ShopFactsRow(id=ONLY, body=facts.model_dump(mode="json"), changed_at=moment))
            await session.flush()
            youngest = select(EarlierFactsRow.id).order_by(EarlierFactsRow.id.desc()).limit(KEPT)
            await session.execute(delete(EarlierFactsRow).where(EarlierFactsRow.id.not_in(youngest)))
        self._facts = facts

    async def undo(self) -> ShopFacts:
        """Go back to the facts before the last change, and further with every call. Raises Refused at the end."""
        async with self._database.session() as session:
            earlier = await session.scalar(select(EarlierFactsRow).order_by(EarlierFactsRow.id.desc()).limit(1))
            if earlier is None:
                raise Refused(ErrorCode.NOT_FOUND, "There is no earlier state of your shop facts to go back to.")
            facts = ShopFacts.model_validate(earlier.body)
            await session.merge(ShopFactsRow(id=ONLY, body=earlier.body, changed_at=iso(self._now())))
            await session.delete(earlier)
        self._facts = facts
        return facts
