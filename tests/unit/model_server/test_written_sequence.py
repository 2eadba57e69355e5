"""Owns the form of a written sequence: tokens taken out and put together are the ones that were written."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.model_server.llama.written_sequence import Bytes, Form

STREAMS, LAYERS, KEY_BYTES, NUMBERS, SIZE = 3, 2, 6, 4, 2


def written(places: list[int], stream: int = 1, transposed: bool = True) -> Bytes:
    """As llama.cpp writes tokens that lie in this order; every byte tells its token's place and its layer."""
    count = len(places)
    data = struct.pack("<IiI", 0xAF, stream, STREAMS) + b"\0" * 4 * stream + struct.pack("<I", count)
    for place in places:
        data += struct.pack("<iIi", place, 1, stream)
    data += struct.pack("<II", transposed, LAYERS)
    for layer in range(LAYERS):
        data += struct.pack("<iQ", 1, KEY_BYTES)
        data += b"".join(bytes([place, layer] * (KEY_BYTES // 2)) for place in places)
    for layer in range(LAYERS):
        if transposed:
            data += struct.pack("<iII", 1, SIZE, NUMBERS)
            data += b"".join(bytes([place, 10 * layer + number]) for number in range(NUMBERS) for place in places)
        else:
            data += struct.pack("<iQ", 1, NUMBERS * SIZE)
            data += b"".join(bytes([place, layer] * NUMBERS) for place in places)
    return np.frombuffer(data + b"\0" * 4 * (STREAMS - 1 - stream), np.uint8)


@pytest.mark.parametrize("transposed", [True, False])
@given(order=st.permutations(range(9)), start=st.integers(0, 8))
def test_the_tokens_come_out_by_place_in_whatever_order_they_lie(
    transposed: bool, order: list[int], start: int
) -> None:
    data = written(order, transposed=transposed)
    form = Form.learn(data, 1)
    rows = form.rows(data, 1, start)
    assert form.token_bytes == LAYERS * (KEY_BYTES + NUMBERS * SIZE)
    assert rows[:, ::2].T.tolist() == [list(range(start, 9))] * (form.token_bytes // 2)


@pytest.mark.parametrize("transposed", [True, False])
def test_put_together_they_are_what_was_written(transposed: bool) -> None:
    data = written(list(range(7)), stream=0, transposed=transposed)
    form = Form.learn(data, 0)
    room = np.full(data.size + 50, 255, np.uint8)
    assert form.write(form.rows(data, 0, 0), room).tobytes() == data.tobytes()
    some = np.concatenate([form.rows(data, 0, 0)[:3], form.rows(data, 0, 3)])
    assert form.write(some, room).tobytes() == data.tobytes()


@pytest.mark.parametrize("wrong", [lambda data: data[:-1], lambda data: data[:20], lambda data: np.append(data, 0)])
def test_another_form_is_noticed(wrong) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="unknown form"):
        Form.learn(wrong(written(list(range(7)))).astype(np.uint8), 1)
