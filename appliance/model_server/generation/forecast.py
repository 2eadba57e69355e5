"""Owns the guess when an answer that waits will begin: how fast tokens come, and how many are still to come."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

# Until the machine has shown what it can do.
FIRST_TOKENS_PER_S = 100.0
FIRST_ANSWER_TOKENS = 64.0
FIRST_PROMPT_TOKENS = 200.0
# How much the latest counts against all before it.
NEWEST_STEP, NEWEST_ANSWER, NEWEST_TURN = 0.05, 0.1, 0.05
# Of so many answers the lengths are remembered.
REMEMBERED = 200


class Forecast:
    """Learns from steps and from finished answers. Work is counted in tokens to compute."""

    def __init__(self) -> None:
        self.tokens_per_s = FIRST_TOKENS_PER_S
        # Replaced as a whole, never changed: other threads go over it meanwhile.
        self._lengths: tuple[float, ...] = (FIRST_ANSWER_TOKENS,)
        self._prompt = FIRST_PROMPT_TOKENS
        self._stay = 1.0

    def left_the_line(self, began: bool) -> None:
        """Somebody waits no more: their answer began, or they gave up before it was their turn."""
        self._stay += NEWEST_TURN * (began - self._stay)

    def ahead(self, waiting: int) -> int:
        """How many of those who wait will still be there when it is their turn."""
        return round(waiting * self._stay)

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

    def starts(self, running: Sequence[float], waiting: int) -> list[float]:
        """Seconds until each of `waiting` answers begins, in order, when those `running` have so much work left.

        All running ones advance at the same pace; whoever waits takes the place of the first that ends.
        """
        left, now, starts = sorted(running), 0.0, list[float]()
        for _ in range(waiting):
            if not left:
                starts.append(now)
                continue
            shortest = left.pop(0)
            now += shortest * (len(left) + 1) / self.tokens_per_s
            starts.append(now)
            left = sorted([*(each - shortest for each in left), self._prompt + fmean(self._lengths)])
        return starts
