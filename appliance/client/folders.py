"""Owns which files lie in the folders that an owner hands over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

# What systems and programs leave behind is no knowledge of the shop.
LEFT_BEHIND = frozenset(("Thumbs.db", "desktop.ini", "__MACOSX"))


def files_in(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Every file with its name as seen from the folder it was handed over in; hidden ones are left out."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                inside = file.relative_to(path)
                if file.is_file() and not any(_is_left_behind(part) for part in inside.parts):
                    yield f"{path.name}/{inside.as_posix()}", file
        else:
            yield path.name, path


def _is_left_behind(part: str) -> bool:
    return part.startswith((".", "~$")) or part in LEFT_BEHIND
