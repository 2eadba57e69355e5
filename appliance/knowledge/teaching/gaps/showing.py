"""Owns showing missed questions to the embedder: one it fails on stands in nobody's way and is given up in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence

from appliance.contract.problems import Refused, Unavailable
from appliance.core.questions.likeness import Array, array
from appliance.knowledge.ports import Embedder
from appliance.knowledge.teaching.tables import MissedRow

# Few enough that a visitor's question never waits long behind them.
AT_ONCE = 20
# So many failures at once mean rather that it is away than that these questions are to blame.
AWAY_AFTER = 2
TRIES = 3


class Showing:
    """Questions as vectors; those that failed before come last."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._failed: Counter[str] = Counter()

    @property
    def most(self) -> int:
        """How many that wait must be known, so that some are among them that have not failed yet."""
        return AT_ONCE + len(self._failed)

    async def vector(self, question: str) -> Array | None:
        """None when the embedder will never take it. Raises Unavailable."""
        try:
            return array(await self._embedder.query(question))
        except Refused:
            return None

    async def shown(self, waiting: Sequence[MissedRow]) -> AsyncIterator[tuple[MissedRow, Array | None]]:
        """Each with its vector, None when it is given up; those are left out that wait for another time.

        Given up is what failed some times, when others work: while the embedder is away nothing is.
        """
        ids = [row.question_id for row in waiting]
        self._failed = Counter({id: times for id in ids if (times := self._failed[id])})
        failed: list[str] = []
        worked = False
        for row in sorted(waiting, key=lambda row: self._failed[row.question_id])[:AT_ONCE]:
            try:
                vector = await self.vector(row.question)
            except Unavailable:
                failed.append(row.question_id)
                if len(failed) == AWAY_AFTER:
                    break
            else:
                worked = True
                yield row, vector
        self._failed.update(failed)
        for row in waiting:
            if worked and row.question_id in failed and self._failed[row.question_id] >= TRIES:
                yield row, None
