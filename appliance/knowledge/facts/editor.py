"""Owns everything an owner does with facts: save, go back, confirm what documents propose, see what expires."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from appliance.contract.facts import ExpiringFact, FactProposal, ShopFacts
from appliance.contract.jobs import JobKind
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import Now
from appliance.core.jobs import JobQueue
from appliance.knowledge.facts.expiry import expiring
from appliance.knowledge.facts.merge import merged
from appliance.knowledge.facts.proposals import Proposals
from appliance.knowledge.facts.published import FactFile, published
from appliance.knowledge.facts.store import FactStore


class FactShelf(Protocol):
    """Where facts lie as documents."""

    async def keep(self, wanted: Sequence[FactFile]) -> list[tuple[str, str]]: ...


class FactEditor:
    """Of the api: one change at a time, each answered at once and findable by meaning a moment later."""

    def __init__(self, store: FactStore, proposals: Proposals, shelf: FactShelf, jobs: JobQueue, now: Now) -> None:
        self._store = store
        self._proposals = proposals
        self._shelf = shelf
        self._jobs = jobs
        self._now = now
        self._changing = asyncio.Lock()

    async def save(self, facts: ShopFacts) -> ShopFacts:
        """Replace the facts; those before can be gone back to."""
        async with self._changing:
            await self._store.write(facts)
            await self._publish(facts)
        return facts

    async def undo(self) -> ShopFacts:
        """Go back by one change. Raises Refused when there is none."""
        async with self._changing:
            facts = await self._store.undo()
            await self._publish(facts)
        return facts

    async def expiring(self) -> list[ExpiringFact]:
        facts = await self._store.read()
        return expiring(facts, self._today(facts))

    async def proposals(self, *, dismissed: bool = False) -> list[FactProposal]:
        """What documents say beside or against the facts; with `dismissed` what the owner turned down."""
        facts = await self._store.read()
        return await self._proposals.open(facts, self._today(facts), dismissed=dismissed)

    async def confirm(self, proposal_id: str) -> ShopFacts:
        """Take a proposal into the facts. Raises Refused when there is none, or when it does not fit."""
        finding = await self._proposals.finding(proposal_id)
        async with self._changing:
            try:
                facts = merged(await self._store.read(), finding)
            except ValueError as misfit:
                raise Refused(
                    ErrorCode.BAD_INPUT, "This does not fit into your shop facts; enter it by hand."
                ) from misfit
            await self._store.write(facts)
            await self._publish(facts)
        return facts

    async def dismiss(self, proposal_id: str) -> None:
        await self._proposals.dismiss(proposal_id)

    async def reopen(self, proposal_id: str) -> None:
        await self._proposals.reopen(proposal_id)

    async def refresh(self) -> None:
        """Leave out what has expired since the facts were last written as documents."""
        async with self._changing:
            await self._publish(await self._store.read())

    async def _publish(self, facts: ShopFacts) -> None:
        for document_id, title in await self._shelf.keep(published(facts, self._today(facts))):
            await self._jobs.add(JobKind.READ_DOCUMENT, title, {"document_id": document_id})

    def _today(self, facts: ShopFacts) -> date:
        return self._now().astimezone(ZoneInfo(facts.timezone)).date()
