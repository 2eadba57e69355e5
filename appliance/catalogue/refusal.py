"""Owns the note that a model file could not be loaded: the model server writes it, the owner reads why.

It holds for this file as it lies there and for this version of Shopbell; anything else is tried afresh.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from appliance import __version__
from appliance.catalogue.records import Fingerprint
from appliance.contract.model import Value
from appliance.core import atomic


class Refusal(Value):
    """`seen` is None when the file was not there at all."""

    file: str
    why: str
    version: str
    seen: Fingerprint | None


def note(place: Path, file: Path, why: str) -> None:
    refusal = Refusal(file=str(file), why=why, version=__version__, seen=_seen(file))
    atomic.write_text(place, refusal.model_dump_json(indent=2) + "\n")


def why_not(place: Path, file: Path) -> str | None:
    """Why this file was refused; None when it was not, or when something has changed since."""
    try:
        refusal = Refusal.model_validate_json(place.read_bytes())
    except (OSError, ValidationError):
        return None
    same = (refusal.file, refusal.version, refusal.seen) == (str(file), __version__, _seen(file))
    return refusal.why if same else None


def forget(place: Path) -> None:
    place.unlink(missing_ok=True)


def _seen(file: Path) -> Fingerprint | None:
    try:
        return Fingerprint.of(file)
    except OSError:
        return None
