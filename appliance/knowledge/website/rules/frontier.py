"""Owns which page is read next: those nearest to the first page, each once, and no endless variants of one. Pure."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable

from appliance.knowledge.website.rules.limits import Limits


class Frontier:
    """`wanted` says whether an address is worth reading at all."""

    def __init__(self, limits: Limits, wanted: Callable[[str], bool]) -> None:
        self._limits, self._wanted = limits, wanted
        self._seen: set[str] = set()
        self._variants: Counter[str] = Counter()
        self._waiting: list[tuple[int, int, str]] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, url: str, depth: int) -> None:
        """Take in a normal address that lies so many links away from the first page."""
        if url in self._seen or depth > self._limits.depth or len(self._seen) >= self._limits.addresses:
            return
        path = url.partition("?")[0]
        if self._variants[path] >= self._limits.variants or not self._wanted(url):
            return
        self._variants[path] += 1
        self.see(url)
        heapq.heappush(self._waiting, (depth, len(self._seen), url))

    def see(self, url: str) -> bool:
        """Note that this address is dealt with; False when it was before."""
        new = url not in self._seen
        self._seen.add(url)
        return new

    def pop(self) -> tuple[str, int]:
        """The nearest waiting address and its depth; of equally near ones the one that came first."""
        depth, _, url = heapq.heappop(self._waiting)
        return url, depth
