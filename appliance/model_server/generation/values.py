"""Owns what is asked of the engine and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from appliance.contract.problems import ShopbellError
from appliance.model_server.generation.ports import Sampling


class Priority(IntEnum):
    """Who goes first: a visitor on the website, the owner trying things out, work that nobody waits for."""

    VISITOR = 0
    OWNER = 1
    BACKGROUND = 2


@dataclass(frozen=True, slots=True)
class Generation:
    """One answer to write: after `prompt` (tokens), at most `max_tokens`, ending before any of `stops`.

    With `chances` each token comes with its own chance and those of so many of the likeliest. `visitor` is whose
    question it is, where that is known; `name` is what the caller calls it, to ask for its place in line. `asked_at`:
    seconds on the monotonic clock.
    """

    id: str
    prompt: tuple[int, ...]
    max_tokens: int
    sampling: Sampling
    stops: tuple[str, ...] = ()
    chances: int | None = None
    visitor: str = ""
    name: str = ""
    asked_at: float = 0.0

    @property
    def cells(self) -> int:
        """The room it may need in the end."""
        return len(self.prompt) + self.max_tokens


@dataclass(frozen=True, slots=True)
class Likely:
    """A token's bytes, and the natural logarithm of its probability."""

    piece: bytes
    logprob: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """A token of the answer, and what else was likely in its place."""

    token: Likely
    likeliest: tuple[Likely, ...]


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds an answer spent in line, until its prompt was computed, and being written."""

    queue_s: float = 0.0
    prefill_s: float = 0.0
    decode_s: float = 0.0

    def __add__(self, other: Timings) -> Timings:
        return Timings(self.queue_s + other.queue_s, self.prefill_s + other.prefill_s, self.decode_s + other.decode_s)


@dataclass(frozen=True, slots=True)
class Begun:
    """The prompt has been computed; `cached_tokens` of it did not have to be. Nothing has been written yet."""

    prompt_tokens: int
    cached_tokens: int
    timings: Timings


@dataclass(frozen=True, slots=True)
class Delta:
    """Some more text of the answer; `tokens` when they were asked for, `begun` with the first text."""

    text: str
    tokens: tuple[Chosen, ...] = ()
    begun: Begun | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer is complete. `cached_tokens` of the prompt did not have to be computed."""

    reason: Literal["stop", "length"]
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int
    timings: Timings = field(default=Timings(), compare=False)


@dataclass(frozen=True, slots=True)
class Broken:
    """There will be no answer, or no more of it."""

    error: ShopbellError


Event = Delta | Finished | Broken
Deliver = Callable[[Event], None]
"""Called in the engine's thread; must not block and must not raise."""
