"""Owns how near two questions are in meaning: the cosine of their vectors around the middle of all questions. Pure.

The embedder's raw cosines of any two questions lie too close together to tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Middle = Callable[[], Array | None]
"""Returns the mean vector of typical questions; None until the embedder has seen them."""


def array(vector: Sequence[float]) -> Array:
    return np.asarray(vector, dtype=np.float32)


def stored(vector: bytes) -> Array:
    return np.frombuffer(vector, dtype=np.float32)


def likeness(one: Array, other: Array, middle: Array) -> float:
    """From -1 to 1; `middle` is the mean vector of typical questions."""
    left, right = one - middle, other - middle
    return float(left @ right / max(float(np.linalg.norm(left) * np.linalg.norm(right)), 1e-9))
