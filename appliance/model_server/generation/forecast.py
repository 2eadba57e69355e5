"""Owns what is learned from the past about the time to come: how long a token takes, and how many will be needed."""

from __future__ import annotations

from statistics import median

from appliance.model_server.generation.turns import Costs, Work

# Until the machine has shown what it can do.
FIRST_COSTS = Costs(read_s=0.005, write_s=0.012)
FIRST_ANSWER_TOKENS = 32.0
FIRST_PROMPT_TOKENS = 200.0
FIRST_TOKENS_PER_S = 100.0
# How much the latest counts against all before it.
NEWEST_STEP, NEWEST_PROMPT = 0.05, 0.1
# A step that read fewer prompt tokens says little about what one takes.
WORTH_LEARNING = 8
# Of so many answers the lengths are remembered.
REMEMBERED = 200


class Forecast:
    """Learns from steps and from finished answers."""

    def __init__(self) -> None:
        self.costs = FIRST_COSTS
        self.tokens_per_s = FIRST_TOKENS_PER_S
        # Replaced as a whole, never changed: other threads go over it meanwhile.
        self._lengths: tuple[float, ...] = (FIRST_ANSWER_TOKENS,)
        self._prompt = FIRST_PROMPT_TOKENS

    def stepped(self, read: int, written: int, seconds: float) -> None:
        """So many prompt tokens were read and so many answers gained a token in this time.

        What writing takes is learned from steps that only wrote; the rest of a mixed step is what reading took.
        """
        if seconds <= 0:
            return
        self.tokens_per_s += NEWEST_STEP * ((read + written) / seconds - self.tokens_per_s)
        read_s, write_s = self.costs.read_s, self.costs.write_s
        if written and not read:
            write_s += NEWEST_STEP * (seconds / written - write_s)
        elif read >= WORTH_LEARNING:
            read_s += NEWEST_STEP * (max(0.0, seconds - written * write_s) / read - read_s)
        self.costs = Costs(read_s, write_s)

    def finished(self, computed: int, written: int) -> None:
        """An answer is complete: so much of its prompt was computed, so many tokens were written."""
        self._prompt += NEWEST_PROMPT * (computed - self._prompt)
        self._lengths = (*self._lengths[1 - REMEMBERED :], written)

    def work_left(self, prompt_left: int, written: int, most: int) -> Work:
        """Of a running answer: as much as half of those took that had grown as long as this one.

        Many answers are stopped after a few words and a few run to their limit: a mean would say that every place is
        held for long. One that has grown longer than all that are remembered goes on for a quarter of the usual.
        """
        lengths = self._lengths
        longer = [length - written for length in lengths if length > written]
        left = median(longer) if longer else median(lengths) / 4
        return Work(prompt_left, min(left, max(0, most - written)))

    @property
    def usual(self) -> Work:
        """Of an answer that has not begun."""
        return Work(self._prompt, median(self._lengths))
