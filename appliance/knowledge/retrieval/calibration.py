"""Owns learning from the shop's own questions how high a score must be before it means anything here.

In a shop of twenty look-alike manuals any question about gear scores high somewhere; in a small shop little does. The
questions that stand in its documents tell: asked without the document that answers them, they are questions that
this shop cannot answer.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import func, select

from appliance.contract.problems import ShopbellError
from appliance.contract.retrieval import Asked
from appliance.core.database import Database
from appliance.core.language import sentences
from appliance.knowledge.index.generations import Index
from appliance.knowledge.retrieval.gate import LEAST_SCORE, Gate
from appliance.knowledge.retrieval.search import Retrieval
from appliance.knowledge.tables import DocumentRow, PassageRow

LEARN_EVERY_S = 60.0
# Fewer say too little about this shop; more would only take longer (about 30 ms each). Of a shop with 89 questions
# any sixty set the border between 0.79 and 0.86, all of them at 0.82.
FEWEST, MOST = 20, 120
# So many of the questions whose document is missing shall be told "I do not know"…
REFUSED = 0.9
# …as long as that refuses none whose document is there: even their weakest scores must lie well above the border.
WEAKEST, BELOW = 0.1, 0.75


class Calibration:
    """Sets the gate's border; asked again whenever the documents have changed."""

    def __init__(self, database: Database, index: Index, retrieval: Retrieval, gate: Gate) -> None:
        self._database = database
        self._index = index
        self._retrieval = retrieval
        self._gate = gate
        self._learnt_from: tuple[str | None, int] | None = None

    async def run(self, every_s: float = LEARN_EVERY_S) -> None:
        """Learn again and again, as long as the process."""
        while True:
            # The index was swapped meanwhile, or another process holds the database for long: the next time, then.
            with suppress(ShopbellError):
                await self.learn()
            await asyncio.sleep(every_s)

    async def learn(self) -> None:
        """Move the border to fit the active index; nothing happens when it is as it was the last time.

        Raises ShopbellError when the index is swapped on the way.
        """
        state = (self._index.active, await self._passages())
        if state == self._learnt_from:
            return
        questions = await self._questions()
        border = LEAST_SCORE
        if len(questions) >= FEWEST:
            scores = [await self._retrieval.scores(asked, document) for asked, document in questions]
            border = max(border, learnt([own for own, _ in scores], [other for _, other in scores]))
        self._gate.least, self._learnt_from = border, state

    async def _passages(self) -> int:
        of_active = PassageRow.generation_id == self._index.active
        async with self._database.session() as session:
            return await session.scalar(select(func.count()).select_from(PassageRow).where(of_active)) or 0

    async def _questions(self) -> list[tuple[Asked, str]]:
        """Questions that documents ask and answer themselves, with those documents; always the same choice."""
        wanted = (
            select(PassageRow.text, PassageRow.document_id, DocumentRow.language)
            .join(DocumentRow, DocumentRow.id == PassageRow.document_id)
            .where(PassageRow.generation_id == self._index.active, PassageRow.text.contains("?"))
            .order_by(PassageRow.text, PassageRow.id)
        )
        async with self._database.session() as session:
            rows = [(text, document, language or "en") for text, document, language in await session.execute(wanted)]
        found = [
            (Asked(first, language), document)
            for text, document, language in rows
            if (first := next(iter(sentences(text)), "")).endswith("?")
        ]
        return random.Random(0).sample(found, min(MOST, len(found)))


def learnt(own: Sequence[float], without: Sequence[float]) -> float:
    """The border that scores with the right document and without it suggest."""
    return min(sorted(without)[int(REFUSED * len(without))], BELOW * sorted(own)[int(WEAKEST * len(own))])
