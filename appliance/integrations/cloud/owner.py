"""Owns what the owner sees and sets of the cloud model. Of the api: it speaks to nobody outside."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from pydantic import JsonValue

from appliance.contract.audit import Changed
from appliance.contract.cloud import CloudStatus, closed
from appliance.contract.egress import MICROS
from appliance.contract.jobs import JobKind, JobState
from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.settings import CloudSettings, Settings
from appliance.core import settings_file
from appliance.core.clock import Now, iso_day
from appliance.core.jobs import JobQueue
from appliance.integrations.cloud import budget
from appliance.integrations.cloud.model import address, is_near
from appliance.integrations.cloud.money import CONTENT, SECRET, spent
from appliance.integrations.ports import Audit, Ledger, Secrets

READY = "Hard questions are asked outside; names and postal addresses are hidden only where recognised."
CHANGES = 5


class CloudOwner:
    """Changes take effect with the next question, in both processes; each is written down."""

    def __init__(
        self,
        file: Path,
        settings: Callable[[], Settings],
        secrets: Secrets,
        ledger: Ledger,
        audit: Audit,
        jobs: JobQueue,
        now: Now,
    ) -> None:
        self._file, self._settings, self._secrets = file, settings, secrets
        self._ledger, self._audit, self._jobs, self._now = ledger, audit, jobs, now

    async def status(self) -> CloudStatus:
        settings = self._settings()
        has_key = await asyncio.to_thread(self._secrets.has, SECRET)
        so_far = await spent(self._ledger, self._now)
        changes = tuple(await self._audit.latest(CHANGES))
        problem = closed(settings) or (None if has_key else "The provider's key is missing.")
        problem = problem or budget.refusal(settings.cloud, so_far, 1)
        problem = problem or await self._failure(changes[0].at if changes else "")
        asked = await self._ledger.times(CONTENT, iso_day(self._now()))
        return CloudStatus(
            settings=settings.cloud, has_key=has_key, ready=problem is None,
            detail=problem or READY,
            asked_today=asked, spent_today=so_far.today / MICROS,
            spent_this_month=so_far.month / MICROS, nearly_spent=budget.nearly(settings.cloud, so_far),
            changes=changes,
        )  # fmt: skip

    async def change(self, wanted: CloudSettings, by: str) -> CloudStatus:
        """Raises Refused when it cannot be switched on so."""
        before, after = self._settings().cloud.model_dump(mode="json"), wanted.model_dump(mode="json")
        async with self._audit.noting(Changed.CLOUD, before, after, by):
            await asyncio.to_thread(self._change, wanted)
        return await self.status()

    async def keep_key(self, key: str, by: str) -> CloudStatus:
        had = await asyncio.to_thread(self._secrets.has, SECRET)
        after = "another one" if had else "kept"
        async with self._audit.noting(Changed.CLOUD_KEY, _key(had), {"key": after}, by):
            await asyncio.to_thread(self._secrets.put, SECRET, key)
        return await self.status()

    async def forget_key(self, by: str) -> CloudStatus:
        had = await asyncio.to_thread(self._secrets.has, SECRET)
        async with self._audit.noting(Changed.CLOUD_KEY, _key(had), _key(False), by):
            await asyncio.to_thread(self._secrets.forget, SECRET)
        return await self.status()

    async def _failure(self, since: str) -> str | None:
        """Why the last question got no answer; None when it got one, or when all has been changed since."""
        last = await self._jobs.last_done(JobKind.ASK_CLOUD_MODEL)
        if last is None or last.state is JobState.SUCCEEDED or (last.finished_at or "") < since:
            return None
        return f"The last question got no answer from outside. {last.detail}"

    def _change(self, wanted: CloudSettings) -> None:
        if wanted.base_url:
            address(wanted.base_url)
        if wanted.enabled:
            self._require_usable(wanted)
        settings_file.change(self._file, lambda settings: settings.model_copy(update={"cloud": wanted}))

    def _require_usable(self, wanted: CloudSettings) -> None:
        if not (wanted.base_url and wanted.model):
            raise Refused(ErrorCode.BAD_INPUT, "Enter the address and the name of the model first.")
        if not self._secrets.has(SECRET):
            raise Refused(ErrorCode.BAD_INPUT, "Enter the provider's key first.")
        if not (wanted.price_in or wanted.price_out or is_near(wanted.base_url)):
            raise Refused(ErrorCode.BAD_INPUT, "Enter what the provider charges: without a price no budget can hold.")


def _key(kept: bool) -> dict[str, JsonValue]:
    return {"key": "kept" if kept else "none"}
