"""Owns reading and writing settings.json; what stands in it is contract/settings.py."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.settings import Settings
from appliance.core import atomic

# Two changes at once would lose one of them.
_one_at_a_time = threading.Lock()


def read(path: Path) -> Settings:
    """The settings, or the defaults when there is no file. Raises Refused naming the first wrong entry."""
    if not path.exists():
        return Settings()
    try:
        return Settings.model_validate_json(path.read_bytes())
    except ValidationError as cause:
        first = cause.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        detail = f"settings.json is not usable: {where}: {first['msg']}."
        raise Refused(ErrorCode.BAD_INPUT, detail) from cause


def write(path: Path, settings: Settings) -> None:
    """Only what differs from the defaults: where the owner chose nothing, a later version may choose better."""
    atomic.write_text(path, settings.model_dump_json(indent=2, exclude_defaults=True) + "\n")


def change(path: Path, changed: Callable[[Settings], Settings]) -> Settings:
    """Read, change, check and swap; the new settings. The api alone changes them, one request after the other.

    Raises Refused, and leaves the file as it was, when it is not usable or the change breaks a bound.
    """
    with _one_at_a_time:
        wanted = changed(read(path))
        try:
            checked = Settings.model_validate(wanted.model_dump())  # a copy with changes is not checked by itself
        except ValidationError as cause:
            raise Refused(ErrorCode.BAD_INPUT, f"This setting is not possible: {cause.errors()[0]['msg']}.") from cause
        write(path, checked)
        return checked


class Live:
    """The settings as they stand now: read again when the file has changed, defaults while it is not usable."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._settings = Settings()

    def __call__(self) -> Settings:
        """Blocks for some microseconds, or as long as reading a small file takes."""
        if (seen := self._look()) != self._seen:
            self._seen = seen
            try:
                self._settings = read(self._path)
            except Refused:
                self._settings = Settings()
        return self._settings

    def _look(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino
