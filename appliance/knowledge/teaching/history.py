"""Owns the history of approved answers: every version, and what undoing the last change leads back to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.teaching import AnswerChange, AnswerRequest, AnswerVersion
from appliance.knowledge.teaching.tables import AnswerVersionRow

BEFORE_THE_FIRST = 0


async def add(
    session: AsyncSession,
    answer_id: str,
    change: AnswerChange,
    by: str,
    at: str,
    body: AnswerRequest | None,
    restores: int | None,
) -> None:
    """Keep one more version. `body` is None when there is no answer from now on."""
    last = await session.scalar(
        select(func.max(AnswerVersionRow.version)).where(AnswerVersionRow.answer_id == answer_id)
    )
    session.add(
        AnswerVersionRow(
            answer_id=answer_id, version=(last or 0) + 1, change=change, restores=restores, changed_by=by,
            changed_at=at, body=body.model_dump(mode="json") if body else None,
        )
    )  # fmt: skip


async def versions_of(session: AsyncSession, answer_id: str) -> list[AnswerVersionRow]:
    """Oldest first. Raises Refused when there never was such an answer."""
    wanted = select(AnswerVersionRow).where(AnswerVersionRow.answer_id == answer_id).order_by(AnswerVersionRow.version)
    found = list(await session.scalars(wanted))
    if not found:
        raise Refused(ErrorCode.NOT_FOUND, "There is no such answer.")
    return found


async def latest(session: AsyncSession) -> list[tuple[AnswerVersionRow, AnswerRequest]]:
    """The last version of every answer, each with what was last taught: that of a removed one lies further back."""
    newest: dict[str, AnswerVersionRow] = {}
    bodies: dict[str, dict[str, Any]] = {}
    for row in await session.scalars(select(AnswerVersionRow).order_by(AnswerVersionRow.version)):
        newest[row.answer_id] = row
        if row.body is not None:
            bodies[row.answer_id] = row.body
    return [(row, AnswerRequest.model_validate(bodies[answer_id])) for answer_id, row in newest.items()]


def before_last_change(versions: Sequence[AnswerVersionRow]) -> int:
    """The version that undoing goes back to; undoing again goes back further.

    Raises Refused when nothing is left to undo. `versions` are oldest first and complete.
    """
    current = _original(versions, versions[-1].version)
    if current == BEFORE_THE_FIRST:
        raise Refused(ErrorCode.BAD_INPUT, "Nothing is left to undo: this answer is back before it was taught.")
    return _original(versions, current - 1)


def body_at(versions: Sequence[AnswerVersionRow], version: int) -> AnswerRequest | None:
    """What was taught at that version; None when there was no answer then."""
    body = versions[version - 1].body if version != BEFORE_THE_FIRST else None
    return AnswerRequest.model_validate(body) if body is not None else None


def told(row: AnswerVersionRow) -> AnswerVersion:
    return AnswerVersion(
        version=row.version,
        change=AnswerChange(row.change),
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        taught=AnswerRequest.model_validate(row.body) if row.body is not None else None,
    )


def _original(versions: Sequence[AnswerVersionRow], version: int) -> int:
    """The version that this one is a copy of: itself, unless it came of undoing."""
    if version == BEFORE_THE_FIRST:
        return version
    restored = versions[version - 1].restores
    return version if restored is None else restored
