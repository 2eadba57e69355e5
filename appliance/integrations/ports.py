"""Owns what integrations need from outside their room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from pydantic import JsonValue

from appliance.contract.audit import Changed, SettingChange
from appliance.contract.egress import EgressContent, EgressOutcome, Leaving


class Ledger(Protocol):
    """Where it is written what leaves, before it leaves. Costs are millionths of the currency."""

    async def begin(self, leaving: Leaving) -> int: ...

    async def close(self, row_id: int, outcome: EgressOutcome, bytes_in: int, cost_micros: int) -> None: ...

    async def times(self, content: EgressContent, since: str) -> int: ...

    async def spent_micros(self, content: EgressContent, since: str) -> int: ...


class Audit(Protocol):
    """Where it is written who changes what may leave: around the change, which is made inside."""

    def noting(
        self, setting: Changed, before: Mapping[str, JsonValue], after: Mapping[str, JsonValue], by: str
    ) -> AbstractAsyncContextManager[None]: ...

    async def latest(self, limit: int) -> Sequence[SettingChange]: ...


class Secrets(Protocol):
    """Keys of services outside, by name. Each call blocks for a moment."""

    def get(self, name: str) -> str | None: ...

    def has(self, name: str) -> bool: ...

    def put(self, name: str, secret: str) -> None: ...

    def forget(self, name: str) -> None: ...
