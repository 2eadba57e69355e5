"""Owns the lines of the README's table on parts that are slow or full, and on the process that keeps all others."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import httpx2
import pytest

from appliance.client import Client
from appliance.contract.chat import Delta, Replaced, Rung
from appliance.contract.status import SupervisorStatus
from appliance.core.paths import Paths
from tests.whole.box import Box, until
from tests.whole.failing import BETTER, CHECK, FACT, WARRANTY, ask, model_says, pid, slowed, stopped

QUOTED_S = 1.0


def test_model_slow_the_documents_are_quoted_first_and_its_answer_takes_their_place(
    whole_box: Box, visitor: Client
) -> None:
    model_says(whole_box, BETTER)
    heard = ask(visitor, f"__slow__ {WARRANTY}")
    assert heard.first_s < QUOTED_S
    assert heard.when(Delta) < heard.when(Replaced)
    assert (heard.text, heard.done.rung) == (BETTER, Rung.GENERATED)


def test_models_queue_full_the_documents_are_quoted_at_once(visitor: Client) -> None:
    heard = ask(visitor, f"__busy__ {WARRANTY}")
    assert heard.done.rung is Rung.EXTRACT
    assert CHECK in heard.text
    assert heard.first_s < QUOTED_S


@pytest.mark.parametrize("name", ["model-embed", "api", "scheduler"])
def test_at_a_fifth_of_its_speed_the_same_answers_come_within_two_seconds(
    whole_box: Box, visitor: Client, name: str
) -> None:
    number = pid(whole_box, name)
    with slowed(number):
        fact, quoted = ask(visitor, FACT), ask(visitor, f"__busy__ {WARRANTY}")
    assert (fact.done.rung, quoted.done.rung) == (Rung.FACTS, Rung.EXTRACT)
    assert CHECK in quoted.text
    assert max(fact.first_s, quoted.first_s) < 2
    assert pid(whole_box, name) == number


def test_supervisor_hung_no_visitor_notices(whole_box: Box, visitor: Client) -> None:
    with stopped(whole_box.process.pid):
        fact, quoted = ask(visitor, FACT), ask(visitor, f"__busy__ {WARRANTY}")
    assert (fact.done.rung, quoted.done.rung) == (Rung.FACTS, Rung.EXTRACT)
    assert max(fact.first_s, quoted.first_s) < QUOTED_S


def test_supervisor_killed_all_goes_with_it_and_all_comes_back(tmp_path: Path) -> None:
    with Box(tmp_path / "home", "appliance", "start", "--headless") as box, Client(box.website, "none") as visitor:
        status = SupervisorStatus.model_validate_json(Paths(box.home).status.read_bytes())
        os.kill(status.pid, signal.SIGKILL)
        until(lambda: not reachable(box), 1, "nothing is left that would keep a visitor waiting")
        until(lambda: reachable(box), 30, "all is back by itself")
        assert ask(visitor, "Hello!").text


def reachable(box: Box) -> bool:
    try:
        httpx2.get(f"{box.website}/v1/widget", timeout=1.0, trust_env=False).raise_for_status()
    except httpx2.HTTPError:
        return False
    return True
