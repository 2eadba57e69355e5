"""Owns a model that is exact instead of clever: it keeps every cell by hand and notices each wrong step."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from appliance.model_server.generation.ports import Chance, Copy, Forget, Load, MemoryStep, Sampling, Save, Slice

END = 0
VOCABULARY = 1000


def next_token(history: Sequence[int]) -> int:
    """What the fake model says after `history`: never END, so that answers end by their length."""
    return 1 + zlib.crc32(repr(tuple(history)).encode()) % (VOCABULARY - 1)


def answer(prompt: Sequence[int], length: int) -> list[int]:
    tokens = list(prompt)
    for _ in range(length):
        tokens.append(next_token(tokens))
    return tokens[len(prompt) :]


def text(tokens: Sequence[int]) -> str:
    return "".join(f"{token} " for token in tokens)


@dataclass
class Cell:
    position: int
    token: int
    sequences: set[int] = field(default_factory=set)


class FakeModel:
    """Implements generation.ports.TokenModel. `computed` counts tokens that were really computed."""

    name = mark = "fake"
    vocabulary = VOCABULARY

    def __init__(
        self,
        cells: int = 256,
        sequences: int = 16,
        batch: int = 32,
        shares_prefixes: bool = True,
        own_cells: bool = False,
    ) -> None:
        self.own_cells = own_cells
        self.cells = self.longest = self.keep = cells
        self.sequences = sequences
        self.batch = batch
        self.shares_prefixes = shares_prefixes
        self.memory: list[Cell] = []
        self.computed = 0
        self.samplings: dict[int, Sampling] = {}
        self.asked: list[Sampling] = []
        self.ends_after: int | None = None
        self.breaks = False
        self.breaks_after: int | None = None
        self.may_step = threading.Event()
        self.may_step.set()
        self._wanted: set[int] = set()

    def history(self, sequence: int) -> list[int]:
        cells = sorted((cell for cell in self.memory if sequence in cell.sequences), key=lambda cell: cell.position)
        assert [cell.position for cell in cells] == list(range(len(cells))), "a sequence with a hole or a double"
        return [cell.token for cell in cells]

    def decode(self, slices: Sequence[Slice]) -> None:
        assert self.may_step.wait(10)
        if self.breaks or (self.breaks_after is not None and self.computed >= self.breaks_after):
            raise RuntimeError("broken on purpose")
        tokens = sum(len(piece.tokens) for piece in slices)
        assert 0 < tokens <= self.batch
        assert len({piece.sequence for piece in slices}) == len(slices)
        assert len(self.memory) + tokens <= self.cells, "more was promised than there is room for"
        for piece in slices:
            assert piece.position == len(self.history(piece.sequence))
            for offset, token in enumerate(piece.tokens):
                self.memory.append(Cell(piece.position + offset, token, {piece.sequence}))
        self._wanted = {piece.sequence for piece in slices if piece.wants_next}
        self.computed += tokens

    def remember(self, steps: Sequence[MemoryStep]) -> None:
        for step in steps:
            match step:
                case Forget():
                    self._forget(step)
                case Copy():
                    self._copy(step)
                case Save(sequence, start, blocks):
                    tokens = self.history(sequence)[start:]
                    for block in blocks:
                        block.saved, tokens = tokens[: block.tokens], tokens[block.tokens :]
                        assert len(block.saved) == block.tokens, "more was to be saved than was computed"
                case Load(sequence, blocks):
                    assert not self.history(sequence)
                    tokens = [token for block in blocks for token in block.saved]
                    self.memory += [Cell(position, token, {sequence}) for position, token in enumerate(tokens)]

    def _forget(self, step: Forget) -> None:
        for cell in self.memory:
            if step.start <= cell.position and (step.end is None or cell.position < step.end):
                cell.sequences.discard(step.sequence)
        self.memory = [cell for cell in self.memory if cell.sequences]

    def _copy(self, step: Copy) -> None:
        assert len(self.history(step.source)) >= step.end
        for cell in self.memory:
            if step.source in cell.sequences and step.start <= cell.position < step.end:
                cell.sequences.add(step.target)

    def start_sampling(self, sequence: int, sampling: Sampling) -> None:
        assert sequence not in self.samplings
        self.samplings[sequence] = sampling
        self.asked.append(sampling)

    def sample(self, sequence: int) -> int:
        assert sequence in self._wanted
        history = self.history(sequence)
        return END if self.ends_after is not None and len(history) >= self.ends_after else next_token(history)

    def chances(self, sequence: int, token: int, most: int) -> tuple[Chance, ...]:
        assert sequence in self._wanted
        return tuple(Chance(each, -float(number)) for number, each in enumerate([token, *range(1, most + 1)]))

    def stop_sampling(self, sequence: int) -> None:
        del self.samplings[sequence]

    def piece(self, token: int) -> bytes:
        return f"{token} ".encode()

    def is_end(self, token: int) -> bool:
        return token == END
