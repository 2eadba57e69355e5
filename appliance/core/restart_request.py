"""Owns asking the supervisor for a fresh start of one of its children. Standard library only: it reads the prefix."""

from __future__ import annotations

from pathlib import Path

PREFIX = "restart-"


def ask_for_restart(folder: Path, child: str) -> None:
    """Drop a file in `folder`, which is Paths.requests; its name says it all, so that half a file cannot be read."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / f"{PREFIX}{child}").touch(mode=0o600)
