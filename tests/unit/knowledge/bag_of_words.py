"""Owns an embedder without a model: words hashed into 384 places, so that texts that share words are alike."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from appliance.contract.knowledge import IndexedDocument, IndexedPassage, Passage
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.core.language import content_stems
from appliance.knowledge.ports import Vector

PLACES = 384


class BagOfWords:
    """An Embedder. Set `away` and it answers nothing any more; what holds `refused` it does not take."""

    def __init__(self) -> None:
        self.away = False
        self.refused = ""
        self.seen: list[str] = []

    async def query(self, text: str) -> Vector:
        self._refuse_when_away()
        return vector_of(text)

    async def passages(self, texts: Sequence[str]) -> list[Vector]:
        self._refuse_when_away()
        if self.refused and any(self.refused in text for text in texts):
            raise Refused(ErrorCode.BAD_INPUT, "input: too long.")
        self.seen += texts
        return [vector_of(text) for text in texts]

    async def model_id(self) -> str:
        return "bag-of-words"

    def _refuse_when_away(self) -> None:
        if self.away:
            raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The embedder is away.")


def vector_of(text: str) -> Vector:
    """Unit length; a text without meaningful words points to the first place."""
    vector = np.zeros(PLACES)
    for stem in content_stems(text, "en"):
        vector[int(hashlib.sha256(stem.encode()).hexdigest(), 16) % PLACES] += 1
    if not vector.any():
        vector[0] = 1
    return tuple(float(value) for value in vector / np.linalg.norm(vector))


def indexed(title: str, *texts: str, heading: tuple[str, ...] = ()) -> IndexedDocument:
    """A document as the worker hands it in."""
    passages = tuple(
        IndexedPassage(passage=Passage(heading=heading, text=text), vector=vector_of(f"{title}\n{text}"))
        for text in texts
    )
    return IndexedDocument(title=title, language="en", embedder="bag-of-words", passages=passages)
