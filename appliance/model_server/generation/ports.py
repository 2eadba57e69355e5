"""Owns what the engine needs of a language model, and the values that travel to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is chosen. Temperature 0 takes the likeliest; top_k 0 and top_p 1 switch those off.

    `logit_bias` holds (token, bias) pairs; `seed` None draws a fresh one; `grammar` is llama.cpp's GBNF.
    """

    temperature: float = 0.0
    top_k: int = 0
    top_p: float = 1.0
    min_p: float = 0.0
    repeat_penalty: float = 1.0
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    seed: int | None = None
    logit_bias: tuple[tuple[int, float], ...] = ()
    grammar: str | None = None


@dataclass(frozen=True, slots=True)
class Chance:
    """The natural logarithm of a token's probability."""

    token: int
    logprob: float


@dataclass(frozen=True, slots=True)
class Slice:
    """Neighbouring tokens of one sequence, computed in one step. `wants_next`: a token is sampled after the last."""

    sequence: int
    position: int
    tokens: tuple[int, ...]
    wants_next: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """`target` gets a share in the cells of `source` at positions start..end (end not included)."""

    source: int
    target: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Forget:
    """`sequence` gives up its share in the cells at positions start..end; end None means all that follow."""

    sequence: int
    start: int = 0
    end: int | None = None


@dataclass(slots=True, eq=False)
class Block:
    """Some neighbouring tokens that were computed. What they are is for the model alone; None until it saved them."""

    tokens: int
    saved: Any = None


@dataclass(frozen=True, slots=True)
class HotBlock:
    """A saved block outside the cache: `tokens` behind those of the block with index `parent` (-1: the very first)."""

    parent: int
    tokens: tuple[int, ...]
    saved: Any


@dataclass(frozen=True, slots=True)
class Save:
    """Write what `sequence` computed from position `start` on into `blocks`; it goes on as it was."""

    sequence: int
    start: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """`sequence`, which is empty, begins with `blocks` as if it had computed them."""

    sequence: int
    blocks: tuple[Block, ...]


MemoryStep = Copy | Forget | Save | Load


class TokenModel(Protocol):
    """A language model with room for `cells` tokens, shared by sequences 0..sequences-1. One thread uses it.

    `piece` and `is_end` only read the vocabulary: any thread may call them.
    """

    @property
    def name(self) -> str: ...
    @property
    def mark(self) -> str:
        """What was saved can be loaded only where this is the same."""
        ...

    @property
    def cells(self) -> int: ...
    @property
    def sequences(self) -> int: ...
    @property
    def longest(self) -> int:
        """Tokens that one sequence may hold: the room, or less when the model was trained on less."""
        ...

    @property
    def batch(self) -> int:
        """Most tokens in one step."""
        ...

    @property
    def keep(self) -> int:
        """Tokens worth keeping that nobody uses just now: in cells, or with `own_cells` in saved blocks."""
        ...

    @property
    def vocabulary(self) -> int:
        """Tokens are numbers below this."""
        ...

    @property
    def shares_prefixes(self) -> bool:
        """Whether a part of a sequence can be copied and forgotten (recurrent models cannot)."""
        ...

    @property
    def own_cells(self) -> bool:
        """Whether each sequence has cells of its own: then nothing is copied between them, but saved and loaded."""
        ...

    def piece(self, token: int) -> bytes: ...
    def is_end(self, token: int) -> bool: ...
    def decode(self, slices: Sequence[Slice]) -> None: ...
    def remember(self, steps: Sequence[MemoryStep]) -> None: ...
    def start_sampling(self, sequence: int, sampling: Sampling) -> None: ...
    def sample(self, sequence: int) -> int: ...
    def chances(self, sequence: int, token: int, most: int) -> tuple[Chance, ...]:
        """After `sample`: the chance of `token`, then those of the `most` likeliest tokens."""
        ...

    def stop_sampling(self, sequence: int) -> None: ...
