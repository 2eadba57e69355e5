"""Owns what is computed in the next step: one token for every running answer first, then pieces of prompts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.model_server.generation.ports import Slice

# The prompt that has waited longest gets at least this share, so that short ones cannot hold it up for ever.
OLDEST_SHARE = 4


@dataclass(frozen=True, slots=True)
class Pending:
    """What a sequence has still to be given: the rest of its prompt, or the one token just sampled."""

    sequence: int
    position: int
    tokens: Sequence[int]


def next_batch(pending: Sequence[Pending], room: int, prompt_room: int) -> list[Slice]:
    """Divide one step among `pending`, which stands in order of arrival.

    Sequences with a single token to go come first and always get it; `room` (tokens in a step) must be at least
    their number. At most `prompt_room` further tokens are given to longer ones: shortest first, because
    that lets the most visitors read soon. Every sequence appears at most once.
    """
    singles = [one for one in pending if len(one.tokens) == 1]
    prompts = [one for one in pending if len(one.tokens) > 1]
    shares = _shares(prompts, min(prompt_room, room - len(singles)))
    return [_slice(one, 1) for one in singles] + [
        _slice(one, share) for one, share in zip(prompts, shares, strict=True) if share
    ]


def _shares(prompts: Sequence[Pending], room: int) -> list[int]:
    shares = [0] * len(prompts)
    if not prompts or room < 1:
        return shares
    shares[0] = min(len(prompts[0].tokens), -(-room // OLDEST_SHARE))
    room -= shares[0]
    for index in sorted(range(len(prompts)), key=lambda index: len(prompts[index].tokens)):
        more = min(len(prompts[index].tokens) - shares[index], room)
        shares[index] += more
        room -= more
    return shares


def _slice(one: Pending, count: int) -> Slice:
    return Slice(one.sequence, one.position, tuple(one.tokens[:count]), wants_next=count == len(one.tokens))
