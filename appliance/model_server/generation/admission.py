"""Owns who waits and who starts next: a bounded line with priorities and deadlines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.model_server.generation.values import Deliver, Generation, Priority

WAITING_MAX = 64
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
        urgency = min(ticket.priority for ticket in tickets)
        displaced = self._displaced(len(self._line) + len(tickets) - self._max, urgency)
        self._line = [ticket for ticket in self._line if ticket not in displaced]
        self._line += tickets
        self._line.sort(key=lambda ticket: ticket.priority)  # stable: within a priority first come, first served
        return displaced

    def take(self, start: Callable[[Generation, Deliver], Verdict]) -> None:
        """Offer the tickets to `start`, in order, until one finds no room: nobody behind may take its place."""
        for ticket in list(self._line):
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
        later = [ticket for ticket in self._line if ticket.priority > urgency]
        if len(later) < too_many:
            raise busy()
        return later[-too_many:]

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
