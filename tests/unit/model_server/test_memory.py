"""Before a model is loaded: what it is, what is free, and what it gets."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.problems import Refused, Unavailable
from appliance.model_server.memory.free import free_bytes
from appliance.model_server.memory.gguf import Shape, read_shape
from appliance.model_server.memory.plan import HEADROOM_BYTES, Plan, needed, plan

GB = 1024**3
# The shape of a usual model with 7 billion parameters in 4 bit.
LARGE = Shape(weights_bytes=4 * GB, cell_values=32 * 8 * 256, vocabulary=128_000, width=4096, heads=32)


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def entry(key: str, value: int | str | list[int] | list[str]) -> bytes:
    if isinstance(value, int):
        return text(key) + struct.pack("<II", 4, value)
    if isinstance(value, str):
        return text(key) + struct.pack("<I", 8) + text(value)
    kind = 8 if value and isinstance(value[0], str) else 4
    items = b"".join(text(item) if isinstance(item, str) else struct.pack("<I", item) for item in value)
    return text(key) + struct.pack("<IIQ", 9, kind, len(value)) + items


def gguf(*entries: bytes, version: int = 3) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", version, 0, len(entries)) + b"".join(entries)


USUAL = (
    entry("general.architecture", "llama"),
    entry("llama.block_count", 30),
    entry("llama.embedding_length", 576),
    entry("llama.attention.head_count", 9),
    entry("llama.attention.head_count_kv", 3),
    entry("tokenizer.ggml.tokens", ["a", "b", "cd"]),
)


def test_the_shape_of_a_model_is_read_from_its_head(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(gguf(*USUAL) + b"weights")
    shape = read_shape(file)
    assert shape == Shape(file.stat().st_size, cell_values=30 * 3 * 128, vocabulary=3, width=576, heads=9, layers=30)


def test_heads_may_differ_between_layers_and_have_their_own_lengths(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    more = (
        entry("llama.attention.head_count", [9, 9, 9]),
        entry("llama.attention.head_count_kv", [1, 2, 0]),
        entry("llama.attention.key_length", 10),
        entry("llama.attention.value_length", 6),
    )
    file.write_bytes(gguf(*USUAL, *more))
    assert read_shape(file).cell_values == 3 * 16


def test_a_model_in_several_files_is_weighed_as_a_whole(tmp_path: Path) -> None:
    first = tmp_path / "model-00001-of-00002.gguf"
    first.write_bytes(gguf(*USUAL))
    (tmp_path / "model-00002-of-00002.gguf").write_bytes(b"x" * 1000)
    assert read_shape(first).weights_bytes == first.stat().st_size + 1000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GGUF",
        b"PK\x03\x04" + b"x" * 100,
        gguf(version=99),
        gguf(*USUAL)[:-5],
        b"GGUF" + struct.pack("<IQQ", 3, 0, 2**60),
        gguf(struct.pack("<Q", 2**60)),
        gguf(text("a") + struct.pack("<IIQ", 9, 8, 2**60)),
        gguf(text("a") + struct.pack("<I", 77)),
        gguf(text("a") + struct.pack("<IIQ", 9, 9, 1)),
    ],
)
def test_a_file_that_is_no_model_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd.gguf"
    file.write_bytes(content)
    with pytest.raises(Refused, match=r"odd\.gguf cannot be loaded: .+\."):
        read_shape(file)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No such file"):
        read_shape(tmp_path / "gone.gguf")


@given(st.binary(max_size=300))
def test_no_head_whatever_does_harm(tmp_path_factory: pytest.TempPathFactory, tail: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "hostile.gguf"
    file.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 0, 3) + tail)
    assert outcome(file) in {"a shape", "refused with its name"}


def outcome(file: Path) -> str:
    try:
        read_shape(file)
    except Refused as refused:
        return "refused with its name" if "hostile.gguf" in refused.detail else refused.detail
    return "a shape"


def test_what_is_asked_for_is_given_when_it_fits() -> None:
    made = plan(LARGE, 16 * GB, cells=8192, batch=128, sequences=8)
    assert (made.cells, made.precision) == (8192, "f16")
    assert made.words.startswith("The model takes 5.")
    assert "less" not in made.words


def test_when_memory_is_short_it_becomes_smaller_step_by_step() -> None:
    steps = [
        (made.cells, made.precision)
        for free in range(7 * GB, 5 * GB, -GB // 512)
        if (made := attempt(free)) is not None
    ]
    sizes = list(dict.fromkeys(steps))
    assert sizes[:2] == [(8192, "f16"), (8192, "q8_0")]
    assert sizes[-1] == (1024, "q8_0")
    assert [cells for cells, _ in sizes] == sorted((cells for cells, _ in sizes), reverse=True)


def attempt(free: int) -> Plan | None:
    try:
        return plan(LARGE, free, cells=8192, batch=128, sequences=8)
    except Unavailable:
        return None


def test_a_smaller_plan_says_so() -> None:
    assert "in a smaller form" in plan(LARGE, 6 * GB, cells=8192, batch=128, sequences=8).words
    made = plan(LARGE, 6 * GB, cells=32_768, batch=128, sequences=8)
    assert made.cells < 32_768
    assert "32768 were asked for" in made.words


@pytest.mark.parametrize("sequences", [1, 8])
def test_where_sequences_are_saved_two_copies_of_one_are_reckoned_with(sequences: int) -> None:
    sizes = [needed(LARGE, 8192, "q8_0", 128, sequences, own_cells=own) for own in (True, False)]
    assert sizes[0] - sizes[1] == 2 * (8192 // sequences) * LARGE.cell_values * 34 / 32
    free = sizes[0] + HEADROOM_BYTES
    assert plan(LARGE, free, 8192, 128, sequences, own_cells=True).cells == 8192


def test_a_model_that_does_not_fit_at_all_may_be_tried_again_later() -> None:
    with pytest.raises(Unavailable, match=r"needs 4\.\d GB of memory, and of 4\.0 GB free"):
        plan(LARGE, 4 * GB, cells=8192, batch=128, sequences=8)


def test_where_free_memory_is_not_known_the_wish_is_followed() -> None:
    assert plan(LARGE, None, cells=8192, batch=128, sequences=8).cells == 8192


@given(st.integers(0, 64 * GB), st.integers(1024, 131_072), st.integers(1, 64))
def test_a_plan_never_takes_what_the_rest_of_the_box_needs(free: int, cells: int, sequences: int) -> None:
    try:
        made = plan(LARGE, free, cells, 128, sequences)
    except Unavailable:
        return
    kept = made.cells * LARGE.cell_values * (2 if made.precision == "f16" else 1.0625)
    assert LARGE.weights_bytes + kept + HEADROOM_BYTES <= free
    assert 512 <= made.cells <= cells


def test_free_memory_is_what_the_machine_or_a_limit_leaves(tmp_path: Path) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal: 8000 kB\nMemAvailable:    4000 kB\n")
    assert free_bytes(meminfo, tmp_path) == 4000 * 1024
    (tmp_path / "memory.max").write_text("3000000\n")
    (tmp_path / "memory.current").write_text("1000000\n")
    assert free_bytes(meminfo, tmp_path) == 2_000_000
    (tmp_path / "memory.max").write_text("max\n")
    assert free_bytes(meminfo, tmp_path) == 4000 * 1024
    assert free_bytes(tmp_path / "gone", tmp_path / "gone") is None
