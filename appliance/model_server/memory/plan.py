"""Owns the decision how much working memory a model gets, so that loading it never brings the machine down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from appliance.contract.problems import ErrorCode, Unavailable
from appliance.model_server.memory.gguf import Shape

# What stays free for the api, the index, the panel and the system.
HEADROOM_BYTES = 768 * 1024**2
# The library itself, and the graph of a step apart from its results.
OWN_BYTES = 96 * 1024**2
LEAST_CELLS = 1024
# Of a step's values about this many rows of the model's width are held at the same time.
ROWS_HELD = 24
# A sequence is saved and loaded through a copy in llama.cpp's form and one in ours (see llama/sequences.py).
SAVING_BUFFERS = 2
# Bytes for one value of working memory: 16-bit numbers, or blocks of 32 in 34 bytes.
VALUE_BYTES = {"f16": 2.0, "q8_0": 34 / 32}

Precision = Literal["f16", "q8_0"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Working memory of `cells` tokens in this precision. `words` explain it to an owner.

    Of tokens computed before, `saved` may be kept outside of it.
    """

    cells: int
    precision: Precision
    saved: int
    words: str


def plan(shape: Shape, free: int | None, cells: int, batch: int, sequences: int, *, own_cells: bool = False) -> Plan:
    """The first of the possibilities that fits into `free` bytes (None: not known) beside the headroom.

    With `own_cells` they are divided among the sequences, and a token is compared with those of its own.
    Full size first; then half the precision, which costs a little quality; then half the size, and so on.
    Raises Unavailable when not even the smallest fits: the memory may be free again later.
    """
    for size, precision in possibilities(cells, sequences if own_cells else 1):
        wanted = needed(shape, size, precision, batch, sequences, own_cells=own_cells)
        if free is None or wanted + HEADROOM_BYTES <= free:
            saved = _saved(shape, size, precision, None if free is None else free - wanted - HEADROOM_BYTES)
            return Plan(size, precision, saved, _words(size, precision, wanted, free, cells))
    detail = (
        f"The model needs {gigabytes(wanted)} of memory, and of {gigabytes(free)} free some must be left for the rest."
    )
    raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, detail, retry_after_s=30)


def possibilities(cells: int, pools: int) -> Iterator[tuple[int, Precision]]:
    """What may be tried, best first."""
    size = cells
    while size >= LEAST_CELLS * pools or size == cells:
        yield size, "f16"
        yield size, "q8_0"
        size //= 2


def needed(
    shape: Shape, cells: int, precision: Precision, batch: int, sequences: int, *, own_cells: bool = False
) -> int:
    """Bytes for weights, working memory and the largest step; with `own_cells` also to save and load a sequence."""
    reach = cells // sequences if own_cells else cells
    kept = cells + (SAVING_BUFFERS * reach if own_cells else 0)
    memory = int(kept * shape.cell_values * VALUE_BYTES[precision])
    # In the larger precision each token of a step is compared with all cells at once.
    compared = batch * reach * shape.heads if precision == "f16" else 0
    step = 4 * (sequences * shape.vocabulary + batch * ROWS_HELD * shape.width + compared)
    return shape.weights_bytes + memory + step + OWN_BYTES


def _saved(shape: Shape, cells: int, precision: Precision, spare: int | None) -> int:
    """As much as the working memory once more, but at most half of what is still free."""
    if spare is None or not shape.cell_values:
        return cells
    return min(cells, int(spare / 2 / (shape.cell_values * VALUE_BYTES[precision])))


def _words(size: int, precision: Precision, wanted_bytes: int, free: int | None, wanted: int) -> str:
    room = "" if free is None else f" of {gigabytes(free)} free"
    less = ""
    if size < wanted:
        less = f" {wanted} were asked for, but this machine has no room for more."
    elif precision != "f16":
        less = " It is kept in a smaller form, because this machine has no room for more."
    return f"The model takes {gigabytes(wanted_bytes)}{room}, with a working memory of {size} tokens.{less}"


def gigabytes(size: int | None) -> str:
    return f"{(size or 0) / 1024**3:.1f} GB"
