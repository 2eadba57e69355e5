"""Owns documents that are the shop's own facts: written by the api when facts change, never by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sqlalchemy import select

from appliance.contract.knowledge import DocumentState, Origin
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id
from appliance.knowledge.documents.catalogue import Catalogue
from appliance.knowledge.documents.files import DocumentFiles, digest_of
from appliance.knowledge.facts.published import FactFile
from appliance.knowledge.tables import DocumentRow


class FactFiles:
    """Of the api. A fact that changed is not quoted any more from that moment on, even before the new one is read."""

    def __init__(self, database: Database, catalogue: Catalogue, files: DocumentFiles, now: Now) -> None:
        self._database = database
        self._catalogue = catalogue
        self._files = files
        self._now = now

    async def keep(self, wanted: Sequence[FactFile]) -> list[tuple[str, str]]:
        """Make these the only ones; id and title of those that have to be read."""
        digests = {digest_of(file.data): file for file in wanted}
        async with self._database.session() as session:
            rows = list(await session.scalars(select(DocumentRow).where(DocumentRow.origin == Origin.FACTS)))
        for row in rows:
            if row.digest not in digests:
                await self._catalogue.forget(row.id)
        waiting = [(row.id, row.title) for row in rows if row.digest in digests and row.state != DocumentState.READY]
        known = {row.digest for row in rows}
        return waiting + [await self._add(file) for digest, file in digests.items() if digest not in known]

    async def _add(self, file: FactFile) -> tuple[str, str]:
        digest = await asyncio.to_thread(self._files.store, file.data)
        row = DocumentRow(
            id=new_id("doc"), name=file.name, title=file.title, digest=digest, bytes=len(file.data),
            state=DocumentState.WAITING, added_at=iso(self._now()), origin=Origin.FACTS,
            expires_on=file.expires_on.isoformat() if file.expires_on else None,
        )  # fmt: skip
        async with self._database.session() as session:
            session.add(row)
        return row.id, row.title
