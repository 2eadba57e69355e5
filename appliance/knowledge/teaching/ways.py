"""Owns making ways of asking of questions: their language, what they ask, their vector as soon as there is one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sqlalchemy import or_, select, update

from appliance.contract.problems import Refused, ShopbellError, Unavailable
from appliance.core.database import Database
from appliance.core.language import language_of
from appliance.core.questions.fingerprint import fingerprint
from appliance.core.questions.likeness import Array, array
from appliance.knowledge.ports import Embedder
from appliance.knowledge.teaching.questions.same import Wording
from appliance.knowledge.teaching.tables import TaughtRow
from appliance.knowledge.teaching.taught import TaughtAnswers

# The owner waits for the request: what is not seen by then is found by its words until it is.
EMBED_WAIT_S = 2.0
# Few enough that a visitor's question never waits long behind them.
AT_ONCE = 20


class Ways:
    """Vectors of what was taught: at once when the embedder is there, else later."""

    def __init__(self, database: Database, embedder: Embedder, taught: TaughtAnswers) -> None:
        self._database = database
        self._embedder = embedder
        self._taught = taught

    async def of(self, questions: Sequence[str], among: tuple[str, ...]) -> tuple[tuple[Wording, ...], str | None]:
        """Ways of asking, each in one of the languages, and the embedder that saw them; None when it was away."""
        ways = tuple(_way(question, language_of(question, among)) for question in questions)
        try:
            async with asyncio.timeout(EMBED_WAIT_S):
                model = await self._embedder.model_id()
                vectors = [array(await self._embedder.query(question)) for question in questions]
        except (ShopbellError, TimeoutError):
            return ways, None
        return tuple(_way(way.question, way.language, vector) for way, vector in zip(ways, vectors, strict=True)), model

    async def catch_up(self) -> int:
        """Show the embedder what it has not seen, or what another one saw before it; how many. Raises Unavailable."""
        async with self._database.session() as session:
            if not await session.scalar(select(TaughtRow.answer_id).limit(1)):
                return 0
        model = await self._embedder.model_id()
        waiting = select(TaughtRow).where(or_(TaughtRow.embedder.is_(None), TaughtRow.embedder != model)).limit(AT_ONCE)
        async with self._database.session() as session:
            rows = list(await session.scalars(waiting))
        return sum([await self._see(row, model) for row in rows])

    async def _see(self, row: TaughtRow, model: str) -> bool:
        """False when the embedder fails on it for now: the others are seen all the same."""
        vector: Array | None = None
        try:
            vector = array(await self._embedder.query(row.question))
        except Unavailable:
            return False
        except Refused:  # it never takes this one, which is found by its words
            pass
        same = (TaughtRow.answer_id == row.answer_id, TaughtRow.question == row.question)
        async with self._database.session() as session:
            stored = None if vector is None else vector.tobytes()
            await session.execute(update(TaughtRow).where(*same).values(vector=stored, embedder=model))
        self._taught.learn(row.answer_id, row.question, vector)
        return True


def spoken(questions: Sequence[str], among: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that the questions are asked in, in the order of `among`."""
    found = {language_of(question, among) for question in questions}
    return tuple(language for language in among if language in found)


def _way(question: str, language: str, vector: Array | None = None) -> Wording:
    return Wording(question, language, fingerprint(question, language), vector)
