"""Owns how much of a prompt goes into one step, learned from how long steps take on this machine."""

from __future__ import annotations

# The longest pause between two words of an answer that others' prompts may cause: people read four words a second.
GAP_S = 0.3
# With nobody reading yet, longer steps compute a prompt faster; a cancelled one is noticed after this long.
ALONE_S = 0.6
LEAST = 16
FIRST_GUESS_S = 0.004
# How much the latest step counts against all before it.
NEWEST = 0.3


class Pace:
    """Learns seconds per prompt token; gives the number of prompt tokens for the next step."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._token_s = FIRST_GUESS_S

    def prompt_room(self, *, someone_reads: bool) -> int:
        wanted = (GAP_S if someone_reads else ALONE_S) / self._token_s
        return max(LEAST, min(self._most, int(wanted)))

    def took(self, tokens: int, seconds: float) -> None:
        """A step with `tokens` tokens took `seconds`; short steps say little about prompts and are passed over."""
        if tokens >= LEAST:
            self._token_s += NEWEST * (seconds / tokens - self._token_s)
