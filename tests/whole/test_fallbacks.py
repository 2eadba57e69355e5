"""Owns the README's table of what a visitor sees when a part fails: one line of it, one test, on a whole box.

The chat model is played, so that it can be slow and busy on demand; all other parts are real, asked through the
visitors' address.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass

import httpx2
import pytest

from appliance.chat.ladder.transcript import Transcript
from appliance.client import Client
from appliance.contract.chat import Accepted, ChatEvent, Delta, Done, Outcome, Replaced, Rung, Sources
from appliance.contract.facts import ShopFacts
from appliance.contract.problems import ErrorCode, ShopbellError
from appliance.contract.settings import AnswerSettings
from appliance.contract.status import ProcessState
from appliance.core.paths import ASSETS
from tests.whole.box import Box, until

WARRANTY = "Is there a free check for a new bike?"
CHECK = "free check within 8 weeks"
FACT = "When are you open on Saturday?"
# Quoting waits for the model for a third of a second; a busy test machine may need longer for all else.
SOON_S = 2.0


@dataclass(frozen=True, slots=True)
class Heard:
    """What one visitor was told, when the first words came, and how it ended."""

    events: list[ChatEvent]
    first_s: float

    @property
    def text(self) -> str:
        return Transcript("", "", "", self.events).text

    @property
    def done(self) -> Done:
        last = self.events[-1]
        assert isinstance(last, Done)
        return last


@pytest.fixture
def visitor(played_box: Box) -> Iterator[Client]:
    """Speaks to the public address, without a token, of a shop with typed facts."""
    played_box.client.save_facts(ShopFacts.model_validate_json((ASSETS / "demo/facts.json").read_bytes()))
    with Client(played_box.website, "none") as client:
        yield client


def ask(visitor: Client, question: str, meanwhile: Callable[[ChatEvent], None] = lambda event: None) -> Heard:
    began, first, events = time.monotonic(), 0.0, []
    for event in visitor.ask(question):
        if isinstance(event, Delta | Replaced):
            first = first or time.monotonic() - began
        events.append(event)
        meanwhile(event)
    return Heard(events, first)


def pid(box: Box, name: str) -> int:
    found = box.child(name).pid
    assert found
    return found


@contextmanager
def stopped(number: int) -> Iterator[None]:
    """The process is there and does nothing at all."""
    os.kill(number, signal.SIGSTOP)
    try:
        yield
    finally:
        try:
            os.kill(number, signal.SIGCONT)
        except ProcessLookupError:
            return  # the supervisor has replaced it meanwhile


def test_model_killed_mid_answer_the_documents_words_take_the_place_of_its_own(
    played_box: Box, visitor: Client
) -> None:
    first = "Every new bike comes with one free check within 8 weeks or 200 miles."
    victim = pid(played_box, "model-chat")

    def kill(event: ChatEvent) -> None:
        if isinstance(event, Delta) and played_box.child("model-chat").pid == victim:
            os.kill(victim, signal.SIGKILL)

    heard = ask(visitor, f"__slow__ __say:{first} {first} {first}__ {WARRANTY}", kill)
    assert (heard.done.outcome, heard.done.rung) == (Outcome.ANSWERED, Rung.EXTRACT)
    assert CHECK in heard.text
    again = ask(visitor, WARRANTY)
    assert CHECK in again.text
    assert again.first_s < SOON_S
    until(lambda: pid_changed(played_box, "model-chat", victim), 30, "the model server is back by itself")


def pid_changed(box: Box, name: str, old: int) -> bool:
    child = box.child(name)
    return child.state is ProcessState.READY and child.pid != old


def test_model_hung_the_documents_are_quoted(played_box: Box, visitor: Client) -> None:
    with stopped(pid(played_box, "model-chat")):
        quoted: list[float] = []
        began = time.monotonic()
        for event in visitor.ask(WARRANTY):
            if isinstance(event, Sources):
                quoted.append(time.monotonic() - began)
                break
    assert quoted[0] < SOON_S
    until(played_box.answers, 30, "the api still answers")


def test_model_slow_the_documents_are_quoted_first_and_its_answer_takes_their_place(visitor: Client) -> None:
    better = "A new bike has a free check within 8 weeks."
    heard = ask(visitor, f"__slow__ __say:{better}__ {WARRANTY}")
    assert heard.first_s < SOON_S
    assert isinstance(next(event for event in heard.events if isinstance(event, Delta | Replaced)), Delta)
    assert (heard.text, heard.done.rung) == (better, Rung.GENERATED)


def test_models_queue_full_the_documents_are_quoted_at_once(visitor: Client) -> None:
    heard = ask(visitor, f"__busy__ {WARRANTY}")
    assert heard.done.rung is Rung.EXTRACT
    assert CHECK in heard.text
    assert heard.first_s < SOON_S


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hung"])
def test_embedder_away_words_find_what_meaning_cannot(played_box: Box, visitor: Client, how: signal.Signals) -> None:
    victim = pid(played_box, "model-embed")
    os.kill(victim, how)
    try:
        fact, quoted = ask(visitor, FACT), ask(visitor, f"__busy__ {WARRANTY}")
    finally:
        if how is signal.SIGSTOP and played_box.child("model-embed").pid == victim:
            os.kill(victim, signal.SIGCONT)
    assert fact.done.rung is Rung.FACTS
    assert fact.first_s < SOON_S
    assert CHECK in quoted.text
    assert quoted.first_s < SOON_S


def test_api_killed_mid_answer_the_question_is_kept_and_can_be_asked_again(played_box: Box, visitor: Client) -> None:
    question, victim = f"__slow__ {WARRANTY}", pid(played_box, "api")
    heard: list[ChatEvent] = []

    def kill(event: ChatEvent) -> None:
        heard.append(event)
        if isinstance(event, Delta):
            os.kill(victim, signal.SIGKILL)

    with pytest.raises(ShopbellError):
        ask(visitor, question, kill)
    accepted = heard[0]
    assert isinstance(accepted, Accepted)
    until(played_box.answers, 30, "the api is back by itself")
    kept = visitor.question(accepted.question_id)
    assert (kept.question, kept.outcome, kept.error) == (question, Outcome.PARTIAL, ErrorCode.INTERNAL)
    assert CHECK in ask(visitor, WARRANTY).text


def test_api_hung_it_is_replaced(played_box: Box, visitor: Client) -> None:
    victim = pid(played_box, "api")
    os.kill(victim, signal.SIGSTOP)
    with pytest.raises(httpx2.TimeoutException):
        httpx2.post(f"{played_box.website}/v1/chat", json={"question": FACT}, timeout=1.0, trust_env=False)
    until(lambda: played_box.answers() and pid(played_box, "api") != victim, 60, "another api answers")
    assert ask(visitor, FACT).done.rung is Rung.FACTS


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hung"])
def test_scheduler_away_no_visitor_notices(played_box: Box, visitor: Client, how: signal.Signals) -> None:
    victim = pid(played_box, "scheduler")
    os.kill(victim, how)
    assert ask(visitor, FACT).done.rung is Rung.FACTS
    assert CHECK in ask(visitor, WARRANTY).text
    until(lambda: played_box.child("scheduler").pid not in (None, victim), 60, "the scheduler is replaced")


def test_more_visitors_than_fit_the_next_is_told_when_to_come_back(played_box: Box, visitor: Client) -> None:
    """The full house is filled by as many as the settings allow, who all wait for the model."""
    with ExitStack() as crowd:
        for _ in range(AnswerSettings().questions_at_once):
            client = crowd.enter_context(Client(played_box.website, "none"))
            waiting = crowd.enter_context(closing(client.ask(f"__hang__ {WARRANTY}")))
            assert next(waiting).event == "accepted"
        with pytest.raises(ShopbellError) as refused:
            ask(visitor, FACT)
    assert refused.value.code is ErrorCode.BUSY
    assert refused.value.retry_after_s
    until(lambda: answered(visitor, FACT), 30, "those who left make room")


def answered(visitor: Client, question: str) -> bool:
    try:
        return ask(visitor, question).done.outcome is Outcome.ANSWERED
    except ShopbellError:
        return False
