"""Owns carrying one child through its life: wait for its turn, start, look, stop, start again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from appliance.supervisor.child import ChildStateMachine
from appliance.supervisor.children import Condition
from appliance.supervisor.probe import Probe
from appliance.supervisor.spawn import Running

Start = Callable[[Sequence[str]], Awaitable[Running]]
"""Starts a command. Raises OSError."""


class Keeper:
    """One task for each child runs `keep`; nobody else touches the child's state."""

    def __init__(
        self, machine: ChildStateMachine, start: Start, new_probe: Callable[[], Probe], need: asyncio.Event | None
    ) -> None:
        self.machine = machine
        self.conditions = {condition: asyncio.Event() for condition in Condition}
        self._start = start
        self._new_probe = new_probe
        self._need = need
        self._asked = asyncio.Event()
        self._stop = False

    def restart(self) -> None:
        """Stop it if it runs, and start it at once, with its past forgotten."""
        self.machine.asked_to_restart()
        self._asked.set()

    def stop(self) -> None:
        self._stop = True
        self._asked.set()

    async def keep(self) -> None:
        """Until `stop` was called and the child has ended."""
        if self._need is not None:
            await _first_of(self._need.wait(), self._asked.wait())
        while not self._stop:
            self._asked.clear()
            pause_s = await self._one_run()
            await _first_of(self._asked.wait(), timeout_s=pause_s)
        self.machine.stopped()

    async def _one_run(self) -> float | None:
        """Start the child and stay with it to its end. Returns seconds until the next start, None for never."""
        look = self._new_probe()
        try:
            running = await self._start(self.machine.child.command(self.machine.safe_mode))
        except OSError as cause:
            return self.machine.could_not_start(cause)
        finally:
            self.conditions[Condition.STARTED].set()
        self.machine.started(running.pid)
        await _first_of(_end_of(running), self._watch(look), self._asked.wait())
        if not running.ended.done():
            self.machine.stopping()
        code = await running.end(self.machine.child.grace_s)
        return 0.0 if self._asked.is_set() else self.machine.ended(code)

    async def _watch(self, look: Probe) -> None:
        """Look until something is wrong."""
        while self.machine.seen(await look()) is None:
            for condition in self.machine.reached:
                self.conditions[condition].set()
            await asyncio.sleep(self.machine.look_again_s)


async def _end_of(running: Running) -> None:
    await asyncio.wait((running.ended,))


async def _first_of(*waits: Awaitable[object], timeout_s: float | None = None) -> None:
    """Wait until one of them is done or the time is over; end the others. Raises what the done ones raised."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        done, _ = await asyncio.wait(tasks, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()
