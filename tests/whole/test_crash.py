"""Owns what a visitor reads when the model dies, and that the box mends itself."""

from __future__ import annotations

import os
import signal
import time

from appliance.contract.chat import Delta, Done, Failed, Outcome, Rung
from appliance.contract.status import ProcessState
from tests.whole.box import Box, until

FIRST = "Every new bike comes with one free check within 8 weeks or 200 miles."
SECOND = "We retighten cables, spokes and bolts."
SLOW = f"__slow__ __say:{FIRST} {SECOND} {SECOND}__"


def test_given_the_model_dies_mid_answer_the_visitor_keeps_the_words_and_the_next_question_is_answered(
    played_box: Box,
) -> None:
    api = played_box.child("api").pid
    chat = played_box.child("model-chat")
    assert chat.pid

    read = ""
    failure: Failed | None = None
    done: Done | None = None
    for event in played_box.client.ask(SLOW):
        if isinstance(event, Delta):
            if not read:
                os.kill(chat.pid, signal.SIGKILL)
            read += event.text
        if isinstance(event, Failed):
            failure = event
        if isinstance(event, Done):
            done = event
    assert read.startswith(FIRST)
    assert failure is not None
    assert failure.partial
    assert done is not None
    assert done.outcome is Outcome.PARTIAL

    began = time.monotonic()
    events = played_box.ask("Is there a free check for a new bike?")
    took = time.monotonic() - began
    last = events[-1]
    assert isinstance(last, Done)
    assert last.rung is Rung.EXTRACT
    assert took < 2.0

    back = until(lambda: _ready_again(played_box, chat.pid), 30, "the model server is back by itself")
    assert back != chat.pid
    assert played_box.child("api").pid == api


def _ready_again(box: Box, old: int | None) -> int | None:
    chat = box.child("model-chat")
    return chat.pid if chat.state is ProcessState.READY and chat.pid != old else None


def test_given_the_api_dies_it_comes_back_and_what_was_said_is_still_known(played_box: Box) -> None:
    question = "Is there a free check for a new bike?"
    played_box.ask(question)
    api = played_box.child("api").pid
    assert api
    os.kill(api, signal.SIGKILL)
    until(played_box.answers, 30, "the api answers again")
    assert played_box.child("api").pid != api
    assert question in [kept.question for kept in played_box.client.conversations()]
