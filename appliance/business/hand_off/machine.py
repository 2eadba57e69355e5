"""Owns which state of a hand-off follows which, and what comes with it: one table, one row a transition. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from appliance.contract.handoff import HandOffReason, HandOffState
from appliance.contract.problems import ErrorCode, Refused

WAITING, TALKING, MISSED, ENDED = HandOffState
# The assistant answers: nobody was asked for, or that is over.
NOBODY = None


class Event(StrEnum):
    """What can happen to a hand-off.

    `VISITOR_SAID` is the first word after somebody else's, `VISITOR_WENT_ON` one after their own, unanswered.
    """

    ASKED_BY_VISITOR = "asked_by_visitor"
    ASKED_BY_TRIAGE = "asked_by_triage"
    ASKED_AFTER_TWO_FAILED = "asked_after_two_failed"
    ASKED_WHILE_CLOSED = "asked_while_closed"
    TAKEN = "taken"
    PERSON_SAID = "person_said"
    VISITOR_SAID = "visitor_said"
    VISITOR_WENT_ON = "visitor_went_on"
    OWNER_ENDED = "owner_ended"
    VISITOR_ENDED = "visitor_ended"
    TIMER_RAN_OUT = "timer_ran_out"
    SILENCE = "silence"


ASKED = {
    HandOffReason.VISITOR: Event.ASKED_BY_VISITOR,
    HandOffReason.TRIAGE: Event.ASKED_BY_TRIAGE,
    HandOffReason.TWO_FAILED: Event.ASKED_AFTER_TWO_FAILED,
}


class Timer(StrEnum):
    """What the next state waits for: a person, or a word. `GOES_ON` leaves the time that runs already."""

    PERSON = "person"
    WORD = "word"
    GOES_ON = "goes_on"
    NONE = "none"


class Alert(StrEnum):
    """What the owner is told of."""

    ASKED = "handoff_asked"
    MISSED = "handoff_missed"


@dataclass(frozen=True, slots=True)
class Move:
    """The next state; the key of what the box says to the visitor; what the owner is told."""

    to: HandOffState
    timer: Timer
    says: str | None = None
    alert: Alert | None = None
    form: bool = False


_STAYS_WAITING = Move(WAITING, Timer.GOES_ON)
_STAYS_MISSED = Move(MISSED, Timer.GOES_ON)
_STAYS_TALKING = Move(TALKING, Timer.GOES_ON)
_GOES_ON_TALKING = Move(TALKING, Timer.WORD)
_CALLED = Move(WAITING, Timer.PERSON, "handoff_waiting", Alert.ASKED)
_CLOSED = Move(MISSED, Timer.WORD, "handoff_closed", Alert.MISSED, form=True)
_NOBODY_CAME = Move(MISSED, Timer.WORD, "handoff_missed", Alert.MISSED, form=True)
_LEFT_ALONE = Move(MISSED, Timer.WORD, "handoff_unanswered", Alert.MISSED, form=True)
_JOINED = Move(TALKING, Timer.WORD, "handoff_talking")
_BACK = Move(ENDED, Timer.NONE, "handoff_back")
_WITHDRAWN = Move(ENDED, Timer.NONE, "handoff_withdrawn")
_OVER = Move(ENDED, Timer.NONE)

MOVES = MappingProxyType(
    {
        (NOBODY, Event.ASKED_BY_VISITOR): _CALLED,
        (NOBODY, Event.ASKED_BY_TRIAGE): _CALLED,
        (NOBODY, Event.ASKED_AFTER_TWO_FAILED): _CALLED,
        (NOBODY, Event.ASKED_WHILE_CLOSED): _CLOSED,
        (NOBODY, Event.TAKEN): _JOINED,
        (WAITING, Event.ASKED_BY_VISITOR): _STAYS_WAITING,
        (WAITING, Event.ASKED_BY_TRIAGE): _STAYS_WAITING,
        (WAITING, Event.ASKED_AFTER_TWO_FAILED): _STAYS_WAITING,
        (WAITING, Event.ASKED_WHILE_CLOSED): _STAYS_WAITING,
        (WAITING, Event.TAKEN): _JOINED,
        (WAITING, Event.VISITOR_SAID): _STAYS_WAITING,
        (WAITING, Event.OWNER_ENDED): _NOBODY_CAME,
        (WAITING, Event.VISITOR_ENDED): _WITHDRAWN,
        (WAITING, Event.TIMER_RAN_OUT): _NOBODY_CAME,
        (TALKING, Event.ASKED_BY_VISITOR): _STAYS_TALKING,
        (TALKING, Event.ASKED_BY_TRIAGE): _STAYS_TALKING,
        (TALKING, Event.ASKED_AFTER_TWO_FAILED): _STAYS_TALKING,
        (TALKING, Event.ASKED_WHILE_CLOSED): _STAYS_TALKING,
        (TALKING, Event.PERSON_SAID): _GOES_ON_TALKING,
        # A word is given its full time to be answered; who only goes on writing does not keep the assistant away.
        (TALKING, Event.VISITOR_SAID): _GOES_ON_TALKING,
        (TALKING, Event.VISITOR_WENT_ON): _STAYS_TALKING,
        (TALKING, Event.OWNER_ENDED): _BACK,
        (TALKING, Event.VISITOR_ENDED): _BACK,
        (TALKING, Event.TIMER_RAN_OUT): _LEFT_ALONE,
        (TALKING, Event.SILENCE): _BACK,
        (MISSED, Event.ASKED_BY_VISITOR): _CALLED,
        (MISSED, Event.ASKED_BY_TRIAGE): _CALLED,
        # The visitor did not ask again: the team was called a moment ago, and the form is there.
        (MISSED, Event.ASKED_AFTER_TWO_FAILED): _STAYS_MISSED,
        (MISSED, Event.ASKED_WHILE_CLOSED): _STAYS_MISSED,
        (MISSED, Event.TAKEN): _JOINED,
        (MISSED, Event.VISITOR_SAID): _STAYS_MISSED,
        (MISSED, Event.OWNER_ENDED): _OVER,
        (MISSED, Event.VISITOR_ENDED): _OVER,
        (MISSED, Event.SILENCE): _OVER,
    }
)

_REFUSALS = {
    NOBODY: "Nobody was asked for in this conversation.",
    WAITING: "Take the conversation first; then you can talk with the visitor.",
    TALKING: "Somebody is talking with this visitor already.",
    MISSED: "Take the conversation first; then you can talk with the visitor.",
    ENDED: "This talk has ended; the assistant answers again.",
}


def move(state: HandOffState | None, event: Event) -> Move:
    """What follows when `event` happens in `state`. Raises Refused when it cannot happen there."""
    if found := MOVES.get((state, event)):
        return found
    raise Refused(ErrorCode.WRONG_MOMENT, _REFUSALS[state])


def when_due(state: HandOffState, unanswered: bool) -> Event:
    """What it means that a state's time is over: the visitor waits in vain, or nobody says anything any more.

    `unanswered`: the last words of the talk are the visitor's.
    """
    in_vain = state is WAITING or (state is TALKING and unanswered)
    return Event.TIMER_RAN_OUT if in_vain else Event.SILENCE


def silent(state: HandOffState | None) -> bool:
    """Is the assistant silent?"""
    return state is TALKING
