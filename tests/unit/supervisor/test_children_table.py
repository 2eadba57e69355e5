"""The table of children: what is promised about who is started and how."""

from __future__ import annotations

import sys

from appliance.contract.ports import Ports
from appliance.supervisor.children import ByTouch, Condition, OverHttp, table

TABLE = table(Ports.from_base(8600))
ROWS = {child.name: child for child in TABLE}


def test_every_child_waits_only_for_earlier_ones() -> None:
    for number, child in enumerate(TABLE):
        assert child.after is None or child.after.name in [earlier.name for earlier in TABLE[:number]]


def test_no_two_children_share_a_name_or_a_port() -> None:
    ports = [child.sign_of_life.port for child in TABLE if isinstance(child.sign_of_life, OverHttp)]
    assert len(ROWS) == len(TABLE)
    assert sorted(ports) == [8601, 8602, 8603]


def test_the_api_waits_for_no_model_to_be_loaded() -> None:
    needed = ROWS["api"].after
    assert needed is not None
    assert needed.condition is Condition.STARTED
    assert ROWS["api"].must_be is Condition.ALIVE


def test_only_the_chat_model_has_a_safe_mode() -> None:
    assert ROWS["model-chat"].command(safe_mode=True) == (
        sys.executable, "-m", "appliance", "model-server", "--role", "chat", "--safe-mode",
    )  # fmt: skip
    others = [child for child in TABLE if child.name != "model-chat"]
    assert all(child.command(safe_mode=True) == child.command(safe_mode=False) for child in others)


def test_the_scheduler_shows_its_life_by_a_file() -> None:
    assert ROWS["scheduler"].sign_of_life == ByTouch("scheduler.alive")
