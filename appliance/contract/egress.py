"""Owns what is told about everything that left the box: when, to whom, why, how much, how it ended."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from appliance.contract.model import Value

# Costs are counted in millionths of the currency.
MICROS = 1_000_000


class EgressContent(StrEnum):
    """What sort of thing left."""

    REDACTED_QUESTION = "redacted_question"
    FILE_REQUEST = "file_request"
    PAGE_REQUEST = "page_request"


class EgressOutcome(StrEnum):
    """How it ended. What is still `leaving` long after its time was interrupted; nobody knows how far it came."""

    LEAVING = "leaving"
    ANSWERED = "answered"
    FAILED = "failed"


class Leaving(Value):
    """What is about to leave. Its cost is the most that it can be, in millionths of the currency."""

    host: str
    why: str
    content: EgressContent
    job_id: str
    bytes_out: int
    cost_micros: int = 0


class EgressRow(Value):
    """One thing that left. `at` is UTC, ISO 8601; bytes are those of HTTP, without what encryption adds."""

    id: int
    at: str
    host: str
    why: str
    content: EgressContent
    job_id: str
    bytes_out: int
    bytes_in: int
    outcome: EgressOutcome
    cost: float = Field(description="In the currency of the settings; the most it can be while it is leaving.")


class EgressDay(Value):
    """One day in UTC, all hosts together."""

    day: str
    times: int
    bytes_out: int
    bytes_in: int
    cost: float


class EgressReport(Value):
    """GET /v1/egress: whether visitors' words may leave at all, sums of the latest days, the latest rows."""

    nothing_leaves: bool
    days: tuple[EgressDay, ...]
    latest: tuple[EgressRow, ...]


class NothingLeaves(Value):
    """PUT /v1/egress/nothing-leaves: while it is on, no word of a visitor leaves the box, whatever else is set."""

    on: bool
