"""Owns how working memory is divided among answers: a part for each, or one pool where memory is short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from appliance.contract.problems import Unavailable
from appliance.model_server.memory.gguf import Shape
from appliance.model_server.memory.plan import LEAST_CELLS, Plan, plan

SEQUENCES_MAX = 256
# An answer with a part of its own may grow beyond an even share: this many times.
SHARES = 2
PREFIXES_PER_ANSWER = 3
PREFIXES_LEAST = 16


@dataclass(frozen=True, slots=True)
class Layout:
    """`cells` over `sequences`, each with its own share or all in one pool."""

    cells: int
    sequences: int
    own_cells: bool


def layouts(at_once: int, cells: int) -> Iterator[Layout]:
    """On a processor, best first: a part for each is faster (see block_cache.py), one pool needs the least memory."""
    each = min(cells, max(LEAST_CELLS, SHARES * cells // at_once))
    yield Layout(at_once * each, at_once, own_cells=True)
    yield one_pool(at_once, cells)


def one_pool(at_once: int, cells: int) -> Layout:
    """On a graphics card comparing with all cells costs nothing, and a shared prefix exists once."""
    prefixes = max(PREFIXES_LEAST, PREFIXES_PER_ANSWER * at_once)
    return Layout(cells, min(SEQUENCES_MAX, at_once + prefixes), own_cells=False)


def first_that_fits(shape: Shape, free: int | None, batch: int, tried: Iterable[Layout]) -> tuple[Layout, Plan]:
    """Raises Unavailable when even the last one does not fit."""
    *better, last = tried
    for layout in better:
        with suppress(Unavailable):
            return layout, plan(shape, free, layout.cells, batch, layout.sequences, own_cells=layout.own_cells)
    return last, plan(shape, free, last.cells, batch, last.sequences)
