"""Owns the list of heads that can be trained."""

from __future__ import annotations

from example import Task
from guard_data import GUARD
from triage_data import TRIAGE

TASKS: dict[str, Task] = {"guard": GUARD, "triage": TRIAGE}
