"""Owns a question's way to an approved answer: in the same words first, then by meaning."""

from __future__ import annotations

import asyncio

from appliance.contract.problems import ShopbellError
from appliance.contract.retrieval import ApprovedMatch, Asked
from appliance.core.questions.fingerprint import fingerprint
from appliance.core.questions.follow_up import leans
from appliance.core.questions.likeness import Array, Middle, array
from appliance.knowledge.ports import Embedder
from appliance.knowledge.teaching.taught import Taught, TaughtAnswers, Today, nearest

# The embedder answers in 15 ms; the rungs below wait for this one.
EMBED_WAIT_S = 0.5


class Approved:
    """Never says what the owner did not: an answer is told as it was taught, or not at all."""

    def __init__(self, taught: TaughtAnswers, embedder: Embedder, middle: Middle, today: Today) -> None:
        self._taught = taught
        self._embedder = embedder
        self._middle = middle
        self._today = today

    async def match(self, asked: Asked) -> ApprovedMatch | None:
        """The approved answer to this very question; None when none is certain.

        What leans on an earlier question is not understood by its own words alone.
        """
        found = self._taught.in_the_same_words(asked.text, await self._today())
        if found is None and not (asked.history and leans(asked.text, asked.language)):
            found = await self._by_meaning(asked)
        return ApprovedMatch(found.id, found.words(asked.language)) if found else None

    async def _by_meaning(self, asked: Asked) -> Taught | None:
        print = fingerprint(asked.text, asked.language)
        possible = self._taught.possible(print, asked.language, await self._today())
        middle = self._middle()
        if not possible or middle is None or (vector := await self._vector(asked.text)) is None:
            return None
        return nearest(possible, print, asked.language, vector, middle)

    async def _vector(self, text: str) -> Array | None:
        try:
            async with asyncio.timeout(EMBED_WAIT_S):
                return array(await self._embedder.query(text))
        except (ShopbellError, TimeoutError):
            return None
