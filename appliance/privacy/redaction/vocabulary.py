"""Owns the words that tell what a number or a name beside them is; they stand in assets/appliance/redaction."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Literal

from appliance.core.paths import ASSETS

FILE = ASSETS / "appliance/redaction/words.json"
Subject = Literal[
    "phone", "number", "mine", "filler", "thing", "unit", "currency", "card", "birth", "passport", "identity",
    "customer", "named", "named_any_case", "not_a_name", "street_before", "street_after", "street_after_small",
    "street_ending", "box", "lives",
]  # fmt: skip


@lru_cache
def words(subject: Subject) -> frozenset[str]:
    """In lower case, in every language that is known."""
    return frozenset(_file()[subject])


@lru_cache
def one_of(subject: Subject) -> str:
    """A pattern that matches any of them, the longest first; to be used without regard to case."""
    longest_first = sorted(_file()[subject], key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"


@lru_cache
def _file() -> dict[str, list[str]]:
    read: dict[str, list[str]] = json.loads(FILE.read_text(encoding="utf-8"))
    return read
