"""Owns which job is being run, for what it does to be told apart: the egress ledger names it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_running: ContextVar[str] = ContextVar("running_job", default="")


def running_job() -> str:
    """The id of the job that this task works on; empty outside of any."""
    return _running.get()


@contextmanager
def running(job_id: str) -> Iterator[None]:
    """What happens inside happens for this job."""
    before = _running.set(job_id)
    try:
        yield
    finally:
        _running.reset(before)
