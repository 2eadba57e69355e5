"""Owns the played team of a played box: one conversation's thread, which grows while somebody listens."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

WAITING = "I have called the team. If nobody can come within 3 min, I will say so here."
MISSED = "I am sorry, nobody from the team can come just now. Leave your name and phone number."
BACK = "The talk with the team is over. I am here again for your questions."
LONGEST_S = 20.0


class FakePeople:
    """The team. What it does is said at once to whoever listens."""

    def __init__(self) -> None:
        self.state = ""
        self.refuse = False
        self.heard_after: list[int] = []
        self._thread: list[dict[str, Any]] = []
        self._news = threading.Condition()
        self._gone = False
        self._cut = 0

    def called(self) -> dict[str, Any]:
        """A visitor asks for a person; the box's answer."""
        if self.state not in ("waiting", "talking"):
            self._change("waiting", WAITING)
        return {"conversation_id": "c1", "state": self.state, "detail": WAITING, "name": None, "form": None}

    def come(self, name: str) -> None:
        self._change("talking", f"{name} from the team is here now. I am silent while you talk.", name=name)

    def say(self, name: str, text: str) -> None:
        self._add({"event": "message", "from": "person", "name": name, "text": text, "at": "2026-11-21T10:00:00Z"})

    def miss(self) -> None:
        self._change("missed", MISSED, form="call_back")

    def leave(self) -> None:
        self._change("ended", BACK)

    def hear(self, text: str) -> None:
        """Words of the visitor, which come back over the stream as well."""
        self._add({"event": "message", "from": "visitor", "name": None, "text": text, "at": "2026-11-21T10:00:01Z"})

    def cut_line(self) -> None:
        """Every stream that is open breaks."""
        with self._news:
            self._cut += 1
            self._news.notify_all()

    def go_away(self) -> None:
        with self._news:
            self._gone = True
            self._news.notify_all()

    def stream(self, after: int) -> Iterator[bytes]:
        """Events after number `after` until the talk has ended, as bytes."""
        self.heard_after.append(after)
        cut, at = self._cut, after
        while new := self._after(at, cut):
            for event in new:
                at += 1
                yield wire(at, event)
            if self.state == "ended":
                return

    def _after(self, at: int, cut: int) -> list[dict[str, Any]]:
        """What was said after number `at`; nothing when the line breaks or nobody said anything for long."""
        with self._news:
            self._news.wait_for(lambda: self._gone or self._cut > cut or len(self._thread) > at, LONGEST_S)
            return [] if self._gone or self._cut > cut else self._thread[at:]

    def _change(self, state: str, detail: str, name: str | None = None, form: str | None = None) -> None:
        self.state = state
        self._add({"event": "handoff", "state": state, "detail": detail, "name": name, "form": form})

    def _add(self, event: dict[str, Any]) -> None:
        with self._news:
            self._thread.append(event)
            self._news.notify_all()


def wire(number: int, event: dict[str, Any]) -> bytes:
    """One server-sent event."""
    return f"id: {number}\nevent: {event['event']}\ndata: {json.dumps(event)}\n\n".encode()
