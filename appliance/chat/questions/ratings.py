"""Owns what visitors think of answers: one rating a question, changed as often as they like."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.chat.ports import Gaps
from appliance.chat.questions.conversations import HISTORY_TURNS, VISITOR
from appliance.chat.tables import QuestionRow, RatingRow
from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.teaching import GapReason, MissedQuestion, Rating, RatingRequest
from appliance.core.clock import Now, iso
from appliance.core.database import Database


class Ratings:
    """The kept ratings. A visitor's bad one makes a gap of the question, a good one instead of it takes it back."""

    def __init__(self, database: Database, gaps: Gaps, now: Now) -> None:
        self._database = database
        self._gaps = gaps
        self._now = now

    async def rate(self, question_id: str, request: RatingRequest) -> Rating:
        """Raises Refused when there is no such question."""
        comment = (request.comment or "").strip() or None
        rating = Rating(
            question_id=question_id, helpful=request.helpful, comment=comment, rated_at=iso(self._now())
        )  # fmt: skip
        async with self._database.session() as session:
            question = await session.get(QuestionRow, question_id)
            if question is None:
                raise Refused(ErrorCode.NOT_FOUND, "There is no such question.")
            await session.merge(RatingRow(**rating.model_dump()))
            history = await _before(session, question)
        if request.helpful:
            await self._gaps.withdraw(question_id)
        elif question.asked_by == VISITOR:
            await self._gaps.note(
                MissedQuestion(
                    question_id=question_id, conversation_id=question.conversation_id, question=question.question,
                    history=history, reason=GapReason.BADLY_RATED,
                )
            )  # fmt: skip
        return rating


async def _before(session: AsyncSession, question: QuestionRow) -> tuple[str, ...]:
    """The visitor's questions before this one, oldest first."""
    earlier = (
        select(QuestionRow.question)
        .where(QuestionRow.conversation_id == question.conversation_id, QuestionRow.asked_at < question.asked_at)
        .order_by(QuestionRow.asked_at.desc())
        .limit(HISTORY_TURNS)
    )
    return tuple(reversed((await session.scalars(earlier)).all()))
