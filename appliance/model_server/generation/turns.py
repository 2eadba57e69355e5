"""Owns the guess when each in line begins: the steps to come, gone through in thought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """Tokens that an answer has still to read of its prompt, and to write."""

    prompt: float
    answer: float


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds for a token that is read, and for one that is written."""

    read_s: float
    write_s: float


def starts_s(
    running: Sequence[Work], free: int, ahead: Sequence[float], usual: Work, costs: Costs, room: int
) -> list[float]:
    """Seconds until each in line begins, and last until one would that came now.

    So many places are `free`. `ahead` says how long each in line goes on waiting, in seconds: who has given up by
    then takes no place; all others take as much as is `usual`. A step reads at most `room` tokens of prompts.
    """
    places = _Places(running, free, costs, room)
    starts = []
    for patience in ahead:
        starts.append(places.next_free_s())
        if starts[-1] <= patience:
            places.take(usual)
    return [*starts, places.next_free_s()]


class _Places:
    """Answers that read and write together. As in the engine, in every step each that writes gains one token, and the
    shortest prompts are read: so while prompts come, all writing is as slow as their reading."""

    def __init__(self, running: Sequence[Work], free: int, costs: Costs, room: int) -> None:
        self._prompts = sorted((one.prompt, one.answer) for one in running if one.prompt > 0)
        self._answers = [one.answer for one in running if one.prompt <= 0]
        self._free, self._costs, self._room = free, costs, max(1, room)
        self._now = 0.0

    def next_free_s(self) -> float:
        """Go on until at least one place is free."""
        while self._free < 1 and (self._prompts or self._answers):
            if self._prompts:
                self._read()
            else:
                self._write(max(1.0, min(self._answers)))
        self._free = max(1, self._free)
        return self._now

    def take(self, work: Work) -> None:
        self._free -= 1
        self._prompts = sorted([*self._prompts, (work.prompt, work.answer)])

    def _read(self) -> None:
        """One step in which prompts are read, too."""
        left, room, begun = list[tuple[float, float]](), float(self._room), list[float]()
        for prompt, answer in self._prompts:
            read = min(prompt, room)
            room -= read
            if prompt > read:
                left.append((prompt - read, answer))
            else:
                begun.append(answer)
        self._now += (self._room - room) * self._costs.read_s
        self._write(1)
        self._prompts, self._answers = left, [*self._answers, *begun]

    def _write(self, steps: float) -> None:
        self._now += steps * len(self._answers) * self._costs.write_s
        going_on = [answer - steps for answer in self._answers if answer > steps]
        self._free += len(self._answers) - len(going_on)
        self._answers = going_on
