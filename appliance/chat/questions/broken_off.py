"""Owns the questions that were being answered when the process died: they have ended, and are counted."""

from __future__ import annotations

from sqlalchemy import select, update

from appliance.chat.ports import AnswerLog
from appliance.chat.questions.conversations import BROKEN_OFF
from appliance.chat.tables import QuestionRow
from appliance.contract.chat import Outcome
from appliance.contract.insights import AnswerTrace
from appliance.core.database import Database

# Many more than are answered at once: what was running is among the latest.
LATEST = 1_000
# Nobody remembers in which language it would have been answered; this is ISO 639's word for it.
UNDETERMINED = "und"


async def end_broken_off(database: Database, log: AnswerLog) -> None:
    """To be called at the start, before questions are accepted. Raises Unavailable: then the next start does it."""
    latest = select(QuestionRow).order_by(QuestionRow.asked_at.desc()).limit(LATEST)
    async with database.session() as session:
        rows = [row for row in await session.scalars(latest) if row.outcome is None]
    for row in rows:
        await log.record(_trace(row))
    ended = update(QuestionRow).where(QuestionRow.id.in_(row.id for row in rows))
    async with database.session() as session:
        await session.execute(ended.values(outcome=Outcome.PARTIAL, error=BROKEN_OFF))


def _trace(row: QuestionRow) -> AnswerTrace:
    return AnswerTrace(
        question_id=row.id, conversation_id=row.conversation_id, at=row.asked_at, asked_by=row.asked_by,
        language=UNDETERMINED, outcome=Outcome.PARTIAL, total_ms=None,
    )  # fmt: skip
