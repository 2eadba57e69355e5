"""Owns making a part of a box fail, and hearing what a visitor is told meanwhile, and when."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import httpx2

from appliance.chat.ladder.transcript import Transcript
from appliance.client import Client
from appliance.contract.chat import ChatEvent, Delta, Done, Replaced
from appliance.contract.ports import url
from appliance.contract.status import ProcessState
from tests.whole.box import Box

WARRANTY = "Is there a free check for a new bike?"
# Said by the model it takes the place of what the documents say.
BETTER = "A new bike has a free check within 8 weeks."
CHECK = "free check within 8 weeks"
TAUGHT = "What comes with a unicycle?"
FACT = "When are you open on Saturday?"
# A slowed process stands still for this part of every turn.
STILL, TURN_S = 0.8, 0.05


@dataclass(frozen=True, slots=True)
class Heard:
    """What one visitor was told, after how many seconds each event came, and how it ended."""

    events: list[ChatEvent]
    times: list[float]

    @property
    def text(self) -> str:
        return Transcript("", "", "", self.events).text

    @property
    def first_s(self) -> float:
        return self.when(Delta, Replaced)

    @property
    def done(self) -> Done:
        last = self.events[-1]
        assert isinstance(last, Done)
        return last

    def when(self, *kinds: type[ChatEvent]) -> float:
        """After how many seconds the first event of these kinds came."""
        return next(at for event, at in zip(self.events, self.times, strict=True) if isinstance(event, kinds))


def ask(visitor: Client, question: str, meanwhile: Callable[[ChatEvent], None] = lambda event: None) -> Heard:
    began, heard = time.monotonic(), Heard([], [])
    for event in visitor.ask(question):
        heard.events.append(event)
        heard.times.append(time.monotonic() - began)
        meanwhile(event)
    return heard


def model_says(box: Box, text: str) -> None:
    """The played model answers every question so, until it is told an empty text or starts anew."""
    token = (box.home / "run/token").read_text(encoding="utf-8")
    headers = {"Authorization": f"Bearer {token}"}
    address = f"{url(box.ports.model_chat)}/fake/say"
    httpx2.post(address, json={"text": text}, headers=headers, trust_env=False).raise_for_status()


def pid(box: Box, name: str) -> int:
    found = box.child(name).pid
    assert found
    return found


def replaced(box: Box, name: str, old: int) -> bool:
    """Another process has taken its place, and is ready."""
    child = box.child(name)
    return child.state is ProcessState.READY and child.pid != old


@contextmanager
def stopped(number: int) -> Iterator[None]:
    """The process is there and does nothing at all."""
    os.kill(number, signal.SIGSTOP)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):  # the supervisor has replaced it meanwhile
            os.kill(number, signal.SIGCONT)


@contextmanager
def slowed(number: int) -> Iterator[None]:
    """The process gets a fifth of its time."""
    over = threading.Event()
    thread = threading.Thread(target=_hold_back, args=(number, over))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _hold_back(number: int, over: threading.Event) -> None:
    while not over.wait((1 - STILL) * TURN_S):
        with stopped(number):
            time.sleep(STILL * TURN_S)
