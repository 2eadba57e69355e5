"""Owns what integrations need from outside their room."""

from __future__ import annotations

from typing import Protocol

from appliance.contract.egress import EgressContent, EgressOutcome, Leaving


class Ledger(Protocol):
    """Where it is written what leaves, before it leaves. Costs are millionths of the currency."""

    async def begin(self, leaving: Leaving) -> int: ...

    async def close(self, row_id: int, outcome: EgressOutcome, bytes_in: int, cost_micros: int) -> None: ...

    async def times(self, content: EgressContent, since: str) -> int: ...

    async def spent_micros(self, content: EgressContent, since: str) -> int: ...


class Secrets(Protocol):
    """Keys of services outside, by name. Each call blocks for a moment."""

    def get(self, name: str) -> str | None: ...

    def has(self, name: str) -> bool: ...

    def put(self, name: str, secret: str) -> None: ...

    def forget(self, name: str) -> None: ...
