"""Owns keeping the shop's facts: one body, replaced as a whole."""

from __future__ import annotations

from appliance.contract.facts import ShopFacts
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.knowledge.tables import ShopFactsRow

ONLY = 1
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

    async def write(self, facts: ShopFacts) -> None:
        body = facts.model_dump(mode="json")
        async with self._database.session() as session:
            await session.merge(ShopFactsRow(id=ONLY, body=body, changed_at=iso(self._now())))
        self._facts = facts
