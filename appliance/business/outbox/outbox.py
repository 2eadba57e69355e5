"""Owns the life of what waits to leave the box: added once, due, sent, tried again, given up, replayed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.business.outbox.patience import pause_after
from appliance.business.outbox.tables import OutboxMessageRow
from appliance.contract.outbox import OutboxKind, OutboxRow, OutboxState
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id

UNFINISHED = (OutboxState.WAITING, OutboxState.FAILED)
ERROR_MAX_CHARS = 500


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something to send. The same `key` twice is the same thing."""

    kind: OutboxKind
    key: str
    payload: Mapping[str, Any]


class Outbox:
    """The table of what is to be sent. `connected` names the kinds that something takes; the others wait."""

    def __init__(self, database: Database, now: Now, connected: Collection[OutboxKind] = ()) -> None:
        self._database = database
        self._now = now
        self._connected = frozenset(connected)

    def takes(self, kind: OutboxKind) -> bool:
        """Is something connected that sends this kind?"""
        return kind in self._connected

    async def add(self, what: Outgoing) -> OutboxRow:
        """Write down something to send; the row that is there already when the key is known."""
        async with self._database.session() as session:
            return self._told(await self.put(session, what))

    async def put(self, session: AsyncSession, what: Outgoing) -> OutboxMessageRow:
        """The same within the caller's own transaction: what it is about and its row are kept both, or neither."""
        known = select(OutboxMessageRow).where(OutboxMessageRow.idempotency_key == what.key)
        if row := await session.scalar(known):
            return row
        moment = iso(self._now())
        row = OutboxMessageRow(
            id=new_id("out"), kind=what.kind, idempotency_key=what.key, payload=dict(what.payload),
            state=OutboxState.WAITING, tries=0, next_try_at=moment, created_at=moment, last_error=None,
        )  # fmt: skip
        session.add(row)
        await session.flush()
        return row

    async def due(self, limit: int) -> list[OutboxRow]:
        """What may be tried now and has somebody to take it, longest due first."""
        wanted = (
            select(OutboxMessageRow)
            .where(
                OutboxMessageRow.state.in_(UNFINISHED),
                OutboxMessageRow.next_try_at <= iso(self._now()),
                OutboxMessageRow.kind.in_(self._connected),
            )
            .order_by(OutboxMessageRow.next_try_at)
            .limit(limit)
        )
        async with self._database.session() as session:
            return [self._told(row) for row in await session.scalars(wanted)]

    async def sent(self, row_id: str) -> OutboxRow:
        """Raises Refused when there is no such row; so do those below."""
        async with self._database.session() as session:
            row = _found(await session.get(OutboxMessageRow, row_id))
            row.state, row.tries, row.next_try_at, row.last_error = OutboxState.SENT, row.tries + 1, None, None
            return self._told(row)

    async def failed(self, row_id: str, error: str) -> OutboxRow:
        """Try again after a growing pause, or give up after the last try. What was sent meanwhile stays sent."""
        async with self._database.session() as session:
            row = _found(await session.get(OutboxMessageRow, row_id))
            if row.state == OutboxState.SENT:
                return self._told(row)
            row.tries, row.last_error = row.tries + 1, error[:ERROR_MAX_CHARS]
            pause = pause_after(row.tries)
            row.state = OutboxState.FAILED if pause else OutboxState.DEAD
            row.next_try_at = iso(self._now() + pause) if pause else None
            return self._told(row)

    async def replay(self, row_id: str) -> OutboxRow:
        """Try again now, with all tries ahead, also what was given up. Raises Refused when it was sent already."""
        async with self._database.session() as session:
            row = _found(await session.get(OutboxMessageRow, row_id))
            if row.state == OutboxState.SENT:
                raise Refused(ErrorCode.WRONG_MOMENT, "This was sent already; it is not sent twice.")
            row.state, row.tries, row.next_try_at = OutboxState.WAITING, 0, iso(self._now())
            return self._told(row)

    async def latest(self, limit: int, state: OutboxState | None = None) -> list[OutboxRow]:
        """Newest first."""
        wanted = select(OutboxMessageRow).order_by(OutboxMessageRow.created_at.desc()).limit(limit)
        if state:
            wanted = wanted.where(OutboxMessageRow.state == state)
        async with self._database.session() as session:
            return [self._told(row) for row in await session.scalars(wanted)]

    async def forget(self, created_before: str) -> int:
        """Delete what was written down before this moment (UTC, ISO 8601), sent or not; how many."""
        old = delete(OutboxMessageRow).where(OutboxMessageRow.created_at < created_before)
        async with self._database.session() as session:
            return len((await session.execute(old.returning(OutboxMessageRow.id))).all())

    def _told(self, row: OutboxMessageRow) -> OutboxRow:
        return OutboxRow(
            id=row.id, kind=OutboxKind(row.kind), idempotency_key=row.idempotency_key, payload=row.payload,
            state=OutboxState(row.state), tries=row.tries, next_try_at=row.next_try_at, created_at=row.created_at,
            last_error=row.last_error, detail=self._detail(row),
        )  # fmt: skip

    def _detail(self, row: OutboxMessageRow) -> str:
        if row.state == OutboxState.SENT:
            return "Sent."
        if row.state == OutboxState.DEAD:
            return f"Given up after {row.tries} tries."
        if not self.takes(OutboxKind(row.kind)):
            return "Waits: nothing is connected yet that could send this."
        return f"Tried {row.tries} times, tried again soon." if row.tries else "Waits for its turn."


def _found(row: OutboxMessageRow | None) -> OutboxMessageRow:
    if row is None:
        raise Refused(ErrorCode.NOT_FOUND, "There is nothing with this id in the outbox.")
    return row
