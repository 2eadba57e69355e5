"""Owns what is said about caches: the versions an answer stands on, and how often each layer helped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from appliance.contract.model import Value


@dataclass(frozen=True, slots=True)
class Versions:
    """What the shop knows, as it stands now.

    `facts` names the shop's facts by their content; `knowledge` counts up with every change of a document, a product,
    a taught answer or the index; `day` (UTC) is here because documents expire at its end.
    """

    facts: str
    knowledge: int
    day: date


class CacheLayer(StrEnum):
    """The five caches between a question and its answer, in the order in which a question meets them."""

    QUESTION = "question"
    EMBEDDING = "embedding"
    ANSWER = "answer"
    RETRIEVAL = "retrieval"
    PREFIX = "prefix"


class LayerRate(Value):
    """How often one layer was asked since the box started, and how often it helped.

    `unit` says what is counted: questions, or the tokens of prompts. `kept` is how many it holds now, when it is known.
    """

    layer: CacheLayer
    unit: Literal["questions", "tokens"] = "questions"
    asked: int
    hits: int
    kept: int | None = None

    @property
    def rate(self) -> float:
        """From 0 to 1; 0 while nobody has asked."""
        return self.hits / self.asked if self.asked else 0.0


class CacheReport(Value):
    """GET /v1/cache: each layer, and what became of the kept answers since the box started."""

    layers: tuple[LayerRate, ...]
    stale: int = Field(description="Answers told although something may have changed; each was made anew after it.")
    refreshed: int = Field(description="Answers made anew in the background.")
    dropped: int = Field(description="Answers given up because what they stood on changed.")
