"""When something goes wrong with a child, it comes back by itself, and the others do not notice."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import httpx2
import pytest

from appliance.contract.status import ProcessState
from appliance.supervisor.children import ByTouch
from tests.processes.conftest import Supervised, fake_child, shell_child, wait_until

Supervise = Callable[..., Supervised]
TOUCH_ONCE = 'touch "$SHOPBELL_HOME/run/heart"; exec sleep 60'


def test_a_crashed_child_is_back_and_its_neighbour_never_stopped(supervise: Supervise) -> None:
    box = supervise(fake_child("chat"), fake_child("embed", "--role", "embed"))
    crashed, neighbour = box.pid("chat"), box.pid("embed")
    with pytest.raises(httpx2.RemoteProtocolError):
        box.ask("chat", "__abort__")
    back = box.wait_for("chat", lambda row: row.state is ProcessState.READY and row.pid != crashed)
    assert back.restarts == 1
    assert back.detail is None
    assert box.ask("chat", "Hello again.").json()["choices"][0]["message"]["content"] == "Hello again."
    assert box.pid("embed") == neighbour
    assert "ended by signal 6" in box.log()


def test_a_crash_is_noticed_at_once_and_not_at_the_next_look(supervise: Supervise) -> None:
    box = supervise(fake_child("chat", probe_every_s=3600.0))
    crashed = box.pid("chat")
    os.kill(crashed, signal.SIGKILL)
    box.wait_for("chat", lambda row: row.state is ProcessState.READY and row.pid != crashed)


def test_three_crashes_lead_to_safe_mode(supervise: Supervise) -> None:
    box = supervise(fake_child("chat", "--die-at-start", safe_mode_arguments=("--safe-mode",)))
    row = box.ready("chat")
    assert row.safe_mode
    assert row.restarts == 3
    assert row.detail == "It crashed again and again, so it now runs in safe mode."
    assert httpx2.get(f"{box.url('chat')}/fake/seen", headers=box.token).json()["safe_mode"] is True


def test_without_a_safe_mode_it_keeps_trying_ever_more_slowly(supervise: Supervise) -> None:
    box = supervise(fake_child("api", "--die-at-start"))
    row = box.wait_for("api", lambda row: row.restarts >= 3 and row.state is ProcessState.BACKING_OFF)
    assert not row.safe_mode
    assert row.detail == "It ended by itself with exit code 1; it starts again in 2 s."


@pytest.mark.parametrize("waits_on", [True, False])
def test_a_stuck_child_is_started_again(supervise: Supervise, waits_on: bool) -> None:
    """Whether the visitor whose question it was still waits or has long left."""
    box = supervise(fake_child("chat", stuck_after_s=1.0))
    stuck = box.pid("chat")
    with pytest.raises(httpx2.TransportError):
        box.ask("chat", "__hang__ forever and ever", timeout_s=15.0 if waits_on else 0.2)
    box.wait_for("chat", lambda row: row.state is ProcessState.READY and row.pid != stuck)
    assert "It was busy for 1 s without any progress; it starts again in 0.5 s." in box.log()


def test_a_slow_answer_is_not_taken_for_a_stuck_one(supervise: Supervise) -> None:
    box = supervise(fake_child("chat", stuck_after_s=1.0))
    slow = box.pid("chat")
    answer = box.ask("chat", "__slow__ one two three four five six seven", timeout_s=15.0)
    assert answer.status_code == 200
    assert box.pid("chat") == slow


def test_a_child_that_no_longer_answers_is_started_again(supervise: Supervise) -> None:
    box = supervise(fake_child("chat", grace_s=0.5))
    deaf = box.pid("chat")
    os.kill(deaf, signal.SIGSTOP)
    box.wait_for("chat", lambda row: row.state is ProcessState.READY and row.pid != deaf)
    assert "It did not answer 3 times in a row" in box.log()


def test_garbage_on_livez_is_no_answer(supervise: Supervise) -> None:
    box = supervise(fake_child("chat", "--garbage-livez", start_timeout_s=1.0))
    row = box.wait_for("chat", lambda row: row.state is ProcessState.BACKING_OFF)
    assert row.detail == "It was not ready after 1 s; it starts again in 0.5 s."


def test_a_child_that_stops_touching_its_file_is_started_again(supervise: Supervise) -> None:
    box = supervise(shell_child("clock", TOUCH_ONCE, sign_of_life=ByTouch("heart", within_s=0.5)))
    silent = box.pid("clock")
    box.wait_for("clock", lambda row: row.restarts >= 1 and row.pid not in (None, silent))
    assert "It did not answer 3 times in a row" in box.log()


def test_wrong_settings_are_not_tried_again_until_someone_asks(supervise: Supervise) -> None:
    mended = 'test -e "$SHOPBELL_HOME/mended" || { echo "The model file is missing."; exit 78; }; exec "$0" "$@"'
    program = ("/bin/sh", "-c", mended, *fake_child("x").program)
    box = supervise(fake_child("chat", program=program), fake_child("api"))
    row = box.wait_for("chat", lambda row: row.state is ProcessState.GIVEN_UP)
    assert row.detail == "Its settings are wrong, so it is not started again; logs/chat.log says why."
    assert row.restarts == 0
    assert box.log("chat") == "The model file is missing.\n"
    box.ready("api")

    (box.paths.home / "mended").touch()
    box.request("restart-chat")
    assert box.ready("chat").detail is None


def test_a_program_that_is_not_there_is_said_so(supervise: Supervise) -> None:
    box = supervise(fake_child("chat", program=("/no/such/program",)), fake_child("api"))
    row = box.wait_for("chat", lambda row: row.state is ProcessState.BACKING_OFF)
    assert row.detail is not None
    assert row.detail.startswith("It could not be started (No such file or directory)")
    box.ready("api")


def test_asked_to_restart_a_child_starts_afresh(supervise: Supervise) -> None:
    box = supervise(fake_child("chat", "--die-at-start", safe_mode_arguments=("--safe-mode",)), fake_child("api"))
    first, neighbour = box.pid("chat"), box.pid("api")
    request = box.request("restart-chat")
    # It leaves safe mode, crashes three times again and comes back to it: as if nothing had been before.
    row = box.wait_for("chat", lambda row: row.state is ProcessState.READY and row.pid != first)
    assert row.restarts == 6
    assert not request.exists()
    assert box.pid("api") == neighbour


def test_asked_to_restart_a_healthy_child_it_does_not_count_as_a_failure(supervise: Supervise) -> None:
    box = supervise(fake_child("chat"))
    first = box.pid("chat")
    box.request("restart-chat")
    row = box.wait_for("chat", lambda row: row.state is ProcessState.READY and row.pid != first)
    assert row.restarts == 0


def test_a_request_nobody_knows_is_removed_and_noted(supervise: Supervise) -> None:
    box = supervise(fake_child("chat"))
    first = box.pid("chat")
    strange = [box.request(name) for name in ("restart-nobody", "make-coffee")]
    half_written = box.request(".restart-chat")
    wait_until(lambda: not any(file.exists() for file in strange))
    wait_until(lambda: "Nobody knows the request 'restart-nobody'; it was removed." in box.log())
    assert half_written.exists()
    assert box.pid("chat") == first
