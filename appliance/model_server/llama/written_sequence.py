"""Owns the form in which llama.cpp writes out a sequence: taken apart into its tokens, and put together again.

Source: llama_kv_cache::state_write in llama.cpp's src/llama-kv-cache.cpp. A head; for each stream the number of its
tokens; and for the one stream that has any: the tokens' places, then keys and values, layer by layer. A key is a row
of bytes for each token. So is a value, or (transposed) there is for each of its numbers a row with one per token.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Rows = NDArray[np.uint8]  # (tokens, bytes of one token over all layers)

HEAD = struct.Struct("<IiI")  # a mark, the sequence, the number of streams
COUNT = struct.Struct("<I")
PLACE = np.dtype([("position", "<i4"), ("sequences", "<u4"), ("sequence", "<i4")])
KINDS = struct.Struct("<II")  # whether values are transposed, number of layers
ROW = struct.Struct("<iQ")  # type, bytes in a row
COLUMN = struct.Struct("<iII")  # type, bytes of a number, numbers of a token


@dataclass(frozen=True, slots=True)
class Part:
    """Keys or values of one layer: `numbers` per token, `size` bytes each; 1 number when they are rows."""

    head: bytes
    numbers: int
    size: int

    @property
    def width(self) -> int:
        return self.numbers * self.size

    def read(self, data: Bytes, order: NDArray[np.intp]) -> Rows:
        """The bytes of the tokens `order`, from the data of all."""
        if self.numbers == 1:
            return data.reshape(-1, self.size)[order]
        table = data.view(f"<u{self.size}").reshape(self.numbers, -1)
        return np.ascontiguousarray(table[:, order].T).view(np.uint8)

    def write(self, rows: Rows, into: Bytes) -> None:
        if self.numbers == 1:
            into.reshape(rows.shape)[:] = rows
        else:
            into.view(f"<u{self.size}").reshape(self.numbers, -1)[:] = rows.view(f"<u{self.size}").T


@dataclass(frozen=True, slots=True)
class Form:
    """How the sequences of one context are written."""

    mark: int
    streams: int
    kinds: bytes
    parts: tuple[Part, ...]

    @classmethod
    def learn(cls, written: Bytes, stream: int) -> Form:
        """From what llama.cpp wrote for the sequence in `stream`. Raises ValueError when the form is another one."""
        data = written.tobytes()
        try:
            mark, _, streams = HEAD.unpack_from(data)
            (count,) = COUNT.unpack_from(data, HEAD.size + COUNT.size * stream)
            at = HEAD.size + COUNT.size * (stream + 1) + PLACE.itemsize * count
            kinds = data[at : at + KINDS.size]
            parts = tuple(_parts(data, at + KINDS.size, count))
        except struct.error as cause:
            raise ValueError("the sequence is written in an unknown form") from cause
        form = cls(mark, streams, kinds, parts)
        if form.size(count) != len(data):
            raise ValueError("the sequence is written in an unknown form")
        return form

    @property
    def token_bytes(self) -> int:
        return sum(part.width for part in self.parts)

    def size(self, count: int) -> int:
        """Bytes that a sequence of `count` tokens takes."""
        heads = HEAD.size + COUNT.size * self.streams + KINDS.size + sum(len(part.head) for part in self.parts)
        return heads + count * (PLACE.itemsize + self.token_bytes)

    def rows(self, written: Bytes, stream: int, start: int) -> Rows:
        """The tokens from place `start` on, of a sequence that was written from `stream`."""
        (count,) = COUNT.unpack_from(written.data, HEAD.size + COUNT.size * stream)
        at = HEAD.size + COUNT.size * (stream + 1)
        places = written[at : at + PLACE.itemsize * count].view(PLACE)["position"]
        order = np.argsort(places, kind="stable")[start:]
        at += PLACE.itemsize * count + KINDS.size
        rows: Rows = np.empty((len(order), self.token_bytes), np.uint8)
        for part, (left, right) in zip(self.parts, self._columns(), strict=True):
            at += len(part.head)
            rows[:, left:right] = part.read(written[at : at + count * part.width], order)
            at += count * part.width
        return rows

    def write(self, rows: Rows, into: Bytes) -> Bytes:
        """A whole sequence, from the bytes of its tokens: the first has place 0. llama.cpp reads it into any stream.

        It is written to the beginning of `into`, and that part is returned.
        """
        count = len(rows)
        data = into[: self.size(count)]
        HEAD.pack_into(data.data, 0, self.mark, 0, self.streams)
        COUNT.pack_into(data.data, HEAD.size, count)
        at = HEAD.size + COUNT.size
        places = data[at : at + PLACE.itemsize * count].view(PLACE)
        places["position"], places["sequences"], places["sequence"] = np.arange(count), 1, 0
        at += PLACE.itemsize * count
        data[at : at + KINDS.size] = np.frombuffer(self.kinds, np.uint8)
        at += KINDS.size
        for part, (left, right) in zip(self.parts, self._columns(), strict=True):
            data[at : at + len(part.head)] = np.frombuffer(part.head, np.uint8)
            at += len(part.head)
            part.write(rows[:, left:right], data[at : at + count * part.width])
            at += count * part.width
        data[at:] = 0  # the other streams have nothing
        return data

    def _columns(self) -> Sequence[tuple[int, int]]:
        return list(pairwise(np.cumsum([0, *(part.width for part in self.parts)]).tolist()))


def _parts(data: bytes, at: int, count: int) -> Iterator[Part]:
    transposed, layers = KINDS.unpack_from(data, at - KINDS.size)
    for kind in (False, bool(transposed)):
        for _ in range(layers):
            head = COLUMN if kind else ROW
            values = head.unpack_from(data, at)
            numbers, size = (values[2], values[1]) if kind else (1, values[1])
            yield Part(data[at : at + head.size], numbers, size)
            at += head.size + numbers * size * count
