"""Owns what the engine needs of a memory of computed prefixes; there is one for each way of keeping cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from appliance.model_server.generation.ports import MemoryStep


class Beginning(Protocol):
    """What an answer need not compute: its first `end` tokens."""

    @property
    def end(self) -> int: ...


Held = TypeVar("Held", bound=Beginning)


class PrefixCache(Protocol[Held]):
    """The memory steps returned are to be carried out, in order, before the next step is computed."""

    cells: int
    evicted: int  # tokens that were kept once

    def match(self, tokens: Sequence[int]) -> int: ...
    def attach(self, tokens: Sequence[int], sequence: int) -> tuple[Held, list[MemoryStep]]: ...
    def detach(self, held: Held, /) -> None: ...
    def insert(self, tokens: Sequence[int], sequence: int, held: Held, /) -> tuple[Held, list[MemoryStep]]: ...
    def release(self, sequence: int, held: Held, /) -> list[MemoryStep]: ...
    def evictable(self) -> int: ...
    def evict(self, cells: int) -> list[MemoryStep]: ...
