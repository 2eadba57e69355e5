"""Owns what is said about the box as a whole: its processes and whether it answers."""

from __future__ import annotations

from enum import StrEnum

from appliance.contract.model import Value


class ProcessState(StrEnum):
    """A child of the supervisor, from first start to giving up."""

    WAITING = "waiting"
    STARTING = "starting"
    READY = "ready"
    BACKING_OFF = "backing_off"
    STOPPING = "stopping"
    STOPPED = "stopped"
    GIVEN_UP = "given_up"


class ProcessStatus(Value):
    """One row of run/status.json. `since` is UTC, ISO 8601; `detail` is one sentence when something is wrong."""

    name: str
    state: ProcessState
    pid: int | None
    restarts: int
    safe_mode: bool
    since: str
    detail: str | None = None


class SupervisorStatus(Value):
    """run/status.json, written by the supervisor alone."""

    pid: int
    written_at: str
    processes: tuple[ProcessStatus, ...]


class Answering(StrEnum):
    """Is the front desk answering customers? `limited`: yes, but without the model."""

    YES = "yes"
    LIMITED = "limited"
    NO = "no"


class BoxStatus(Value):
    """GET /v1/status: everything the owner's Home page and the technician need at a glance."""

    version: str
    shop: str
    answering: Answering
    detail: str
    model: str | None
    processes: tuple[ProcessStatus, ...]
    questions_today: int
    answered_today: int
    not_known_today: int
    leads_today: int
    first_words_ms_p50: float | None
    loop_delay_ms_p99: float
    loop_delay_ms_max: float
