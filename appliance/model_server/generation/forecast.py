"""Owns the guess when an answer that waits will begin: how fast tokens come, and how many are still to come."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

# Until the machine has shown what it can do.
FIRST_TOKENS_PER_S = 100.0
FIRST_ANSWER_TOKENS = 64.0
FIRST_PROMPT_TOKENS = 200.0
# How much the latest counts against all before it.
NEWEST_STEP, NEWEST_ANSWER = 0.05, 0.1
# Of so many answers the lengths are remembered.
REMEMBERED = 200


class Forecast:
    """Learns from steps and from finished answers. Work is counted in tokens to compute."""

    def __init__(self) -> None:
        self.tokens_per_s = FIRST_TOKENS_PER_S
        # Replaced as a whole, never changed: other threads go over it meanwhile.
        self._lengths: tuple[float, ...] = (FIRST_ANSWER_TOKENS,)
        self._prompt = FIRST_PROMPT_TOKENS

    def stepped(self, tokens: int, seconds: float) -> None:
        if seconds > 0:
            self.tokens_per_s += NEWEST_STEP * (tokens / seconds - self.tokens_per_s)

    def finished(self, computed: int, written: int) -> None:
        """An answer is complete: so much of its prompt was computed, so many tokens were written."""
        self._prompt += NEWEST_ANSWER * (computed - self._prompt)
        self._lengths = (*self._lengths[1 - REMEMBERED :], written)

    def work_left(self, prompt_left: int, written: int, most: int) -> float:
        """Of a running answer: as much as those took on average that had grown as long as this one.

        Many answers are stopped after a few words and the others are long: their mean says little of either. One that
        has grown longer than all that are remembered goes on for a quarter of the usual.
        """
        lengths = self._lengths
        longer = [length - written for length in lengths if length > written]
        left = fmean(longer) if longer else fmean(lengths) / 4
        return prompt_left + min(left, max(0, most - written))

    def start_s(self, running: Sequence[float], free: int, ahead: Sequence[float]) -> float:
        """Seconds until an answer begins when those `running` have so much work left and so many places are free.

        `ahead` says how long each of those before it in line goes on waiting, seconds. All running ones advance at
        the same pace; whoever waits takes the place of the first that ends, unless they have given up by then.
        """
        left, now, usual = sorted(running), 0.0, self._prompt + fmean(self._lengths)
        for patience in ahead:
            free, now, left = self._next_place(free, now, left)
            if now <= patience:
                free, left = free - 1, sorted([*left, usual])
        return self._next_place(free, now, left)[1]

    def _next_place(self, free: int, now: float, left: list[float]) -> tuple[int, float, list[float]]:
        """At least one place is free then: at once, or when the first of those running has ended."""
        if free or not left:
            return max(free, 1), now, left
        shortest, *others = left
        now += shortest * len(left) / self.tokens_per_s
        return 1, now, [each - shortest for each in others]
