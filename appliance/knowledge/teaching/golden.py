"""Owns the golden questions: asked again at any time, they must still get the words the owner taught."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import select

from appliance.contract.retrieval import ApprovedMatch, Asked, FactAnswer
from appliance.contract.teaching import GoldenQuestion, GoldenState
from appliance.core.clock import Now
from appliance.core.database import Database
from appliance.knowledge.teaching.tables import GoldenRow
from appliance.knowledge.teaching.taught import TaughtAnswers

Fact = Callable[[Asked], Awaitable[FactAnswer | None]]
Match = Callable[[Asked], Awaitable[ApprovedMatch | None]]


class Golden:
    """Asks as a visitor would: `fact` is the rung above the approved answers, `match` their own."""

    def __init__(self, database: Database, known: TaughtAnswers, fact: Fact, match: Match, now: Now) -> None:
        self._database = database
        self._known = known
        self._fact = fact
        self._match = match
        self._now = now

    async def check(self) -> list[GoldenQuestion]:
        """Every golden question with how it is answered now, those that are lost first."""
        async with self._database.session() as session:
            rows = list(await session.scalars(select(GoldenRow).order_by(GoldenRow.added_at, GoldenRow.id)))
        checked = [await self._checked(row) for row in rows]
        return sorted(checked, key=lambda one: one.state is not GoldenState.LOST)

    async def _checked(self, row: GoldenRow) -> GoldenQuestion:
        state, told = await self._asked(row)
        return GoldenQuestion(
            question=row.question, language=row.language, answer_id=row.answer_id, expected=row.expected,
            added_at=row.added_at, state=state, told=told,
        )  # fmt: skip

    async def _asked(self, row: GoldenRow) -> tuple[GoldenState, str | None]:
        answer = self._known.get(row.answer_id)
        if answer and answer.expired(self._now().date()):
            return GoldenState.EXPIRED, None
        asked = Asked(row.question, row.language)
        if fact := await self._fact(asked):
            return GoldenState.FACT_FIRST, fact.text
        match = await self._match(asked)
        if match and match.text == row.expected:
            return GoldenState.KEPT, None
        return GoldenState.LOST, match.text if match else None
