"""Owns the connection to the database: SQLite in WAL mode by default, PostgreSQL by URL."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from appliance.contract.problems import ErrorCode, Unavailable

BUSY_MS = 5_000
AGAIN_S = 5
# A session that was cancelled is given back within milliseconds; one that waits for a lock gives up before this.
GIVEN_BACK_S = 6.0


class Database:
    """Opens sessions; one per process. `session()` commits at the end or rolls back on an error."""

    def __init__(self, url: str) -> None:
        # An error tells its statement without the values: they are visitors' words, and errors go into the log.
        self._engine = create_async_engine(url, hide_parameters=True)
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine.sync_engine, "connect", _prepare_sqlite)
        self._sessions = async_sessionmaker(self._engine, expire_on_commit=False)
        self._in_use = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @classmethod
    def at(cls, path: Path) -> Database:
        return cls(f"sqlite+aiosqlite:///{path}")

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """Raises Unavailable when another process holds the database for longer than a few seconds."""
        self._in_use += 1
        self._idle.clear()
        try:
            async with self._sessions() as session, session.begin():
                yield session
        except OperationalError as error:
            if _is_held(error):
                raise Unavailable(
                    ErrorCode.BUSY, "The box is busy at the moment. Please try again.", AGAIN_S
                ) from error
            raise
        finally:
            self._in_use -= 1
            if not self._in_use:
                self._idle.set()

    async def close(self) -> None:
        """Wait a moment for open sessions: the driver never ends when it is cancelled while one is given back."""
        with suppress(TimeoutError):
            async with asyncio.timeout(GIVEN_BACK_S):
                await self._idle.wait()
        await self._engine.dispose()


def _is_held(error: OperationalError) -> bool:
    """Does another process hold it? The extended codes of SQLite tell the kind in their last byte."""
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # NORMAL is safe with WAL: a power cut may lose the last commit, never the file.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
