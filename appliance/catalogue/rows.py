"""Owns how each model stands on this box: the catalogue's, the owner's own files, and the one outside that is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from appliance.catalogue.choice import Choice
from appliance.catalogue.entries import Entries
from appliance.catalogue.machine import Machine
from appliance.catalogue.shelf import Shelf
from appliance.contract.jobs import Job, JobKind
from appliance.contract.models import CatalogueModel, Model, ModelState
from appliance.core.jobs import Open

# What a file of unknown shape takes beside its weights: about what the catalogue's models take.
WORKING_BYTES = 1_000_000_000


class Rows:
    """Blocks for a moment: it looks at files and settings, and reads no model."""

    def __init__(
        self, entries: Entries, shelf: Shelf, choice: Choice, machine: Callable[[], Machine], starter: Path | None
    ) -> None:
        self._entries, self._shelf, self._choice = entries, shelf, choice
        self.machine, self._starter = machine, starter

    def all(self, jobs: Sequence[Open]) -> list[Model]:
        """The catalogue in its order, then the owner's own files by name."""
        chosen, problem = self._choice.chosen(), self._choice.problem()
        loaded = None if problem else chosen
        under_way = {one.payload["model_id"]: one.job for one in jobs if one.job.kind is JobKind.DOWNLOAD_MODEL}
        rows = [self._of_entry(entry, loaded, under_way.get(entry.id)) for entry in self._entries.models]
        own = [file for file in self._shelf.files() if not self._entries.by_file(file.name)]
        rows += [self._of_file(file, file.name, loaded) for file in own]
        if chosen and not self._shelf.holds(chosen):
            rows.append(self._of_file(chosen, str(chosen), loaded))
        return [_refused(row, problem) if self._is(row, chosen) else row for row in rows]

    def needed_bytes(self, file: Path) -> int:
        """Memory that a file takes: what its entry says, else its size and about what working takes."""
        entry = self._entries.by_file(file.name) if self._shelf.holds(file) else None
        return entry.memory_bytes if entry else _size_of(file) + WORKING_BYTES

    def _of_entry(self, entry: CatalogueModel, loaded: Path | None, job: Job | None) -> Model:
        file = self._shelf.place_of(entry) if entry.url else self._starter
        fit = self.machine().fit(entry.memory_bytes, entry)
        state = self._state(file, checked=not entry.url)
        return Model(
            id=entry.id,
            name=entry.name,
            state=ModelState.ON_ITS_WAY if job and state is ModelState.ABSENT else state,
            in_use=loaded == file if entry.url else loaded is None,
            size_bytes=entry.size_bytes,
            fits=fit.fits,
            fit=fit.words,
            recommended=fit.recommended,
            kept_bytes=self._shelf.kept_bytes(entry) if entry.url else 0,
            job=job,
            entry=entry,
        )

    def _of_file(self, file: Path, model_id: str, loaded: Path | None) -> Model:
        fit = self.machine().fit(self.needed_bytes(file))
        return Model(
            id=model_id,
            name=file.name,
            state=self._state(file, checked=not self._shelf.holds(file)),
            in_use=loaded == file,
            size_bytes=_size_of(file),
            fits=fit.fits,
            fit=fit.words,
            recommended=False,
        )

    def _state(self, file: Path | None, checked: bool) -> ModelState:
        if file is None or not file.is_file():
            return ModelState.ABSENT
        return ModelState.HERE if checked or self._shelf.untouched(file) else ModelState.UNCHECKED

    def _is(self, row: Model, file: Path | None) -> bool:
        """Is this the row of that file? None is the starter model."""
        if row.entry:
            return (self._shelf.place_of(row.entry) if row.entry.url else None) == file
        return file is not None and row.id in (file.name, str(file))


def _refused(row: Model, problem: str | None) -> Model:
    return row.model_copy(update={"state": ModelState.REFUSED, "problem": problem}) if problem else row


def _size_of(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
