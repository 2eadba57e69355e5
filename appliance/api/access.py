"""Owns who may call what: the role stands in each route's signature."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Request

from appliance.chat.ports import Priority
from appliance.contract.problems import ErrorCode, Refused

PROGRAM_CHARS = 80


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who was let in."""

    role: str
    priority: Priority
    program: str = ""

    @property
    def name(self) -> str:
        """The role and, as it calls itself, the program."""
        return f"{self.role}, {self.program}" if self.program else self.role


VISITOR = Caller("visitor", "visitor")
OWNER = Caller("owner", "owner")


def _owner(request: Request) -> Caller:
    """Shows the per-boot token of this box. Raises Refused otherwise."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not secrets.compare_digest(shown.encode(), request.app.state.token.encode()):
        raise Refused(ErrorCode.NOT_ALLOWED, "This address needs the token of this box.")
    return replace(OWNER, program=request.headers.get("User-Agent", "")[:PROGRAM_CHARS])


def _asker(request: Request) -> Caller:
    """A visitor on the public listener, the owner trying it out on the private one."""
    return _owner(request) if request.app.state.private else VISITOR


def _anybody() -> Caller:
    """For what may be known without asking who wants to know: is the box alive, what does it greet with."""
    return VISITOR


Asker = Annotated[Caller, Depends(_asker)]
Anybody = Annotated[Caller, Depends(_anybody)]
Owner = Annotated[Caller, Depends(_owner)]
