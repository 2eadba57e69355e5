"""Owns what the owner sees and decides of what leaves the box. Of the api."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from appliance.contract.audit import Changed
from appliance.contract.egress import EgressReport
from appliance.contract.settings import PrivacySettings, Settings
from appliance.core import settings_file
from appliance.privacy.audit import Audit
from appliance.privacy.egress import EgressLedger

DAYS = 31


class Egress:
    """The ledger's sums and rows, and the switch that keeps visitors' words here."""

    def __init__(self, file: Path, settings: Callable[[], Settings], ledger: EgressLedger, audit: Audit) -> None:
        self._file, self._settings = file, settings
        self._ledger, self._audit = ledger, audit

    async def report(self, limit: int) -> EgressReport:
        return EgressReport(
            nothing_leaves=self._settings().privacy.nothing_leaves,
            days=tuple(await self._ledger.days(DAYS)),
            latest=tuple(await self._ledger.latest(limit)),
        )

    async def let_nothing_leave(self, on: bool, by: str) -> EgressReport:
        """In force with the next question. Raises Refused when settings.json is not usable."""
        privacy = PrivacySettings(nothing_leaves=on)
        before = self._settings().privacy.model_dump(mode="json")
        async with self._audit.noting(Changed.NOTHING_LEAVES, before, privacy.model_dump(mode="json"), by):
            await asyncio.to_thread(
                settings_file.change, self._file, lambda settings: settings.model_copy(update={"privacy": privacy})
            )
        return await self.report(0)
