"""Owns starting the whole box from a terminal: supervisor, demo shop, panel; and stopping it in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import deque

from appliance.client import Client
from appliance.contract.ports import Ports, url
from appliance.contract.problems import ShopbellError
from appliance.core.exit_codes import ASKED_TO_STOP
from appliance.core.paths import Paths
from appliance.supervisor.restart_policy import REMEMBERED_EXITS, Exit, GiveUp, decide
from appliance.wiring.api import DEMO_VARIABLE
from appliance.wiring.demo import load_demo

ALIVE_S = 60.0
STOP_S = 40.0


class Stop(Exception):
    """A signal asked to stop."""


def run(paths: Paths, ports: Ports, *, demo: bool, headless: bool) -> int:
    """Start everything and stay until Ctrl-C or SIGTERM; the exit code."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, _stop)
    old_token = _token(paths)
    if demo:
        os.environ[DEMO_VARIABLE] = "1"
    children = [_start("appliance", "supervisor")]
    try:
        if not headless:
            children.append(_start("gui"))
        _wait_until_alive(paths, children[0], old_token)
        if demo:
            with Client.local() as client:
                load_demo(client)
        print(_welcome(ports, demo, headless), flush=True)
        return _stay(children)
    except Stop:
        print("\nStopping. Every part finishes what it is writing.", flush=True)
        return 0
    except ShopbellError as problem:
        print(problem.detail, file=sys.stderr)
        return 1
    finally:
        _stop_all(children)


def _stop(number: int, frame: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C would leave the stopping half done
    raise Stop


def _start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches this process alone and the order of stopping is ours."""
    return subprocess.Popen([sys.executable, "-m", module, *arguments], start_new_session=True)


def _token(paths: Paths) -> str | None:
    return paths.token.read_text(encoding="utf-8") if paths.token.exists() else None


def _wait_until_alive(paths: Paths, supervisor: subprocess.Popen[bytes], old_token: str | None) -> None:
    """Until the api of this start answers. Raises ShopbellError after a minute, Stop when the supervisor ended."""
    deadline = time.monotonic() + ALIVE_S
    while True:
        if supervisor.poll() is not None:
            raise Stop
        try:
            if _token(paths) != old_token:
                with Client.local() as client:
                    client.facts()
                return
        except ShopbellError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.1)


def _stay(children: list[subprocess.Popen[bytes]]) -> int:
    """To the end of the supervisor; one that crashed or was killed is started again, by the policy for its children."""
    exits: deque[Exit] = deque(maxlen=REMEMBERED_EXITS)
    while True:
        began = time.monotonic()
        code = children[0].wait()
        exits.append(Exit(code, time.monotonic() - began))
        decision = decide(exits, has_safe_mode=False)
        if code == ASKED_TO_STOP or isinstance(decision, GiveUp):
            return code
        print(f"The supervisor has ended; it starts again in {decision.delay_s:g} s.", file=sys.stderr, flush=True)
        time.sleep(decision.delay_s)
        children[0] = _start("appliance", "supervisor")


def _welcome(ports: Ports, demo: bool, headless: bool) -> str:
    lines = ["Shopbell is running."]
    if demo:
        lines.append(f"The demo shop's website: {url(ports.public)}/")
    if not headless:
        lines.append("The control panel opens in its own window; closing it does not stop Shopbell.")
    return "\n".join((*lines, "Ctrl-C stops everything."))


def _stop_all(children: list[subprocess.Popen[bytes]]) -> None:
    """The panel first, then the supervisor, which stops its own children in order."""
    for child in reversed(children):
        if child.poll() is None:
            child.terminate()
        try:
            child.wait(STOP_S)
        except subprocess.TimeoutExpired:
            child.kill()
