"""Owns the proof that the api's side of asking outside never opens a connection: the worker's thread does."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from appliance.contract.jobs import JobKind
from appliance.core.clock import utc_now
from appliance.core.database import Database
from appliance.core.jobs import JobQueue
from appliance.inference import Message
from appliance.integrations.cloud.model import CloudModel
from appliance.scheduler.worker import Worker
from appliance.wiring.cloud import asking, cloud
from tests.unit.integrations.conftest import Sides

_heard: list[tuple[int, object]] | None = None


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _heard is not None and event == "socket.connect":
        _heard.append((threading.get_ident(), arguments[1]))


sys.addaudithook(_hear)


@contextmanager
def connections() -> Iterator[list[tuple[int, object]]]:
    """Every connection that any thread of this process opens meanwhile: the thread and the address."""
    global _heard
    heard: list[tuple[int, object]] = []
    _heard = heard
    try:
        yield heard
    finally:
        _heard = None


class WorkerThread:
    """The scheduler's side with a loop and a database of its own, as in its process."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._stop = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._work()))

    def __enter__(self) -> WorkerThread:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def ident(self) -> int:
        return self._thread.ident or 0

    async def _work(self) -> None:
        database, model = Database.at(self._sides.paths.database), CloudModel()
        handler, look_every_s = asking(self._sides.paths, database, model)
        kinds = {JobKind.ASK_CLOUD_MODEL: handler.run}
        worker = Worker(JobQueue(database, utc_now), kinds, kinds.keys(), look_every_s)
        while not self._stop.is_set():
            if not await worker.run_one():
                await asyncio.sleep(0.01)
        await model.close()
        await database.close()


async def test_the_api_leaves_a_job_and_the_worker_connects(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.text = "We ship to [EMAIL_1]."
    questions = cloud(sides.paths, sides.database, JobQueue(sides.database, utc_now), utc_now).questions
    with connections() as heard, WorkerThread(sides) as worker:
        answer = await questions.ask([Message("user", "Ship to ada@example.org?")], 50, 10.0)
    assert answer == "We ship to ada@example.org."
    assert {thread for thread, _ in heard} == {worker.ident}
    assert {address for _, address in heard} == {("127.0.0.1", sides.provider.port)}


def test_no_room_of_the_api_but_the_doors_can_speak_http() -> None:
    """Privacy and chat have no library for it; the connector is run by the scheduler alone."""
    root = Path(__file__).parents[3] / "appliance"
    for room in ("privacy", "chat"):
        for file in (root / room).rglob("*.py"):
            assert not {"httpx2", "socket", "urllib.request"} & set(file.read_text(encoding="utf-8").split()), file
    wiring = (root / "wiring/assembly.py").read_text(encoding="utf-8")
    assert "AskCloudModel" not in wiring
