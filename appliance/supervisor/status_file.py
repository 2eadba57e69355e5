"""Owns run/status.json, in the shape of contract.status.SupervisorStatus."""

from __future__ import annotations

import json
from collections.abc import Iterable

from appliance.core.clock import Now, iso

WRITE_EVERY_S = 10.0


def as_text(pid: int, rows: Iterable[dict[str, object]], now: Now) -> str:
    return json.dumps({"pid": pid, "written_at": iso(now()), "processes": list(rows)}, indent=1) + "\n"
