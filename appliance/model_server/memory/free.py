"""Owns how much memory this process may still take, in bytes."""

from __future__ import annotations

import re
from pathlib import Path

MEMINFO = Path("/proc/meminfo")
GROUP = Path("/sys/fs/cgroup")


def free_bytes(meminfo: Path = MEMINFO, group: Path = GROUP) -> int | None:
    """What the machine can give, or less when a limit is set for us. None where neither can be read."""
    known = [amount for amount in (_machine(meminfo), _limit(group)) if amount is not None]
    return min(known, default=None)


def _machine(meminfo: Path) -> int | None:
    try:
        found = re.search(r"^MemAvailable:\s+(\d+) kB", meminfo.read_text(encoding="ascii"), re.MULTILINE)
    except OSError:
        return None
    return int(found[1]) * 1024 if found else None


def _limit(group: Path) -> int | None:
    try:
        most = (group / "memory.max").read_text(encoding="ascii").strip()
        used = (group / "memory.current").read_text(encoding="ascii").strip()
    except OSError:
        return None
    return max(0, int(most) - int(used)) if most.isdecimal() and used.isdecimal() else None
