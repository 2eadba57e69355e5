"""Owns the README's table of what a visitor sees when a part fails: one line of it, one test, on a whole box.

The chat model is played, so that it can be slow and busy on demand; all other parts are real, asked through the
visitors' address. Each time that the table names is asserted.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack, closing, suppress

import httpx2
import pytest

from appliance.client import Client
from appliance.contract.chat import Accepted, ChatEvent, Delta, Done, Outcome, Replaced, Rung
from appliance.contract.problems import ErrorCode, ShopbellError
from appliance.contract.settings import AnswerSettings
from tests.whole.box import Box, until
from tests.whole.failing import CHECK, FACT, TAUGHT, WARRANTY, Heard, ask, model_says, pid, replaced, stopped

QUOTED_S = 1.0
HALF = "Every new bike comes with one free check within 8 weeks."
LATER_S = 1.5
TRIES = 5


class QuotedFirst(Exception):
    """This time the documents were quicker than the model."""


def test_model_killed_mid_answer_the_documents_words_take_the_place_of_its_own(whole_box: Box, visitor: Client) -> None:
    victim = pid(whole_box, "model-chat")
    model_says(whole_box, f"{HALF} We retighten cables, spokes and bolts.")
    heard, replaced_s = killed_mid_answer(visitor, victim)
    assert [event.text for event in heard.events if isinstance(event, Delta)] == [HALF]
    assert replaced_s < QUOTED_S
    assert "200 miles" in heard.text
    assert (heard.done.outcome, heard.done.rung) == (Outcome.ANSWERED, Rung.EXTRACT)
    again = ask(visitor, WARRANTY)
    assert CHECK in again.text
    assert again.first_s < QUOTED_S
    until(lambda: replaced(whole_box, "model-chat", victim), 30, "the model server is back by itself")


def killed_mid_answer(visitor: Client, victim: int) -> tuple[Heard, float]:
    """What was heard, and the seconds from the kill to the words that took the place of the half answer."""
    killed: list[float] = []

    def kill(event: ChatEvent) -> None:
        if isinstance(event, Delta):
            if event.text != HALF:
                raise QuotedFirst
            os.kill(victim, signal.SIGKILL)
            killed.append(time.monotonic())
        if isinstance(event, Replaced):
            killed.append(time.monotonic())

    for _ in range(TRIES):  # the second time the question's vector is known, which makes the model the quicker one
        with suppress(QuotedFirst):
            heard = ask(visitor, f"__stall__ {WARRANTY}", kill)
            return heard, killed[1] - killed[0]
    raise AssertionError("the model never spoke first")


def test_model_hung_the_documents_are_quoted_and_it_is_replaced(whole_box: Box, visitor: Client) -> None:
    victim = pid(whole_box, "model-chat")
    with stopped(victim):
        heard = ask(visitor, WARRANTY)
        assert CHECK in heard.text
        assert heard.first_s < QUOTED_S
        assert heard.when(Done) < 25
        assert heard.done.rung is Rung.EXTRACT
        until(lambda: replaced(whole_box, "model-chat", victim), 30 - heard.when(Done), "it is replaced")


@pytest.mark.parametrize(
    ("how", "question"),
    [(signal.SIGKILL, "Does a new bike have a free check?"), (signal.SIGSTOP, "Do new bikes have a free check?")],
    ids=["killed", "hung"],
)
def test_embedder_away_words_find_what_meaning_cannot(
    whole_box: Box, visitor: Client, how: signal.Signals, question: str
) -> None:
    """Nobody has asked the question before: its vector is not known."""
    victim = pid(whole_box, "model-embed")
    os.kill(victim, how)
    fact, taught, quoted = (ask(visitor, one) for one in (FACT, TAUGHT, f"__busy__ {question}"))
    assert (fact.done.rung, taught.done.rung) == (Rung.FACTS, Rung.APPROVED)
    assert max(fact.first_s, taught.first_s) < QUOTED_S
    assert CHECK in quoted.text
    assert quoted.first_s < QUOTED_S + LATER_S
    until(lambda: replaced(whole_box, "model-embed", victim), 40, "it is replaced")


def test_api_killed_mid_answer_the_question_is_kept_and_can_be_asked_again(whole_box: Box, visitor: Client) -> None:
    question, victim = f"__slow__ {WARRANTY}", pid(whole_box, "api")
    heard: list[ChatEvent] = []

    def kill(event: ChatEvent) -> None:
        heard.append(event)
        if isinstance(event, Delta):
            os.kill(victim, signal.SIGKILL)

    with pytest.raises(ShopbellError):
        ask(visitor, question, kill)
    accepted = heard[0]
    assert isinstance(accepted, Accepted)
    until(whole_box.answers, 30, "the api is back by itself")
    kept = visitor.question(accepted.question_id)
    assert (kept.question, kept.outcome, kept.error) == (question, Outcome.PARTIAL, ErrorCode.INTERNAL)
    assert CHECK in ask(visitor, WARRANTY).text


def test_api_hung_it_is_replaced(whole_box: Box, visitor: Client) -> None:
    victim = pid(whole_box, "api")
    os.kill(victim, signal.SIGSTOP)
    with pytest.raises(httpx2.TimeoutException):
        httpx2.post(f"{whole_box.website}/v1/chat", json={"question": FACT}, timeout=1.0, trust_env=False)
    until(lambda: whole_box.answers() and pid(whole_box, "api") != victim, 60, "another api answers")
    assert ask(visitor, FACT).done.rung is Rung.FACTS


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hung"])
def test_scheduler_away_no_visitor_notices(whole_box: Box, visitor: Client, how: signal.Signals) -> None:
    victim = pid(whole_box, "scheduler")
    os.kill(victim, how)
    fact, quoted = ask(visitor, FACT), ask(visitor, f"__busy__ {WARRANTY}")
    assert (fact.done.rung, quoted.done.rung) == (Rung.FACTS, Rung.EXTRACT)
    assert max(fact.first_s, quoted.first_s) < QUOTED_S
    until(lambda: whole_box.child("scheduler").pid not in (None, victim), 60, "the scheduler is replaced")


def test_more_visitors_than_fit_the_next_is_told_when_to_come_back(whole_box: Box, visitor: Client) -> None:
    """The full house is filled by as many as the settings allow, who all wait for the model."""
    with ExitStack() as crowd:
        crowd.enter_context(stopped(pid(whole_box, "model-chat")))
        for _ in range(AnswerSettings().questions_at_once):
            client = crowd.enter_context(Client(whole_box.website, "none"))
            waiting = crowd.enter_context(closing(client.ask("What is not covered?")))
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
