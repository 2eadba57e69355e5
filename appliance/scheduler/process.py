"""Owns the scheduler's life: the clockwork, the worker's loop, the sign of life."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

from appliance.contract.jobs import JobKind
from appliance.core.jobs import JobQueue
from appliance.scheduler.schedule import catch_up, clockwork
from appliance.scheduler.worker import Worker

# How often the supervisor sees that this process lives.
ALIVE_EVERY_S = 2.0


async def run(queue: JobQueue, workers: Sequence[Worker], alive: Path) -> None:
    """Work until SIGTERM or SIGINT; `alive` is touched as long as the event loop turns."""

    async def enqueue(kind: JobKind, subject: str) -> None:
        await queue.add(kind, subject, {})

    await queue.release_all()
    await catch_up(enqueue)
    scheduler = clockwork(enqueue)
    scheduler.start()
    try:
        await _until_stopped(*(worker.run() for worker in workers), _show_life(alive))
    finally:
        scheduler.shutdown(wait=False)


async def _show_life(alive: Path) -> None:
    while True:
        await asyncio.to_thread(alive.touch)
        await asyncio.sleep(ALIVE_EVERY_S)


async def _until_stopped(*work: Coroutine[Any, Any, None]) -> None:
    """Run coroutines until a signal asks to stop; an error in any of them ends all."""
    tasks = [asyncio.create_task(one) for one in work]
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, lambda: [task.cancel() for task in tasks])
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        if not task.cancelled() and (error := task.exception()):
            raise error
