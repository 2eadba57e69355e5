"""Owns what is computed in the next step: one token for every running answer first, then pieces of prompts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.model_server.generation.ports import Slice

# In one of so many steps the prompt that has waited longest comes first, so that short ones cannot hold it up for ever.
OLDEST_EVERY = 4
# Every further prompt costs a step some milliseconds: fewer tokens of one are not begun.
LEAST_PIECE = 32


@dataclass(frozen=True, slots=True)
class Pending:
    """What a sequence has still to be given: the rest of its prompt, or the one token just sampled."""

    sequence: int
    position: int
    tokens: Sequence[int]


def next_batch(pending: Sequence[Pending], room: int, prompt_room: int, *, oldest_first: bool = False) -> list[Slice]:
    """Divide one step among `pending`, which stands in order of arrival.

    Sequences with a single token to go come first and always get it; `room` (tokens in a step) must be at least
    their number. At most `prompt_room` (3 or more) further tokens are given to longer ones: shortest first, because
    that lets the most visitors read soon. Every sequence appears at most once.
    """
    batch = [_slice(one, 1) for one in pending if len(one.tokens) == 1]
    left = min(prompt_room, room - len(batch))
    for number, one in enumerate(_in_turn(pending, oldest_first)):
        count = _whole_or_not_alone(min(len(one.tokens), left), len(one.tokens))
        if count and (number == 0 or count == len(one.tokens) or count >= LEAST_PIECE):
            batch.append(_slice(one, count))
            left -= count
    return batch


def _whole_or_not_alone(count: int, tokens: int) -> int:
    """So many of a prompt's `tokens` that none is ever computed alone: llama.cpp computes one otherwise than several,
    and an answer should not depend on how many others were written at the time."""
    count -= tokens - count == 1
    return count if count > 1 else 0


def _in_turn(pending: Sequence[Pending], oldest_first: bool) -> list[Pending]:
    prompts = [one for one in pending if len(one.tokens) > 1]
    first = prompts[:1] if oldest_first else []
    return first + sorted(prompts[len(first) :], key=lambda one: len(one.tokens))


def _slice(one: Pending, count: int) -> Slice:
    return Slice(one.sequence, one.position, tuple(one.tokens[:count]), wants_next=count == len(one.tokens))
