"""From start to stop: the order of children, the files in run/, and that nobody is left behind."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from datetime import UTC, datetime

import httpx2
import pytest

from appliance.contract.status import ProcessState
from appliance.supervisor.children import ByTouch, Condition, Need
from tests.processes.conftest import Supervised, fake_child, gone, shell_child, wait_until

Supervise = Callable[..., Supervised]
TOUCH_ALWAYS = 'while :; do touch "$SHOPBELL_HOME/run/heart"; sleep 0.1; done'
DEAF_TO_TERM = "trap '' TERM; while :; do sleep 0.1; done"


def states(log: str, state: str) -> list[str]:
    """The children that came into a state, in order."""
    return re.findall(rf" (\S+)(?: \(\d+\))? is {state}\.", log)


def test_a_slow_start_is_starting_until_it_is_ready(supervise: Supervise) -> None:
    box = supervise(fake_child("chat", "--load-seconds", "1.5"))
    starting = box.wait_for("chat", lambda row: row.state is ProcessState.STARTING)
    assert starting.detail is None
    ready = box.ready("chat")
    assert ready.pid == starting.pid
    assert ready.since > starting.since


def test_children_start_when_those_they_need_have_come_far_enough(supervise: Supervise) -> None:
    box = supervise(
        fake_child("chat", "--load-seconds", "1.5"),
        fake_child("api", after=Need("chat", Condition.ALIVE)),
        fake_child("clock", after=Need("chat", Condition.READY)),
    )
    waiting = box.wait_for("api", lambda row: row.state is ProcessState.READY)
    assert waiting.restarts == 0
    assert box.row("chat").state is ProcessState.STARTING
    assert box.row("clock").state is ProcessState.WAITING
    box.ready("clock")
    assert states(box.log(), "starting") == ["chat", "api", "clock"]
    assert states(box.log(), "ready") == ["api", "chat", "clock"]


def test_a_child_without_a_port_shows_its_life_by_a_file(supervise: Supervise) -> None:
    box = supervise(shell_child("clock", TOUCH_ALWAYS, sign_of_life=ByTouch("heart", within_s=2.0)))
    assert box.ready("clock").restarts == 0


def test_the_token_of_this_boot_is_secret_and_known_to_the_children(supervise: Supervise) -> None:
    box = supervise(fake_child("chat"))
    box.ready("chat")
    assert box.paths.token.stat().st_mode & 0o777 == 0o600
    assert box.ask("chat", "Hello.").status_code == 200
    first = box.token
    box.stop()
    box.start()
    wait_until(lambda: box.token != first)


def test_children_know_their_home_and_port_from_the_environment(supervise: Supervise) -> None:
    box = supervise(shell_child("chat", 'echo "$SHOPBELL_HOME $SHOPBELL_PORT"; exit 78'))
    box.wait_for("chat", lambda row: row.state is ProcessState.GIVEN_UP)
    assert box.log("chat") == f"{box.paths.home} 8600\n"


def test_the_status_file_stays_fresh_while_nothing_happens(supervise: Supervise) -> None:
    box = supervise(fake_child("chat"))
    box.ready("chat")
    status = box.status()
    assert status is not None
    assert status.pid == box.process.pid
    assert (datetime.now(UTC) - datetime.fromisoformat(status.written_at)).total_seconds() < 10
    wait_until(lambda: (now := box.status()) is not None and now.written_at > status.written_at)
    assert box.row("chat") == status.processes[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_stop_it_stops_the_last_one_first(supervise: Supervise, number: signal.Signals) -> None:
    box = supervise(*(fake_child(name) for name in ("chat", "embed", "api")))
    pids = [box.pid(name) for name in box.children]
    code, said = box.stop(number)
    assert code == 0
    assert "Traceback" not in said
    assert states(box.log(), "stopped") == ["api", "embed", "chat"]
    assert all(gone(pid) for pid in pids)
    status = box.status()
    assert status is not None
    assert {row.state for row in status.processes} == {ProcessState.STOPPED}
    assert {row.pid for row in status.processes} == {None}


def test_asked_to_stop_it_need_not_wait_for_a_start(supervise: Supervise) -> None:
    box = supervise(
        fake_child("chat", "--load-seconds", "1000"),
        fake_child("api", after=Need("chat", Condition.READY)),
        fake_child("clock", "--die-at-start", "78"),
        fake_child("mail", "--die-at-start"),
    )
    box.wait_for("clock", lambda row: row.state is ProcessState.GIVEN_UP)
    assert box.stop()[0] == 0
    assert box.row("api").state is ProcessState.STOPPED


def test_a_child_that_does_not_want_to_stop_is_killed(supervise: Supervise) -> None:
    box = supervise(shell_child("chat", DEAF_TO_TERM, grace_s=0.5))
    pid = box.wait_for("chat", lambda row: row.pid is not None).pid
    assert pid is not None
    assert box.stop()[0] == 0
    assert gone(pid)


def test_what_a_child_started_itself_goes_with_it(supervise: Supervise) -> None:
    box = supervise(shell_child("chat", "sleep 600 & echo $!; wait"))
    wait_until(lambda: (box.paths.logs / "chat.log").exists() and box.log("chat").endswith("\n"))
    grandchild = int(box.log("chat"))
    assert not gone(grandchild)
    box.stop()
    wait_until(lambda: gone(grandchild))


def test_a_killed_supervisor_leaves_no_orphans_and_the_next_one_starts_at_once(supervise: Supervise) -> None:
    box = supervise(fake_child("chat"), fake_child("embed", "--role", "embed"))
    pids = [box.pid(name) for name in box.children]
    box.stop(signal.SIGKILL)
    wait_until(lambda: all(gone(pid) for pid in pids))
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{box.url('chat')}/livez")
    box.start()
    box.wait_for("chat", lambda row: row.state is ProcessState.READY and row.pid not in (None, *pids))


def test_a_second_supervisor_refuses_and_harms_nothing(supervise: Supervise) -> None:
    box = supervise(fake_child("chat"))
    first, pid, token = box.process, box.pid("chat"), box.token
    second = box.start()
    _, said = second.communicate(timeout=20)
    assert second.returncode == 78
    assert said == f"Shopbell is already running from {box.paths.home}.\n"
    assert (box.pid("chat"), box.token) == (pid, token)
    os.kill(first.pid, signal.SIGTERM)
    assert first.communicate(timeout=20)[0] is None
    assert first.returncode == 0


def test_what_a_child_says_is_in_its_log_to_the_last_word(supervise: Supervise) -> None:
    box = supervise(shell_child("chat", "seq 1 20000; echo last words >&2; exit 78"))
    box.wait_for("chat", lambda row: row.state is ProcessState.GIVEN_UP)
    lines = box.log("chat").splitlines()
    assert lines == [*map(str, range(1, 20001)), "last words"]
