"""Owns how working memory is divided: kept streams where there is room, one pool where there is little."""

from __future__ import annotations

import pytest

from appliance.contract.problems import Unavailable
from appliance.model_server.memory.gguf import Shape
from appliance.model_server.memory.layout import Layout, first_that_fits, layouts, one_pool

SMALL = Shape(weights_bytes=100_000_000, cell_values=11_520, vocabulary=49_152, width=576, heads=9)
GB = 1024**3


def chosen(free: int | None) -> tuple[int, int, bool]:
    layout, planned = first_that_fits(SMALL, free, 128, layouts(8, 8192))
    return planned.cells, layout.sequences, layout.own_cells


def test_with_room_each_answer_has_its_own_twice_its_share() -> None:
    assert chosen(8 * GB) == (8 * 2048, 8, True)


def test_with_less_room_each_has_its_share() -> None:
    assert chosen(int(1.1 * GB)) == (8 * 1024, 8, True)


def test_with_little_room_all_share_one_pool() -> None:
    cells, _, own = chosen(GB)
    assert (cells <= 8192, own) == (True, False)


def test_one_pool_has_sequences_for_answers_and_for_prefixes() -> None:
    assert one_pool(8, 8192) == Layout(8192, 32, own_cells=False)
    assert one_pool(64, 8192).sequences == 256


def test_what_never_fits_is_said() -> None:
    with pytest.raises(Unavailable, match="memory"):
        chosen(GB // 2)


def test_what_is_kept_beside_it_takes_at_most_half_of_what_is_left() -> None:
    def saved(free: int | None) -> int:
        return first_that_fits(SMALL, free, 128, layouts(8, 8192))[1].saved

    assert saved(8 * GB) == saved(None) == 8 * 2048
    assert 0 < saved(int(1.5 * GB)) < 8 * 1024
