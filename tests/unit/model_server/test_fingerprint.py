"""Owns telling model files apart: another length or other weights are another file."""

from __future__ import annotations

from pathlib import Path

import pytest

from appliance.model_server.memory.fingerprint import PIECE_BYTES, PIECES, fingerprint


def of(tmp_path: Path, data: bytes) -> str:
    file = tmp_path / "model.gguf"
    file.write_bytes(data)
    return fingerprint(file)


def test_the_same_file_has_the_same_and_another_length_another(tmp_path: Path) -> None:
    data = bytes(range(256)) * 1000
    assert of(tmp_path, data) == of(tmp_path, data)
    assert of(tmp_path, data) != of(tmp_path, data[:-1])
    assert of(tmp_path, b"") != of(tmp_path, b"\0")


@pytest.mark.parametrize("place", [0.0, 0.25, 0.5, 0.99])
def test_other_weights_anywhere_in_a_large_file_are_noticed(tmp_path: Path, place: float) -> None:
    data = bytearray(3 * PIECES * PIECE_BYTES)
    before = of(tmp_path, bytes(data))
    at = min(int(place * len(data)), len(data) - 4 * PIECE_BYTES)
    data[at : at + 4 * PIECE_BYTES] = b"\1" * (4 * PIECE_BYTES)  # a training changes them all
    assert of(tmp_path, bytes(data)) != before
