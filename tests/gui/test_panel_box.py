"""Owns the panel's way to the box: made when needed, made anew after a restart, and the fake is true to the client."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from appliance.client import Client
from appliance.contract.chat import ChatEvent
from appliance.contract.problems import ErrorCode, Problem, Refused, Unavailable
from appliance.contract.status import BoxStatus
from gui.background import Background
from gui.box import Box
from tests.gui.fake_client import FakeClient

PLAYED = [name for name, _ in inspect.getmembers(FakeClient, inspect.isfunction) if not name.startswith("_")]
OWN_STAGE_WORK = {"let_go", "hear"}


@pytest.mark.parametrize("name", [name for name in PLAYED if name not in OWN_STAGE_WORK])
def test_the_played_client_has_the_methods_of_the_real_one(name: str) -> None:
    real, played = inspect.signature(getattr(Client, name)), inspect.signature(getattr(FakeClient, name))
    assert played == real


class Restarted:
    """A box with a new token: the first client is refused, the next one is let in."""

    def __init__(self) -> None:
        self.clients: list[FakeClient] = []

    def connect(self) -> Client:
        client = FakeClient()
        if not self.clients:
            client.failure = Refused(ErrorCode.NOT_ALLOWED, "This token is not known.")
        self.clients.append(client)
        return cast(Client, client)


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    result = Background()
    yield result
    result.close()


def test_a_restarted_box_is_joined_again_without_a_word(qtbot: QtBot, background: Background) -> None:
    restarted, heard, problems = Restarted(), list[BoxStatus](), list[Problem]()
    Box(background, restarted.connect).call(lambda client: client.status(), heard.append, problems.append)
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert problems == []
    assert len(restarted.clients) == 2


def test_a_question_too_is_asked_again_after_a_restart(qtbot: QtBot, background: Background) -> None:
    restarted, events, ended, problems = Restarted(), list[ChatEvent](), list[bool](), list[Problem]()
    Box(background, restarted.connect).stream(
        lambda client: client.ask("Why?"), events.append, lambda: ended.append(True), problems.append
    )
    qtbot.waitUntil(lambda: ended == [True])
    assert tuple(events) == restarted.clients[1].told
    assert problems == []


def test_a_caller_who_is_never_let_in_is_told(qtbot: QtBot, background: Background, client: FakeClient) -> None:
    client.failure = Refused(ErrorCode.NOT_ALLOWED, "This token is not known.")
    problems = list[Problem]()
    box = Box(background, lambda: cast(Client, client))
    box.call(lambda client: client.status(), lambda _status: None, problems.append)
    qtbot.waitUntil(lambda: len(problems) == 1)
    assert problems[0].code is ErrorCode.NOT_ALLOWED
    assert client.calls == ["status", "status"]


def test_a_box_that_was_never_started_is_a_problem_and_is_tried_again(qtbot: QtBot, background: Background) -> None:
    client, tries = FakeClient(), list[int]()

    def connect() -> Client:
        tries.append(1)
        if len(tries) == 1:
            raise Unavailable(ErrorCode.UNREACHABLE, "Shopbell is not running on this computer.")
        return cast(Client, client)

    heard, problems = list[BoxStatus](), list[Problem]()
    box = Box(background, connect)
    box.call(lambda client: client.status(), heard.append, problems.append)
    qtbot.waitUntil(lambda: len(problems) == 1)
    assert problems[0].detail == "Shopbell is not running on this computer."
    box.call(lambda client: client.status(), heard.append, problems.append)
    qtbot.waitUntil(lambda: len(heard) == 1)
