"""Owns what others may ask of the supervisor: a file dropped in run/requests/, its name says what.

`restart-<child>` stops that child and starts it afresh: its crashes are forgotten, safe mode ends, and
one that was given up comes back. The content of the file does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from appliance.core.restart_request import PREFIX

LOOK_EVERY_S = 0.5


def take(folder: Path) -> Iterator[str]:
    """Yield the name of each request after removing its file, in the order of the names.

    One that cannot be removed is not obeyed, or it would be obeyed for ever. A name that begins with a
    dot is a file still being written.
    """
    for file in sorted(folder.glob("[!.]*")):
        try:
            file.unlink()
        except OSError:
            continue
        yield file.name


def child_to_restart(request: str) -> str | None:
    """The name of the child a request speaks of; None when it is no request we know."""
    return request.removeprefix(PREFIX) if request.startswith(PREFIX) else None
