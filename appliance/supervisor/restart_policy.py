"""Owns the decision what follows when a child has ended, as a pure function of its past exits.

Time is counted in seconds of being well: loading and waiting do not count. A model that takes two
minutes to load and then crashes at once is as sick as one that loads in a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.core.exit_codes import ASKED_TO_STOP, SETTINGS_ARE_WRONG, TRY_AGAIN

FIRST_DELAY_S = 0.5
LONGEST_DELAY_S = 30.0
WELL_S = 60.0
CRASHES_TO_SAFE_MODE = 3
CRASHES_TO_GIVE_UP = 5
# More than this can change no decision.
REMEMBERED_EXITS = 16


@dataclass(frozen=True, slots=True)
class Exit:
    """One end that nobody asked for; a negative code is the signal that ended it.

    `hung`: the supervisor had to stop it because it was stuck or never ready.
    """

    code: int
    well_s: float
    safe_mode: bool = False
    hung: bool = False

    @property
    def crash(self) -> bool:
        return self.hung or self.code not in (ASKED_TO_STOP, TRY_AGAIN)


@dataclass(frozen=True, slots=True)
class Restart:
    """Start it again after so many seconds, in safe mode or not."""

    delay_s: float
    safe_mode: bool


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Do not start it again until someone asks."""

    because: str


Decision = Restart | GiveUp


def decide(exits: Sequence[Exit], has_safe_mode: bool) -> Decision:
    """What to do after the last of `exits` (oldest first, at least one)."""
    last = exits[-1]
    if last.code == SETTINGS_ARE_WRONG and not last.hung:
        return GiveUp("Its settings are wrong, so it is not started again")
    recent = _within_a_minute(exits)
    if _crashes(recent, safe_mode=True) >= CRASHES_TO_GIVE_UP:
        return GiveUp("It keeps crashing even in safe mode, so it is not started again")
    delay_s = min(FIRST_DELAY_S * 2 ** (len(recent) - 1), LONGEST_DELAY_S)
    sick = has_safe_mode and _crashes(recent, safe_mode=False) >= CRASHES_TO_SAFE_MODE
    return Restart(delay_s, safe_mode=last.safe_mode or sick)


def _within_a_minute(exits: Sequence[Exit]) -> list[Exit]:
    """The exits of the last minute of being well, newest first; the last exit is always among them."""
    recent: list[Exit] = []
    well_s = 0.0
    for past in reversed(exits):
        recent.append(past)
        well_s += past.well_s
        if well_s >= WELL_S:
            break
    return recent


def _crashes(exits: Sequence[Exit], safe_mode: bool) -> int:
    return sum(past.crash for past in exits if past.safe_mode is safe_mode)
