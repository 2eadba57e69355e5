"""Owns the models folder: what lies in it, whether it is still what it was, taking in a file, taking one away."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from appliance.catalogue import disk, records
from appliance.catalogue.entries import Entries
from appliance.catalogue.gguf_head import require_gguf
from appliance.contract.models import CatalogueModel
from appliance.contract.problems import ErrorCode, Refused

SUFFIX = ".gguf"
# A copy under way; one that a crash left behind is swept away when the next one begins.
COPYING = ".adding-"
NAME_MAX = 100


class Shelf:
    """Every method blocks. Files are large: those that read one whole are for a worker."""

    def __init__(self, folder: Path, entries: Entries, free: disk.FreeBytes = disk.free_bytes) -> None:
        self.folder = folder.resolve()
        self._entries, self._free = entries, free

    def files(self) -> Iterator[Path]:
        """The model files here, by name, checked or not."""
        return (file for file in sorted(self.folder.glob(f"[!.]*{SUFFIX}")) if file.is_file())

    def find(self, name: str) -> Path:
        """The file of this name. Raises Refused when there is none; a name with a path in it is none."""
        file = self.folder / name
        if Path(name).name != name or not name.endswith(SUFFIX) or not file.is_file():
            raise Refused(ErrorCode.NOT_FOUND, f"There is no model file {name} in the models folder.")
        return file

    def place_of(self, entry: CatalogueModel) -> Path:
        return self.folder / entry.file

    def holds(self, file: Path) -> bool:
        return file.resolve().parent == self.folder

    def expected(self, file: Path) -> str | None:
        """The hash this file must have: the catalogue's, else the one it came with; None when nobody ever looked."""
        entry, record = self._entries.by_file(file.name), records.read(file)
        if entry and entry.sha256:
            return entry.sha256
        return record.sha256 if record else None

    def untouched(self, file: Path) -> bool:
        """True when it was found right and looks as it did then. Cheap; says nothing when False."""
        record = records.read(file)
        return bool(record and record.sha256 == self.expected(file) and record.seen == records.Fingerprint.of(file))

    def verify(self, file: Path, told: records.Told | None = None) -> None:
        """Raises Refused when this is not the file that came. Reads it whole only when it was touched since."""
        try:
            if self.untouched(file):
                return
            expected = self.expected(file)
            if expected is None:
                detail = f"{file.name} was put into the models folder by hand; `shopbell models add` checks it first."
                raise Refused(ErrorCode.UNUSABLE_MODEL, detail)
            seen = records.Fingerprint.of(file)
            if records.hash_of(file, told) != expected:
                detail = f"{file.name} has changed since it came (its SHA-256 differs), so it is not loaded."
                raise Refused(ErrorCode.UNUSABLE_MODEL, detail)
            records.write(file, expected, seen)
        except OSError as cause:
            raise Refused(ErrorCode.UNUSABLE_MODEL, f"{file.name} cannot be read: {cause.strerror}.") from cause

    def require_room_for(self, entry: CatalogueModel) -> None:
        """Raises Refused when what is still to be fetched of a model would fill the disk."""
        disk.require_room(self.folder, entry.size_bytes - self.kept_bytes(entry), entry.name, self._free)

    def require_addable(self, source: Path) -> int:
        """Its size. Raises Refused when `add` would, as far as can be said at a glance."""
        if not source.is_absolute() or not source.is_file():
            raise Refused(ErrorCode.NOT_FOUND, f"{source} is not a file on this computer.")
        require_gguf(source)
        size = source.stat().st_size
        if not self.holds(source):
            disk.require_room(self.folder, size, source.name, self._free)
        return size

    def add(self, source: Path, told: records.Told | None = None) -> Path:
        """Take in a copy of a GGUF file and note its hash; where it lies. One that lies here already is only noted.

        Raises Refused when it is none, or when the disk is full; what `told` raises ends it and leaves nothing.
        """
        self.require_addable(source)
        try:
            if self.holds(source):
                return self._note_where_it_lies(source, told)
            for left_over in self.folder.glob(f"{COPYING}*"):
                left_over.unlink()
            copy = self.folder / f"{COPYING}{secrets.token_hex(4)}"
            try:
                sha256 = _copied(source, copy, told)
                return self._named(copy, source.name, sha256)
            finally:
                copy.unlink(missing_ok=True)  # there only when it got no name
        except OSError as cause:
            raise disk.not_stored(cause, source.name, kept=False) from cause

    def remove(self, file: Path) -> None:
        """Delete a file, its note, and the beginning of a download of it."""
        for part in (file, file.with_name(f"{file.name}.part"), file.with_name(f"{file.name}.part.json")):
            part.unlink(missing_ok=True)
        records.forget(file)

    def kept_bytes(self, entry: CatalogueModel) -> int:
        """How much of an unfinished download is here."""
        part = self.folder / f"{entry.file}.part"
        return part.stat().st_size if part.is_file() else 0

    def _note_where_it_lies(self, file: Path, told: records.Told | None) -> Path:
        seen = records.Fingerprint.of(file)
        sha256 = records.hash_of(file, told)
        entry = self._entries.by_file(file.name)
        if entry and entry.sha256 not in (None, sha256):
            detail = f"{file.name} has the name of {entry.name} but another content; give it another name."
            raise Refused(ErrorCode.UNUSABLE_MODEL, detail)
        records.write(file, sha256, seen)
        return file

    def _named(self, copy: Path, name: str, sha256: str) -> Path:
        """Under the catalogue's name when it is known by its hash; never over a file that is another one."""
        known = self._entries.by_hash(sha256)
        target = self.folder / (known.file if known else _safe_name(name))
        taken = self._entries.by_file(target.name)
        if not known and (target.exists() or (taken and taken.sha256)):
            target = target.with_stem(f"{target.stem}-{sha256[:8]}")
        copy.replace(target)
        disk.sync_folder(self.folder)
        records.write(target, sha256)
        return target


def _copied(source: Path, copy: Path, told: records.Told | None) -> str:
    """Copy, flush to disk, and hash what is written; the hash."""
    with source.open("rb") as old, copy.open("wb") as new:
        copy.chmod(0o600)
        digest, done = hashlib.sha256(), 0
        while piece := old.read(records.STEP_BYTES):
            new.write(piece)
            digest.update(piece)
            done += len(piece)
            if told:
                told(done)
        new.flush()
        os.fsync(new.fileno())
    return digest.hexdigest()


def _safe_name(name: str) -> str:
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", Path(name).stem).strip("-.")[:NAME_MAX]
    return f"{stem or 'model'}{SUFFIX}"
