"""Owns the guess when an answer that waits will begin: how fast tokens come, and how many are still to come."""

from __future__ import annotations

from collections.abc import Sequence

# Until the machine has shown what it can do.
FIRST_TOKENS_PER_S = 100.0
FIRST_ANSWER_TOKENS = 64.0
FIRST_PROMPT_TOKENS = 200.0
# How much the latest counts against all before it.
NEWEST_STEP, NEWEST_ANSWER = 0.05, 0.1


class Forecast:
    """Learns from steps and from finished answers. Work is counted in tokens to compute."""

    def __init__(self) -> None:
        self.tokens_per_s = FIRST_TOKENS_PER_S
        self._answer = FIRST_ANSWER_TOKENS
        self._prompt = FIRST_PROMPT_TOKENS

    def stepped(self, tokens: int, seconds: float) -> None:
        if seconds > 0:
            self.tokens_per_s += NEWEST_STEP * (tokens / seconds - self.tokens_per_s)

    def finished(self, computed: int, written: int) -> None:
        """An answer is complete: so much of its prompt was computed, so many tokens were written."""
        self._prompt += NEWEST_ANSWER * (computed - self._prompt)
        self._answer += NEWEST_ANSWER * (written - self._answer)

    def work_left(self, prompt_left: int, written: int, most: int) -> float:
        """Of a running answer. One that has grown longer than usual may well end soon, but not at once."""
        return prompt_left + min(max(self._answer - written, self._answer / 4), max(0, most - written))

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
            left = sorted([*(each - shortest for each in left), self._prompt + self._answer])
        return starts
