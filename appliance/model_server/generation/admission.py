"""Owns who waits and who starts next: a bounded line with priorities and deadlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.model_server.generation.fairness import in_turn
from appliance.model_server.generation.values import Deliver, Generation, Priority

WAITING_MAX = 64
# Of one visitor, so that nobody fills the line alone.
OF_ONE_VISITOR_MAX = 16
RETRY_AFTER_S = 5.0


@dataclass(frozen=True, slots=True)
class Ticket:
    """A generation that waits. After `deadline` (seconds on the monotonic clock) it never starts."""

    generation: Generation
    priority: Priority
    deadline: float
    deliver: Deliver


class Verdict(Enum):
    """What becomes of a ticket whose turn it could be."""

    STARTED = "started"
    LET_OTHERS_PASS = "let others pass"
    NO_ROOM = "no room"


class Admission:
    """The line in front of the engine. Not thread-safe; the engine's thread keeps a lock around it."""

    def __init__(self, waiting_max: int = WAITING_MAX) -> None:
        self._max = waiting_max
        self._line: list[Ticket] = []

    def __len__(self) -> int:
        return len(self._line)

    def offer(self, tickets: Sequence[Ticket], longest: int) -> list[Ticket]:
        """Put all of `tickets` in line, or none. Returns the less urgent ones that had to make room.

        Raises Refused when one could never fit into `longest` tokens, Unavailable (busy) when the line is full.
        """
        for ticket in tickets:
            _check_length(ticket.generation, longest)
        self._check_share(tickets)
        urgency = min(ticket.priority for ticket in tickets)
        displaced = self._displaced(len(self._line) + len(tickets) - self._max, urgency)
        self._line = [ticket for ticket in self._line if ticket not in displaced]
        self._line += tickets
        return displaced

    def order(self, running: Mapping[str, int]) -> list[Ticket]:
        """The line as it will be served, when so many answers of these visitors are running."""
        return in_turn(tuple(self._line), running)  # as it is now: who only looks holds no lock

    def take(self, start: Callable[[Generation, Deliver], Verdict], running: Mapping[str, int]) -> None:
        """Offer the tickets to `start`, in order, until one finds no room: nobody behind may take its place."""
        for ticket in self.order(running):
            verdict = start(ticket.generation, ticket.deliver)
            if verdict is Verdict.NO_ROOM:
                return
            if verdict is Verdict.STARTED:
                self._line.remove(ticket)

    def expire(self, now: float) -> list[Ticket]:
        """Take out those whose deadline has passed."""
        return self._take_out(lambda ticket: ticket.deadline <= now)

    def withdraw(self, ids: frozenset[str]) -> None:
        """Take out those whose visitor has left."""
        self._take_out(lambda ticket: ticket.generation.id in ids)

    def empty(self) -> list[Ticket]:
        return self._take_out(lambda ticket: True)

    def _displaced(self, too_many: int, urgency: Priority) -> list[Ticket]:
        if too_many <= 0:
            return []
        later = sorted((each for each in self._line if each.priority > urgency), key=lambda each: each.priority)
        if len(later) < too_many:
            raise busy()
        return later[-too_many:]

    def _check_share(self, tickets: Sequence[Ticket]) -> None:
        """Raises Unavailable when a visitor would have too many in line."""
        asked = Counter(each.generation.visitor for each in (*self._line, *tickets))
        if any(each.generation.visitor and asked[each.generation.visitor] > OF_ONE_VISITOR_MAX for each in tickets):
            raise busy()

    def _take_out(self, leaves: Callable[[Ticket], bool]) -> list[Ticket]:
        out = [ticket for ticket in self._line if leaves(ticket)]
        self._line = [ticket for ticket in self._line if not leaves(ticket)]
        return out


def busy() -> Unavailable:
    detail = "Too many questions are waiting for the model; ask again in a few seconds."
    return Unavailable(ErrorCode.BUSY, detail, RETRY_AFTER_S)


def too_late() -> Unavailable:
    return Unavailable(ErrorCode.BUSY, "The question waited too long for its turn and was not started.", RETRY_AFTER_S)


def _check_length(generation: Generation, longest: int) -> None:
    if generation.cells > longest:
        detail = (
            f"The prompt has {len(generation.prompt)} tokens and the answer may have {generation.max_tokens}; "
            f"together the model can hold {longest}."
        )
        raise Refused(ErrorCode.TOO_LONG_FOR_MODEL, detail)
