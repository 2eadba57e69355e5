"""Owns the report of files brought in together: what became of them, what could not be read and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from appliance.contract.imports import Import, ItemState
from appliance.contract.jobs import JobState
from gui.presenters import moments
from gui.presenters.progress import OPEN
from gui.presenters.tone import Tone
from gui.translation import counted, tr

# Whoever opens the panel the next morning still reads how it ended.
TOLD_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class ImportView:
    """`detail` counts the files; `problems` are names and why; `stopped` offers to go on."""

    id: str
    title: str
    detail: str
    tone: Tone
    problems: tuple[tuple[str, str], ...]
    stopped: bool

    @property
    def first_problem(self) -> str:
        """In one line; the box's own words mostly begin with the name."""
        name, why = self.problems[0] if self.problems else ("", "")
        return why if why.startswith(name) else f"{name}: {why}"


def import_view(batch: Import, now: datetime) -> ImportView | None:
    """The report, or None while it is being read and once it is old news."""
    if batch.job and batch.job.state in OPEN:
        return None
    waiting = batch.states.get(ItemState.WAITING, 0)
    ended = moments.parse((batch.job and batch.job.finished_at) or batch.created_at)
    if not batch.files or (not waiting and now - ended > TOLD_FOR):
        return None
    problems = tuple((item.name, item.problem or "") for item in batch.problems)
    return ImportView(batch.id, _title(batch, waiting), _detail(batch), _tone(batch), problems, stopped=waiting > 0)


def read(batch: Import) -> int:
    return batch.states.get(ItemState.READ, 0)


def _title(batch: Import, waiting: int) -> str:
    if not waiting:
        return tr("“{name}” is done").format(name=batch.name)
    if batch.job and batch.job.state is JobState.FAILED:
        return tr("“{name}” could not be read to its end").format(name=batch.name)
    return tr("“{name}” was stopped").format(name=batch.name)


def _detail(batch: Import) -> str:
    words = (
        (ItemState.READ, tr("1 read"), tr("{n} read")),
        (ItemState.UNCHANGED, tr("1 known already"), tr("{n} known already")),
        (ItemState.UNREADABLE, tr("1 could not be read"), tr("{n} could not be read")),
        (ItemState.REMOVED, tr("1 removed since"), tr("{n} removed since")),
        (ItemState.WAITING, tr("1 still waits"), tr("{n} still wait")),
    )
    counts = [(batch.states.get(state, 0), one, many) for state, one, many in words]
    return ", ".join(counted(count, one, many) for count, one, many in counts if count) + "."


def _tone(batch: Import) -> Tone:
    minded = batch.states.get(ItemState.WAITING, 0) + batch.states.get(ItemState.UNREADABLE, 0)
    return Tone.WARN if minded else Tone.OK
