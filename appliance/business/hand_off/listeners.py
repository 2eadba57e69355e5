"""Owns who listens to which conversation: waking them when something was said, and how many there may be."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from appliance.contract.problems import ErrorCode, Unavailable

# A page, the one before its reload, and the shop's own look at it.
MOST_IN_ONE = 4
MOST = 500


class Listeners:
    """One bell a listener: several tabs may show the same conversation."""

    def __init__(self, most_in_one: int = MOST_IN_ONE, most: int = MOST) -> None:
        self._most_in_one = most_in_one
        self._most = most
        self._bells: dict[str, list[asyncio.Event]] = {}
        self.closed = False

    def check_room(self, conversation_id: str) -> None:
        """Raises Unavailable when too many listen already."""
        here, all_of_them = len(self._bells.get(conversation_id, ())), sum(map(len, self._bells.values()))
        if here >= self._most_in_one or all_of_them >= self._most:
            raise Unavailable(ErrorCode.BUSY, "Too many listen at the moment. Please try again.", 5)

    @contextmanager
    def bell(self, conversation_id: str) -> Iterator[asyncio.Event]:
        """Set whenever something happens in this conversation; whoever holds it clears it before they look."""
        bell = asyncio.Event()
        here = self._bells.setdefault(conversation_id, [])
        here.append(bell)
        try:
            yield bell
        finally:
            here.remove(bell)
            if not here:
                del self._bells[conversation_id]

    def close(self) -> None:
        """The box stops: wake everybody, so that they leave; they take it up again with the next one."""
        self.closed = True
        for conversation_id in self._bells:
            self.ring(conversation_id)

    def ring(self, conversation_id: str) -> None:
        for bell in self._bells.get(conversation_id, ()):
            bell.set()
