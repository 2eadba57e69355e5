"""Owns what a model server says of itself: whether it can work, whether it does, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Health:
    """`model` is the loaded model's name, or None; then `reason` says why. `progress` grows while `busy`."""

    model: str | None
    reason: str
    busy: bool
    progress: int
