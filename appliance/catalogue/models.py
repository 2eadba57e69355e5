"""Owns what an owner may do about models: see them, fetch one, add a file, use one, remove one."""

from __future__ import annotations

import asyncio
from pathlib import Path

from appliance.catalogue.choice import Choice
from appliance.catalogue.entries import Entries
from appliance.catalogue.gguf_head import require_gguf
from appliance.catalogue.rows import Rows
from appliance.catalogue.shelf import Shelf
from appliance.contract.jobs import Job, JobKind
from appliance.contract.models import CatalogueModel, Model
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.jobs import JobQueue

KINDS = (JobKind.DOWNLOAD_MODEL, JobKind.ADD_MODEL)


class Models:
    """Of the api. Whatever reads a large file whole is a job, apart from checking one that was touched."""

    def __init__(self, entries: Entries, shelf: Shelf, choice: Choice, rows: Rows, jobs: JobQueue) -> None:
        self._entries, self._shelf, self._choice, self._rows, self._jobs = entries, shelf, choice, rows, jobs

    async def all(self) -> list[Model]:
        return await asyncio.to_thread(self._rows.all, await self._jobs.unfinished(KINDS))

    async def problem(self) -> str | None:
        """Why the chosen model is not the one that answers; None when it is."""
        try:
            return await asyncio.to_thread(self._choice.problem)
        except Refused:
            return None  # settings.json is being edited by hand; whoever changes a setting is told

    async def download(self, model_id: str) -> Job:
        """Queue a download, or return the one that is under way. Raises Refused when there is nothing to do."""
        entry = self._entries.get(model_id)
        if not entry.url:
            raise Refused(ErrorCode.BAD_INPUT, f"{entry.name} comes with Shopbell; there is nothing to download.")
        if await asyncio.to_thread(self._shelf.untouched, self._shelf.place_of(entry)):
            raise Refused(ErrorCode.BAD_INPUT, f"{entry.name} is here already.")
        if job := await self._download_of(entry):
            return job
        await asyncio.to_thread(self._shelf.require_room_for, entry)
        return await self._jobs.add(JobKind.DOWNLOAD_MODEL, entry.name, {"model_id": entry.id})

    async def add(self, path: str) -> Job:
        """Queue the taking in of a file of this machine. Raises Refused when it is no model file."""
        source = Path(path)
        await asyncio.to_thread(self._shelf.require_addable, source)
        return await self._jobs.add(JobKind.ADD_MODEL, source.name, {"path": path})

    async def use(self, model_id: str) -> Model:
        """Answer with this model from now on. Raises Refused when it is not here, not right, or too large."""
        await asyncio.to_thread(self._choose, model_id)
        return next(row for row in await self.all() if row.id == model_id)

    async def remove(self, model_id: str) -> None:
        """Delete a model's file or the beginning of its download. Raises Refused for the one that is chosen."""
        entry = self._entries.get(model_id) if model_id in self._entries else None
        if entry and not entry.url:
            raise Refused(ErrorCode.BAD_INPUT, f"{entry.name} comes with Shopbell and stays.")
        if entry and await self._download_of(entry):
            raise Refused(ErrorCode.IN_USE, f"{entry.name} is being downloaded; stop that first.")
        await asyncio.to_thread(self._remove, model_id, entry)

    async def _download_of(self, entry: CatalogueModel) -> Job | None:
        under_way = await self._jobs.unfinished((JobKind.DOWNLOAD_MODEL,))
        return next((one.job for one in under_way if one.payload["model_id"] == entry.id), None)

    def _choose(self, model_id: str) -> None:
        entry = self._entries.get(model_id) if model_id in self._entries else None
        if entry and not entry.url:
            self._choice.choose(None)
            return
        file = self._here(model_id, entry)
        require_gguf(file)
        self._shelf.verify(file)
        fit = self._rows.machine().fit(self._rows.needed_bytes(file), entry)
        if not fit.fits:
            raise Refused(ErrorCode.UNUSABLE_MODEL, fit.words)
        self._choice.choose(file)

    def _here(self, model_id: str, entry: CatalogueModel | None) -> Path:
        if entry is None:
            return self._shelf.find(model_id)
        if not self._shelf.place_of(entry).is_file():
            raise Refused(ErrorCode.NOT_FOUND, f"{entry.name} is not here yet; download it first.")
        return self._shelf.place_of(entry)

    def _remove(self, model_id: str, entry: CatalogueModel | None) -> None:
        file = self._shelf.place_of(entry) if entry else self._shelf.find(model_id)
        if self._choice.chosen() == file:
            raise Refused(ErrorCode.IN_USE, f"{file.name} is the chosen model; choose another one first.")
        if entry and not file.exists() and not self._shelf.kept_bytes(entry):
            raise Refused(ErrorCode.NOT_FOUND, f"Nothing of {entry.name} is here.")
        self._shelf.remove(file)
