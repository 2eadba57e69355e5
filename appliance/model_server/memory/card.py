"""Owns how much of a model goes onto the graphics card, decided before any of it is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from appliance.model_server.memory.gguf import Shape
from appliance.model_server.memory.plan import HEADROOM_BYTES, LEAST_CELLS, Precision, gigabytes, needed, possibilities

# What stays free on the card, for its driver and a screen.
CARD_HEADROOM_BYTES = 384 * 1024**2
ALL_LAYERS = -1
# Working memory is divided by up to this before layers are left to the processor, which is slower still.
DIVIDED_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class CardPlan:
    """`layers` of the model on the card (-1: all), with this working memory. `words` explain it to an owner."""

    layers: int
    cells: int
    precision: Precision
    words: str


def plan_card(shape: Shape, card: int, memory: int | None, cells: int, batch: int, sequences: int) -> CardPlan | None:
    """The best that fits into `card` bytes of the card and `memory` bytes beside it (None: not known).

    All layers with all cells first; then with smaller cells; then with half as many; then as many layers as fit,
    the others with the processor. None when not a single layer does: then the processor does it alone.
    """
    room = card - CARD_HEADROOM_BYTES
    for size, precision in possibilities(cells, 1):
        if size * DIVIDED_AT_MOST < cells or size < LEAST_CELLS:
            break
        if (wanted := needed(shape, size, precision, batch, sequences)) <= room:
            words = f"The model takes {gigabytes(wanted)} of {gigabytes(card)} free on the graphics card"
            return CardPlan(ALL_LAYERS, size, precision, f"{words}, with a working memory of {size} tokens.")
    return _part(shape, room, memory, max(LEAST_CELLS, cells // DIVIDED_AT_MOST), batch, sequences)


def _part(shape: Shape, room: int, memory: int | None, cells: int, batch: int, sequences: int) -> CardPlan | None:
    if not shape.layers:
        return None
    step = needed(Shape(0, 0, shape.vocabulary, shape.width, shape.heads, 0), cells, "q8_0", batch, sequences)
    layer = (needed(shape, cells, "q8_0", batch, sequences) - step) // shape.layers
    layers = min(shape.layers, (room - step) // max(1, layer))
    rest = (shape.layers - layers) * layer + step + HEADROOM_BYTES
    if layers < 1 or (memory is not None and rest > memory):
        return None
    words = f"{layers} of the model's {shape.layers} layers fit onto the graphics card; the processor does the others."
    return CardPlan(layers, cells, "q8_0", words)
