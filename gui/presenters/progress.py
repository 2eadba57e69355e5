"""Owns long work in words: a name, a count, the time left, and what ended since the last look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.contract.jobs import Job, JobKind, JobState
from gui import wording
from gui.presenters import moments
from gui.translation import tr

# A guess from less than this much watching jumps about.
WATCH_FIRST_S = 3.0
OPEN = (JobState.QUEUED, JobState.RUNNING)
SHOWN_KINDS = (JobKind.READ_DOCUMENT, JobKind.READ_IMPORT, JobKind.REBUILD_INDEX)
WEBSITE_KINDS = (JobKind.READ_WEBSITE, JobKind.READ_PAGES)


@dataclass(frozen=True, slots=True)
class ProgressView:
    """One row. `done` of `total` steps; a total of 0 means that nobody knows yet how many there are."""

    id: str
    title: str
    detail: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the jobs showed: those still open, oldest first, and those that ended since the last look."""

    rows: tuple[ProgressView, ...]
    ended: tuple[Job, ...]


class Progress:
    """Remembers when each job was first seen moving, to say how long it still takes."""

    def __init__(self, kinds: Sequence[JobKind] = SHOWN_KINDS) -> None:
        self._kinds = kinds
        self._first_seen: dict[str, tuple[float, int]] = {}
        self._open: set[str] = set()

    def look(self, jobs: Sequence[Job], now: float) -> Look:
        """`now` in seconds of a clock that never goes backwards."""
        shown = [job for job in reversed(jobs) if job.kind in self._kinds]
        still_open = [job for job in shown if job.state in OPEN]
        ended = tuple(job for job in shown if job.id in self._open and job.state not in OPEN)
        self._open = {job.id for job in still_open}
        self._first_seen = {key: seen for key, seen in self._first_seen.items() if key in self._open}
        running_first = sorted(still_open, key=lambda job: job.state is not JobState.RUNNING)
        return Look(tuple(self._row(job, now) for job in running_first), ended)

    def _row(self, job: Job, now: float) -> ProgressView:
        if job.kind in (JobKind.READ_DOCUMENT, JobKind.READ_IMPORT):
            title = tr("Reading “{name}”").format(name=job.subject)
        else:
            title = wording.job_kind(job.kind)
        return ProgressView(job.id, title, self._detail(job, now), job.done, job.total)

    def _detail(self, job: Job, now: float) -> str:
        if job.state is JobState.QUEUED or not job.total:
            return wording.job(job.state)
        words = [_counted(job.kind).format(done=job.done, total=job.total)]
        left = self._left_s(job, now)
        if left is not None:
            words.append(moments.left(left))
        return " · ".join(words)

    def _left_s(self, job: Job, now: float) -> float | None:
        since, at_first = self._first_seen.setdefault(job.id, (now, job.done))
        watched, moved = now - since, job.done - at_first
        if watched < WATCH_FIRST_S or moved <= 0:
            return None
        return watched / moved * (job.total - job.done)


def _counted(kind: JobKind) -> str:
    if kind is JobKind.READ_DOCUMENT:
        return tr("{done} of {total} passages")
    return tr("{done} of {total} pages") if kind in WEBSITE_KINDS else tr("{done} of {total} documents")


def sending(name: str, sent: int, total: int) -> ProgressView:
    """The row of files on their way to the box; `sent` of `total` arrived."""
    count = tr("{sent} of {total} files").format(sent=sent, total=total) if total > 1 else tr("on its way")
    return ProgressView("", tr("Adding “{name}”").format(name=name), count, sent, total)
