"""Owns what a visitor leaves behind so that the team can answer."""

from __future__ import annotations

from appliance.contract.model import Value


class Lead(Value):
    """Contact details with the question they belong to. `left_at` is UTC, ISO 8601."""

    id: str
    question: str
    name: str
    email: str | None
    phone: str | None
    left_at: str
