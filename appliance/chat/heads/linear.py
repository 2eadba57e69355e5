"""Owns a linear head: weights on the vector of a question, probabilities out. Pure but for `load`."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/heads"
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LinearHead:
    """Multinomial logistic regression on a centred question vector of length 1, with extra features after it.

    Shapes: weights (labels, dimensions + extras), bias (labels,), centre (dimensions,).
    """

    embedder: str
    labels: tuple[str, ...]
    extras: tuple[str, ...]
    weights: Array
    bias: Array
    centre: Array
    temperature: float

    def scores(self, vector: Sequence[float], extras: Sequence[float] = ()) -> dict[str, float]:
        """The probability of each label; together 1. `vector` is a question's from `embedder`."""
        features = np.concatenate([centred(np.asarray(vector, dtype=np.float32), self.centre), extras])
        logits = (self.weights @ features + self.bias) / self.temperature
        odds = np.exp(logits - logits.max())
        return dict(zip(self.labels, (odds / odds.sum()).tolist(), strict=True))

    def dump(self) -> str:
        """As JSON, weights in half precision: what `load` reads."""
        arrays = {name: _packed(getattr(self, name)) for name in ("weights", "bias", "centre")}
        plain = {name: getattr(self, name) for name in ("embedder", "labels", "extras", "temperature")}
        return json.dumps(plain | arrays, indent=1) + "\n"


def centred(vectors: Array, centre: Array) -> Array:
    """One vector or rows of them around `centre`, each of length 1 again."""
    moved = vectors - centre
    lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
    result: Array = (moved / np.maximum(lengths, 1e-9)).astype(np.float32)
    return result


def load(name: str, folder: Path = FOLDER) -> LinearHead | None:
    """The head in `<name>.json`; None when it was never trained."""
    path = folder / f"{name}.json"
    if not path.exists():
        return None
    read = json.loads(path.read_text(encoding="utf-8"))
    labels, extras, centre = tuple(read["labels"]), tuple(read["extras"]), _unpacked(read["centre"])
    return LinearHead(
        embedder=read["embedder"],
        labels=labels,
        extras=extras,
        weights=_unpacked(read["weights"]).reshape(len(labels), len(centre) + len(extras)),
        bias=_unpacked(read["bias"]),
        centre=centre,
        temperature=float(read["temperature"]),
    )


def _packed(array: Array) -> str:
    return base64.b64encode(array.astype("<f2").tobytes()).decode("ascii")


def _unpacked(text: str) -> Array:
    return np.frombuffer(base64.b64decode(text, validate=True), dtype="<f2").astype(np.float32)
