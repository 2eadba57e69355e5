"""Owns counting how often each layer was asked and how often it helped."""

from __future__ import annotations

from dataclasses import dataclass

from appliance.contract.cache import CacheLayer, LayerRate


@dataclass(slots=True)
class Count:
    """Of one layer, since the process started."""

    asked: int = 0
    hits: int = 0

    def add(self, *, hit: bool) -> None:
        self.asked += 1
        self.hits += hit

    def rate(self, layer: CacheLayer, kept: int | None = None) -> LayerRate:
        return LayerRate(layer=layer, asked=self.asked, hits=self.hits, kept=kept)


@dataclass(slots=True)
class Fates:
    """What became of kept answers."""

    stale: int = 0
    refreshed: int = 0
    dropped: int = 0
