"""Owns what is asked about batches of files, by the owner and by the worker that reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from appliance.client.folders import files_in
from appliance.client.wire import Wire, parse
from appliance.contract.imports import Import, ImportItem, WaitingFile

# An archive of the largest size takes this long to arrive and be stored.
UPLOAD_S = 120.0


Told = Callable[[int, int], None]


def nothing(sent: int, total: int) -> None:
    """Nobody wants to know how far it is."""


class ImportCalls(Wire):
    """Batches of files."""

    def import_files(self, paths: Sequence[Path], told: Told = nothing) -> Import:
        """Send files and whole folders, then have them read; `told` hears how many of how many were sent.

        What cannot be read stands in the report. Stopped on the way, what was sent is kept; sent again, it is known.
        """
        files = list(files_in(paths))
        new = self.begin_import(paths[0].name if len(paths) == 1 else f"{len(files)} files")
        for sent, (name, path) in enumerate(files):
            told(sent, len(files))
            self.add_to_import(new.id, name, path.read_bytes())
        told(len(files), len(files))
        return self.start_import(new.id)

    def begin_import(self, name: str) -> Import:
        return parse(self._call("POST", "/v1/knowledge/imports", json={"name": name[-200:] or "files"}), Import)

    def add_to_import(self, import_id: str, name: str, data: bytes) -> ImportItem:
        """Send one file or ZIP; `name` may hold the folders it lies in. What cannot be read is said in the item."""
        # The name travels as a field: folders in a file's name are cut off on the way.
        body = {"data": {"name": name}, "files": {"file": ("file", data)}, "timeout": UPLOAD_S}
        return parse(self._call("POST", f"/v1/knowledge/imports/{import_id}/files", **body), ImportItem)

    def start_import(self, import_id: str) -> Import:
        """Read what is waiting; also to go on after a cancel."""
        return parse(self._call("POST", f"/v1/knowledge/imports/{import_id}/start"), Import)

    def imports(self, limit: int = 20) -> list[Import]:
        """The latest batches, newest first."""
        return self._list(f"/v1/knowledge/imports?limit={limit}", Import)

    def import_report(self, import_id: str) -> Import:
        return self._get(f"/v1/knowledge/imports/{import_id}", Import)

    def import_waiting(self, import_id: str) -> list[WaitingFile]:
        return self._list(f"/v1/knowledge/imports/{import_id}/waiting", WaitingFile)

    def import_unpacked(self, import_id: str, item_id: int, problem: str | None) -> None:
        path = f"/v1/knowledge/imports/{import_id}/archives/{item_id}"
        self._call("PUT", path, json={"problem": problem})
