"""Owns measuring part by part: one whose data is not there is left out, and named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def part(name: str, run: Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
    """The figures of a part; where a file of its data is missing, `NAME_left_out` says which."""
    try:
        return dict(run())
    except FileNotFoundError as missing:
        print(f"Left out: {name}. There is no {missing.filename}; --data names the folder of the sets.")
        return {f"{name}_left_out": f"no {missing.filename}"}
