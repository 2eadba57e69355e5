"""Owns the hottest prefixes between two runs: what comes back is what was written, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from appliance.model_server.generation.block_cache import BLOCK_TOKENS
from appliance.model_server.generation.ports import HotBlock
from appliance.model_server.generation.prefix_file import PrefixFile


def blocks(count: int = 3, size: int = BLOCK_TOKENS) -> list[HotBlock]:
    return [
        HotBlock(number - 1, tuple(range(number, number + size)), np.full((size, 5), number, np.uint8))
        for number in range(count)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "prefixes.npz"


def test_what_was_written_comes_back(path: Path) -> None:
    PrefixFile(path).write("a", blocks())
    read = PrefixFile(path).read("a")
    assert [(each.parent, each.tokens) for each in read] == [(each.parent, each.tokens) for each in blocks()]
    assert [each.saved.tolist() for each in read] == [each.saved.tolist() for each in blocks()]


def test_without_a_file_there_is_nothing(path: Path) -> None:
    assert PrefixFile(path).read("a") == []


def test_what_belongs_to_another_model_is_refused_and_taken_away(path: Path) -> None:
    PrefixFile(path).write("a", blocks())
    assert PrefixFile(path).read("b") == []
    assert not path.exists()


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_half_a_file_is_refused(path: Path, share: float) -> None:
    PrefixFile(path).write("a", blocks(20))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    assert PrefixFile(path).read("a") == []


def test_a_changed_byte_is_noticed(path: Path) -> None:
    PrefixFile(path).write("a", blocks(20))
    whole = path.read_bytes()
    at = whole.index(bytes([7] * 5))  # among the saved cells
    path.write_bytes(whole[:at] + b"\0" + whole[at + 1 :])
    assert PrefixFile(path).read("a") == []


def test_whatever_bit_has_changed_it_is_the_same_or_nothing(path: Path) -> None:
    file = PrefixFile(path)
    file.write("a", blocks(1))
    whole = path.read_bytes()
    for at in range(0, 8 * len(whole), 3):
        changed = bytearray(whole)
        changed[at // 8] ^= 1 << at % 8
        path.write_bytes(changed)
        if read := file.read("a"):
            assert [(each.parent, each.tokens, each.saved.tolist()) for each in read] == [
                (each.parent, each.tokens, each.saved.tolist()) for each in blocks(1)
            ]
        else:
            assert not path.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        blocks(size=BLOCK_TOKENS + 1),
        [HotBlock(5, block.tokens, block.saved) for block in blocks()],
        [HotBlock(-2, block.tokens, block.saved) for block in blocks()],
    ],
)
def test_what_does_not_hang_together_is_refused(path: Path, wrong: list[HotBlock]) -> None:
    PrefixFile(path).write("a", wrong)
    assert PrefixFile(path).read("a") == []


def test_where_nothing_can_be_written_nothing_breaks(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    PrefixFile(path).write("a", blocks())
    assert PrefixFile(path).read("a") == []
