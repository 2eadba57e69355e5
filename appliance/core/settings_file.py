"""Owns reading and writing settings.json; what stands in it is contract/settings.py."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.settings import Settings
from appliance.core import atomic


def read(path: Path) -> Settings:
    """The settings, or the defaults when there is no file. Raises Refused naming the first wrong entry."""
    if not path.exists():
        return Settings()
    try:
        return Settings.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as cause:
        first = cause.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        detail = f"settings.json is not usable: {where}: {first['msg']}."
        raise Refused(ErrorCode.BAD_INPUT, detail) from cause


def write(path: Path, settings: Settings) -> None:
    atomic.write_text(path, settings.model_dump_json(indent=2) + "\n")
