"""Owns the facts that documents propose: kept with their document, shown while they would change something."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date

import structlog
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.contract.facts import FactFinding, FactProposal, ShopFacts
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id
from appliance.knowledge.facts.merge import instead, is_past, known
from appliance.knowledge.facts.tables import DismissedFactRow, FactProposalRow
from appliance.knowledge.tables import DocumentRow

log = structlog.get_logger()

SHOWN_MAX = 200


async def put_findings(session: AsyncSession, document_id: str, found: Iterable[FactFinding]) -> None:
    """Replace what a document proposes; what was turned down stays so."""
    await session.execute(delete(FactProposalRow).where(FactProposalRow.document_id == document_id))
    unique = {_digest(one): one for one in found}
    session.add_all(
        FactProposalRow(
            id=new_id("fact"), document_id=document_id, field=one.field, value=one.value, quote=one.quote, digest=digest
        )
        for digest, one in unique.items()
    )


class Proposals:
    """A proposal is open as long as the facts do not say the same and the owner has not turned it down.

    So what is confirmed vanishes, and comes back when the change is undone.
    """

    def __init__(self, database: Database, now: Now) -> None:
        self._database = database
        self._now = now

    async def open(self, facts: ShopFacts, today: date, *, dismissed: bool = False) -> list[FactProposal]:
        """What would change the facts, contradictions first; with `dismissed` what was turned down instead."""
        shown: dict[str, FactProposal] = {}
        for row, document, turned_down in await self._rows():
            finding = FactFinding(field=row.field, value=row.value, quote=row.quote)
            if row.digest in shown or turned_down != dismissed or not _would_change(facts, finding, today):
                continue
            shown[row.digest] = FactProposal(
                **finding.model_dump(), id=row.id, document_id=row.document_id, document=document.title,
                contradicts=instead(facts, finding),
            )  # fmt: skip
        found = sorted(shown.values(), key=lambda one: (one.contradicts is None, one.field))
        return found[:SHOWN_MAX]

    async def finding(self, proposal_id: str) -> FactFinding:
        """Raises Refused when there is none: its document was removed or read again."""
        async with self._database.session() as session:
            row = _found(await session.get(FactProposalRow, proposal_id))
        return FactFinding(field=row.field, value=row.value, quote=row.quote)

    async def dismiss(self, proposal_id: str) -> None:
        async with self._database.session() as session:
            row = _found(await session.get(FactProposalRow, proposal_id))
            await session.merge(DismissedFactRow(digest=row.digest, dismissed_at=iso(self._now())))

    async def reopen(self, proposal_id: str) -> None:
        """Take back that a proposal was turned down."""
        async with self._database.session() as session:
            row = _found(await session.get(FactProposalRow, proposal_id))
            await session.execute(delete(DismissedFactRow).where(DismissedFactRow.digest == row.digest))

    async def _rows(self) -> list[tuple[FactProposalRow, DocumentRow, bool]]:
        wanted = (
            select(FactProposalRow, DocumentRow, DismissedFactRow.digest)
            .join(DocumentRow, DocumentRow.id == FactProposalRow.document_id)
            .outerjoin(DismissedFactRow, DismissedFactRow.digest == FactProposalRow.digest)
            .order_by(DocumentRow.added_at, FactProposalRow.id)
        )
        async with self._database.session() as session:
            return [(row, document, digest is not None) for row, document, digest in await session.execute(wanted)]


def _would_change(facts: ShopFacts, finding: FactFinding, today: date) -> bool:
    try:
        return not is_past(finding, today) and not known(facts, finding)
    except (ValueError, TypeError) as misfit:  # read by another release, whose facts had another shape
        log.warning("proposal_does_not_fit", field=finding.field, why=str(misfit))
        return False


def _digest(finding: FactFinding) -> str:
    body = json.dumps([finding.field, finding.value], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()


def _found(row: FactProposalRow | None) -> FactProposalRow:
    if row is None:
        raise Refused(ErrorCode.NOT_FOUND, "There is no such proposal; its document may have been read again.")
    return row
