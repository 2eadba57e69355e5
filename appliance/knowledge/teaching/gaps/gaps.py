"""Owns the gaps as the owner sees them, and the missed questions they are made of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.teaching import Gap, GapReason, MissedQuestion
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.language import language_of
from appliance.core.questions.fingerprint import normal
from appliance.core.questions.follow_up import leans
from appliance.knowledge.teaching.gaps.listing import gathered
from appliance.knowledge.teaching.gaps.placing import MOST
from appliance.knowledge.teaching.questions.masking import masked
from appliance.knowledge.teaching.tables import GapRow, MissedRow

# What a gap keeps of a question; longer ones are stories whose end says little.
QUESTION_MAX_CHARS = 300

Languages = Callable[[], Awaitable[Sequence[str]]]
"""The shop's languages, its main one first."""

InForce = Callable[[], Awaitable[Collection[str]]]
"""The ids of the approved answers that are told today."""


class Gaps:
    """The missed questions. What an approved answer in force has settled is not missing."""

    def __init__(self, database: Database, languages: Languages, in_force: InForce, now: Now) -> None:
        self._database = database
        self._languages = languages
        self._in_force = in_force
        self._now = now
        self.arrived = asyncio.Event()
        """Set when a question waits for its gap."""

    async def note(self, missed: MissedQuestion) -> None:
        """Keep a question that got no good answer, masked; in one conversation the same question counts once."""
        language = language_of(missed.question, tuple(await self._languages()))
        question = masked(_whole(missed, language))[:QUESTION_MAX_CHARS].strip()
        if not normal(question):
            return
        same_person = MissedRow.conversation_id == missed.conversation_id
        async with self._database.session() as session:
            before = await session.scalars(select(MissedRow.question).where(same_person))
            known = await session.get(MissedRow, missed.question_id)
            if known or normal(question) in set(map(normal, before)):
                return
            session.add(
                MissedRow(
                    question_id=missed.question_id, gap_id=None, conversation_id=missed.conversation_id,
                    question=question, language=language, reason=missed.reason, asked_at=iso(self._now()),
                    answer_id=None,
                )
            )  # fmt: skip
        self.arrived.set()

    async def withdraw(self, question_id: str) -> None:
        """The visitor changed a bad rating: the question is missing no more, unless it was not known anyway."""
        async with self._database.session() as session:
            await session.execute(
                delete(MissedRow).where(MissedRow.question_id == question_id, MissedRow.reason == GapReason.BADLY_RATED)
            )

    async def all(self, limit: int, dismissed: bool = False) -> list[Gap]:
        """The gaps without an answer in force, most asked first, then newest; or those the owner dismissed."""
        put_aside = GapRow.dismissed_at.is_not(None)
        return (await self._gathered(put_aside if dismissed else ~put_aside))[:limit]

    async def get(self, gap_id: str) -> Gap:
        """One gap with what is still missing in it. Raises Refused when there is none, or nothing is missing."""
        found = await self._gathered(GapRow.id == gap_id)
        if not found:
            raise Refused(ErrorCode.NOT_FOUND, "There is no such gap; it may have been answered meanwhile.")
        return found[0]

    async def dismiss(self, gap_id: str, wanted: bool) -> Gap:
        """Put a gap aside for good, or take it up again. Raises Refused when there is none."""
        gap = await self.get(gap_id)
        when = iso(self._now()) if wanted else None
        async with self._database.session() as session:
            await session.execute(update(GapRow).where(GapRow.id == gap_id).values(dismissed_at=when))
        return gap.model_copy(update={"dismissed": wanted})

    async def settle(self, session: AsyncSession, answer_id: str, gap_id: str | None, asked: Sequence[str]) -> None:
        """Mark what this answer answers: everything missing in the gap, and whoever asked in these words.

        Within the session in which the answer itself is kept.
        """
        wordings = set(map(normal, asked))
        missing = await session.scalars(select(MissedRow).where(await self._unsettled()).limit(MOST))
        for row in missing:
            if (gap_id and row.gap_id == gap_id) or normal(row.question) in wordings:
                row.answer_id = answer_id

    async def _gathered(self, which: ColumnElement[bool]) -> list[Gap]:
        wanted = (
            select(GapRow, MissedRow)
            .join(MissedRow, MissedRow.gap_id == GapRow.id)
            .where(which, await self._unsettled())
            .order_by(MissedRow.asked_at.desc())
            .limit(MOST)
        )
        async with self._database.session() as session:
            rows = [(gap, row) for gap, row in await session.execute(wanted)]
        return await asyncio.to_thread(gathered, rows)

    async def _unsettled(self) -> ColumnElement[bool]:
        return or_(MissedRow.answer_id.is_(None), MissedRow.answer_id.not_in(list(await self._in_force())))


def _whole(missed: MissedQuestion, language: str) -> str:
    """The question; one that leans on what was said before comes with it, or nobody could understand it."""
    if missed.history and leans(missed.question, language):
        return f"{missed.history[-1].strip()} {missed.question.strip()}"
    return missed.question.strip()
