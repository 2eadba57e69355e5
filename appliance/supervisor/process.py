"""Owns the supervisor as a process: one lock, one token, the children, and an orderly end."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from functools import partial

from appliance.contract.ports import BASE_VARIABLE, Ports
from appliance.core import atomic
from appliance.core.clock import iso, monotonic, utc_now
from appliance.core.exit_codes import SETTINGS_ARE_WRONG, TRY_AGAIN
from appliance.core.paths import HOME_VARIABLE, Paths
from appliance.supervisor import requests, spawn, status_file
from appliance.supervisor.child import ChildStateMachine
from appliance.supervisor.children import Child, OverHttp, table
from appliance.supervisor.keeper import Keeper
from appliance.supervisor.lock import AlreadyRunning, only_one
from appliance.supervisor.probe import HttpProbe, Probe, TouchProbe
from appliance.supervisor.rotation import RotatingLog


def run(paths: Paths, ports: Ports, *, children: Sequence[Child] | None = None) -> int:
    """Keep the children running until asked to stop. Call from the main thread.

    Returns 0 asked to stop, 75 the data folder cannot be used now, 78 another supervisor has it; then one
    sentence on stderr says why.
    """
    with ExitStack() as held:
        try:
            paths.prepare()
            held.enter_context(only_one(paths.run / "supervisor.lock"))
            atomic.write_text(paths.token, secrets.token_urlsafe(32), mode=0o600)
        except AlreadyRunning as refusal:
            return _refuse(str(refusal), SETTINGS_ARE_WRONG)
        except OSError as cause:
            return _refuse(f"The data folder {paths.home} cannot be used: {cause.strerror}.", TRY_AGAIN)
        asyncio.run(Supervisor(paths, ports, table(ports) if children is None else children).run())
    return 0


class Supervisor:
    """Make it inside `run`: the lock is held and the token is written."""

    def __init__(self, paths: Paths, ports: Ports, children: Sequence[Child]) -> None:
        self._paths = paths
        self._environment = os.environ | {
            HOME_VARIABLE: str(paths.home),
            BASE_VARIABLE: str(ports.public),
            "PYTHONUNBUFFERED": "1",  # what a child said before it crashed must be in its log
        }
        self._token = paths.token.read_text(encoding="utf-8")
        self._log = RotatingLog(paths.logs / "supervisor.log")
        self._changed = asyncio.Event()
        self._asked_to_stop = asyncio.Event()
        self._over = False
        self._keepers: dict[str, Keeper] = {}
        for child in children:
            self._keepers[child.name] = self._keeper(child)

    async def run(self) -> None:
        """Until a signal asks to stop; then the children are stopped, last started first."""
        _on_stop_signals(self._asked_to_stop.set)
        self._say("Started.")
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep_status())
            obeying = group.create_task(self._obey_requests())
            kept = {name: group.create_task(keeper.keep()) for name, keeper in self._keepers.items()}
            await self._asked_to_stop.wait()
            self._say("Asked to stop.")
            for name, keeper in reversed(self._keepers.items()):
                keeper.stop()
                await kept[name]
            obeying.cancel()
            self._over = True
            self._changed.set()
        self._say("Stopped.")

    def _keeper(self, child: Child) -> Keeper:
        machine = ChildStateMachine(child, lambda: self._note(machine), utc_now, monotonic)
        log = RotatingLog(self._paths.logs / f"{child.name}.log")
        need = None if child.after is None else self._keepers[child.after.name].conditions[child.after.condition]
        start = partial(spawn.start, environment=self._environment, log=log)
        return Keeper(machine, start, partial(self._probe, child), need)

    def _probe(self, child: Child) -> Probe:
        sign = child.sign_of_life
        if isinstance(sign, OverHttp):
            return HttpProbe(sign.port, self._token)
        return TouchProbe(self._paths.run / sign.file, sign.within_s)

    def _note(self, machine: ChildStateMachine) -> None:
        pid = f" ({machine.pid})" if machine.pid else ""
        self._say(f"{machine.child.name}{pid} is {machine.state}. {machine.detail or ''}".rstrip())
        self._changed.set()

    async def _keep_status(self) -> None:
        """Write run/status.json after each change and every 10 s, for the last time when all children have stopped."""
        while True:
            self._changed.clear()
            last = self._over
            # A slow disk must not keep the children waiting, so another thread writes.
            await asyncio.to_thread(self._write_status, self._status())
            if last:
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(status_file.WRITE_EVERY_S):
                    await self._changed.wait()

    def _status(self) -> str:
        return status_file.as_text(os.getpid(), (keeper.machine.row() for keeper in self._keepers.values()), utc_now)

    def _write_status(self, text: str) -> None:
        try:
            atomic.write_text(self._paths.status, text)
        except OSError as cause:
            self._say(f"{self._paths.status} could not be written: {cause.strerror}.")

    async def _obey_requests(self) -> None:
        while True:
            for request in requests.take(self._paths.requests):
                self._obey(request)
            await asyncio.sleep(requests.LOOK_EVERY_S)

    def _obey(self, request: str) -> None:
        keeper = self._keepers.get(requests.child_to_restart(request) or "")
        if keeper is None:
            self._say(f"Nobody knows the request {request!r}; it was removed.")
            return
        self._say(f"Asked for {request}.")
        keeper.restart()

    def _say(self, text: str) -> None:
        line = f"{iso(utc_now())} {text}\n"
        self._log.write(line.encode())
        with suppress(OSError):  # a closed terminal
            sys.stderr.write(line)


def _on_stop_signals(stop: Callable[[], None]) -> None:
    """SIGHUP too: a closed terminal ends Shopbell in good order. What our starter chose to ignore stays ignored."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            asyncio.get_running_loop().add_signal_handler(number, stop)


def _refuse(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
