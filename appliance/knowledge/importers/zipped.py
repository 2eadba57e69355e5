"""Owns opening a ZIP that may be hostile: office files are such, and so are folders sent in one file."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import NoReturn

from appliance.contract.problems import ErrorCode, Refused


@dataclass(frozen=True, slots=True)
class Limits:
    """What a ZIP may hold. A `ratio` beyond the limit is looked at only in members larger than `free_bytes`."""

    members: int
    member_bytes: int
    total_bytes: int
    ratio: int = 200
    free_bytes: int = 1_000_000


OFFICE = Limits(members=5_000, member_bytes=60_000_000, total_bytes=200_000_000)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED, _LINK = 0x1, 0o120000


def opened(source: bytes | Path, what: str, limits: Limits = OFFICE) -> zipfile.ZipFile:
    """The ZIP, after its list of members was checked; nothing has been unpacked. Raises Refused, saying why."""
    if isinstance(source, bytes) and source.startswith(_OLD_OFFICE):
        _refuse("It has a password or an old format. Save it anew without a password, in the format of its name.")
    try:
        archive = zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as cause:
        detail = f"This is not a {what}, although its name says so, or it is damaged."
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, detail) from cause
    members = archive.infolist()
    if len(members) > limits.members:
        _refuse(f"It holds more than {limits.members:,} files.")
    if sum(member.file_size for member in members) > limits.total_bytes:
        _refuse(f"Unpacked it would be larger than {limits.total_bytes // 1_000_000} MB.")
    for member in members:
        _check(member, limits)
    return archive


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo | str) -> bytes:
    """The bytes of one member: never more than its checked size. Raises Refused when it is broken."""
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError) as cause:
        name = member if isinstance(member, str) else member.filename
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, f"The part {name} of this file is damaged.") from cause


def _check(member: zipfile.ZipInfo, limits: Limits) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or member.filename[1:2] == ":":
        _refuse("It holds a name that points outside of it, as only harmful files do.")
    if member.flag_bits & _ENCRYPTED:
        _refuse("It is protected by a password; add it without one.")
    if (member.external_attr >> 16) & 0o170000 == _LINK:
        _refuse("It holds a link to another place instead of a file.")
    inflates = member.file_size > limits.free_bytes and member.file_size > limits.ratio * max(1, member.compress_size)
    if inflates or member.file_size > limits.member_bytes:
        _refuse("It unpacks into far more than it seems to hold, as only harmful files do.")


def _refuse(why: str) -> NoReturn:
    raise Refused(ErrorCode.UNREADABLE_DOCUMENT, f"This file was not opened. {why}")
