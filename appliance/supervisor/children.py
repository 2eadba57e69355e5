"""Owns the table of children: who is started, how, after whom, and how one sees that they are well."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum

from appliance.contract.ports import Ports

PROGRAM = (sys.executable, "-m", "appliance")


class Condition(StrEnum):
    """How far a child has come: it runs, it answers, it can do its work."""

    STARTED = "started"
    ALIVE = "alive"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class OverHttp:
    """The child answers /livez and /readyz on this loopback port."""

    port: int


@dataclass(frozen=True, slots=True)
class ByTouch:
    """The child touches this file in run/ again and again; a pause of `within_s` means that it hangs."""

    file: str
    within_s: float = 15.0


@dataclass(frozen=True, slots=True)
class Need:
    """Another child, and how far it must have come once before this one is started for the first time."""

    name: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Child:
    """One row of the table.

    Within `start_timeout_s` it must come as far as `must_be`; after that it is stopped and started again.
    Busy for `stuck_after_s` without progress counts as stuck. `grace_s` lies between asking and killing.
    A child without `safe_mode_arguments` has no safe mode.
    """

    name: str
    arguments: tuple[str, ...]
    sign_of_life: OverHttp | ByTouch
    after: Need | None = None
    must_be: Condition = Condition.READY
    start_timeout_s: float = 120.0
    stuck_after_s: float = 120.0
    probe_every_s: float = 2.0
    # Ask first, kill later: a kill during a write leaves files that someone must repair.
    grace_s: float = 10.0
    safe_mode_arguments: tuple[str, ...] = ()
    program: tuple[str, ...] = PROGRAM

    def command(self, safe_mode: bool) -> tuple[str, ...]:
        return self.program + self.arguments + (self.safe_mode_arguments if safe_mode else ())


def table(ports: Ports) -> tuple[Child, ...]:
    """Every child of a box in start order; they are stopped the other way round."""
    return (
        Child(
            name="model-chat",
            arguments=("model-server", "--role", "chat"),
            sign_of_life=OverHttp(ports.model_chat),
            start_timeout_s=900,  # a large model on a slow disk takes minutes
            safe_mode_arguments=("--safe-mode",),
        ),
        Child(
            name="model-embed",
            arguments=("model-server", "--role", "embed"),
            sign_of_life=OverHttp(ports.model_embed),
            start_timeout_s=300,
        ),
        Child(
            name="api",
            arguments=("api",),
            sign_of_life=OverHttp(ports.private),
            after=Need("model-chat", Condition.STARTED),
            must_be=Condition.ALIVE,  # while it opens the documents it already answers from the shop's facts
            start_timeout_s=600,  # after an update it may have a large database to bring up to date
        ),
        Child(
            name="scheduler",
            arguments=("scheduler",),
            sign_of_life=ByTouch("scheduler.alive"),
            after=Need("api", Condition.ALIVE),
        ),
    )
