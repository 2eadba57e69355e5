"""Owns which version of the shop's knowledge is in force, and what has changed since another one.

Triggers in the database count: whoever changes a document, an approved answer or the index cannot forget to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import func, select

from appliance.contract.cache import Versions
from appliance.contract.facts import ShopFacts
from appliance.core.clock import Now
from appliance.core.database import Database
from appliance.knowledge.facts.store import FactStore
from appliance.knowledge.tables import DocumentRow, KnowledgeChangeRow

# A document that has expired is found no more, however old its last change is.
EXPIRED = 2**62


class Revisions:
    """Read with every question: one row of one small table."""

    def __init__(self, database: Database, facts: FactStore, now: Now) -> None:
        self._database = database
        self._facts = facts
        self._now = now
        self._named: tuple[ShopFacts, str] | None = None

    async def versions(self) -> Versions:
        async with self._database.session() as session:
            latest = await session.scalar(select(func.max(KnowledgeChangeRow.revision)))
        return Versions(self._name(await self._facts.read()), latest or 0, self._now().date())

    async def changed(self, since: Versions) -> Mapping[str, int]:
        """The documents that were changed, removed or have expired since, each with the revision of that."""
        newer = select(KnowledgeChangeRow.subject, KnowledgeChangeRow.revision)
        newer = newer.where(KnowledgeChangeRow.revision > since.knowledge)
        last_day = DocumentRow.expires_on
        expired = select(DocumentRow.id).where(
            last_day >= since.day.isoformat(), last_day < self._now().date().isoformat()
        )
        async with self._database.session() as session:
            changes = {row.subject: row.revision for row in await session.execute(newer)}
            return changes | dict.fromkeys(await session.scalars(expired), EXPIRED)

    def _name(self, facts: ShopFacts) -> str:
        if self._named is None or self._named[0] is not facts:
            self._named = facts, hashlib.sha256(facts.model_dump_json().encode()).hexdigest()[:16]
        return self._named[1]
