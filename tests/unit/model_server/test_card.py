"""Owns what goes onto a graphics card: as much as fits, never more, and words that say so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appliance.model_server.memory.card import ALL_LAYERS, CARD_HEADROOM_BYTES, CardPlan, plan_card
from appliance.model_server.memory.gguf import Shape

GB = 1024**3
# About a model of 7 billion parameters in 4 bits.
LARGE = Shape(weights_bytes=4 * GB, cell_values=65_536, vocabulary=152_064, width=3584, heads=28, layers=28)


def planned(card: float, memory: int | None = 32 * GB) -> CardPlan | None:
    return plan_card(LARGE, int(card * GB), memory, cells=8192, batch=512, sequences=32)


def test_a_card_with_room_takes_everything() -> None:
    plan = planned(16)
    assert plan
    assert (plan.layers, plan.cells, plan.precision) == (ALL_LAYERS, 8192, "f16")
    assert "of 16.0 GB free on the graphics card" in plan.words


def test_with_less_room_the_cells_become_smaller_before_a_layer_stays_behind() -> None:
    plans = [plan for tenth in range(80, 30, -1) if (plan := planned(tenth / 10))]
    kinds = list(dict.fromkeys((plan.layers == ALL_LAYERS, plan.cells, plan.precision) for plan in plans))
    assert kinds[:2] == [(True, 8192, "f16"), (True, 8192, "q8_0")]
    assert kinds[-1] == (False, 4096, "q8_0")
    part = [plan.layers for plan in plans if plan.layers != ALL_LAYERS]
    assert part == sorted(part, reverse=True)


def test_a_part_is_said_in_words() -> None:
    plan = planned(3)
    assert plan
    assert 0 < plan.layers < 28
    assert (
        plan.words
        == f"{plan.layers} of the model's 28 layers fit onto the graphics card; the processor does the others."
    )


def test_a_card_too_small_is_left_alone() -> None:
    assert planned(0.5) is None


def test_what_stays_behind_must_fit_beside_the_card() -> None:
    assert planned(3, memory=GB) is None
    assert planned(3, memory=None) is not None


def test_a_file_that_does_not_tell_its_layers_goes_whole_or_not_at_all() -> None:
    unknown = Shape(LARGE.weights_bytes, LARGE.cell_values, LARGE.vocabulary, LARGE.width, LARGE.heads)
    assert plan_card(unknown, 3 * GB, None, 8192, 512, 32) is None
    assert plan_card(unknown, 16 * GB, None, 8192, 512, 32) is not None


@given(st.integers(0, 24 * GB), st.integers(1024, 65_536))
def test_never_more_than_the_card_has(card: int, cells: int) -> None:
    plan = plan_card(LARGE, card, None, cells, 512, 32)
    if plan is None:
        return
    share = 1 if plan.layers == ALL_LAYERS else plan.layers / LARGE.layers
    kept = plan.cells * LARGE.cell_values * (2 if plan.precision == "f16" else 1.0625)
    assert share * (LARGE.weights_bytes + kept) + CARD_HEADROOM_BYTES <= card
    assert plan.cells <= max(cells, 1024)
