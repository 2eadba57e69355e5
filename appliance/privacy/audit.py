"""Owns the record of who changed what may leave the box: a row for each change, never altered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from pydantic import JsonValue
from sqlalchemy import JSON, select
from sqlalchemy.orm import Mapped, mapped_column

from appliance.contract.audit import Changed, SettingChange
from appliance.core.clock import Now, iso
from appliance.core.database import Database, Table


class ChangeTable(Table):
    """Append-only: triggers refuse to delete or to change a row."""

    __tablename__ = "setting_changes"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - as SQLAlchemy wants it

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[str]
    setting: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    by: Mapped[str]


class Audit:
    """The api alone writes: it alone changes settings."""

    def __init__(self, database: Database, now: Now) -> None:
        self._database = database
        self._now = now

    @asynccontextmanager
    async def noting(
        self, setting: Changed, before: Mapping[str, JsonValue], after: Mapping[str, JsonValue], by: str
    ) -> AsyncIterator[None]:
        """The change is made inside; its row stands when that succeeds and only then. No difference leaves no row."""
        differ = [name for name in after if before.get(name) != after[name]]
        if not differ:
            yield
            return
        row = ChangeTable(
            at=iso(self._now()), setting=setting, before={name: before.get(name) for name in differ},
            after={name: after[name] for name in differ}, by=by,
        )  # fmt: skip
        async with self._database.session() as session:
            session.add(row)
            await session.flush()  # what cannot be written down is not done
            yield

    async def latest(self, limit: int) -> list[SettingChange]:
        """Newest first."""
        async with self._database.session() as session:
            rows = await session.scalars(select(ChangeTable).order_by(ChangeTable.id.desc()).limit(limit))
            return [
                SettingChange(at=row.at, setting=Changed(row.setting), before=row.before, after=row.after, by=row.by)
                for row in rows
            ]
