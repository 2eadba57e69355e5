"""Owns unpacking a ZIP of documents: file by file in memory, nothing is ever written under a name it brings."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.importers import zipped

LIMITS = zipped.Limits(members=2_000, member_bytes=60_000_000, total_bytes=1_000_000_000)
# What computers put beside documents without being asked.
_LITTER = frozenset(("thumbs.db", "desktop.ini"))
_UTF8_NAME = 0x800


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Each document in the archive with its name. Raises Refused before the first when something is wrong with it."""
    with zipped.opened(path, "ZIP archive", LIMITS) as archive:
        documents = [member for member in archive.infolist() if not member.is_dir() and not _is_litter(member)]
        for member in documents:
            if member.filename.lower().endswith(".zip"):
                detail = f"It holds another archive, {_name(member)}. Unpack that one and add what is in it."
                raise Refused(ErrorCode.UNSUPPORTED_DOCUMENT, detail)
        if not documents:
            raise Refused(ErrorCode.UNREADABLE_DOCUMENT, "There are no files in this archive.")
        for member in documents:
            yield _name(member), zipped.unpacked(archive, member)


def _is_litter(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    return path.parts[0] == "__MACOSX" or path.name.startswith((".", "~$")) or path.name.lower() in _LITTER


def _name(member: zipfile.ZipInfo) -> str:
    """The name as it was meant: many programs write UTF-8 without saying so."""
    name = member.filename.replace("\\", "/")
    if not member.flag_bits & _UTF8_NAME:
        try:
            return name.encode("cp437").decode("utf-8")
        except UnicodeError:
            return name
    return name
