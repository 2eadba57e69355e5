"""Owns that a dead model is not waited for each time, and that a living one is found again."""

from __future__ import annotations

from contextlib import aclosing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.problems import Unavailable
from appliance.inference import ChatModel
from appliance.inference.breaker import FAILURES, REST_S, Breaker
from tests.unit.inference.played_server import ASK, DONE, Clock, Server, error, refuses, said, says, words


async def fail(model: ChatModel, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(Unavailable):
            await said(model)


async def test_after_three_failures_the_server_is_left_alone_until_its_rest_is_over() -> None:
    clock, server = Clock(), Server(refuses)
    model = ChatModel("http://model", "token", server.transport, clock)
    await fail(model, FAILURES + 5)
    assert len(server.requests) == FAILURES
    clock.seconds += REST_S
    await fail(model, 5)
    assert len(server.requests) == FAILURES + 1


async def test_a_model_that_is_back_is_used_again_at_once() -> None:
    clock, server = Clock(), Server(refuses)
    model = ChatModel("http://model", "token", server.transport, clock)
    await fail(model, FAILURES)
    server.answer = says(words("Yes") + DONE)
    clock.seconds += REST_S
    assert [await said(model), await said(model)] == [["Yes"], ["Yes"]]


async def test_a_model_that_is_read_no_further_than_its_first_words_is_alive() -> None:
    clock, server = Clock(), Server(refuses)
    model = ChatModel("http://model", "token", server.transport, clock)
    await fail(model, FAILURES)
    server.answer = says(words("Yes", ", we do.") + DONE)
    clock.seconds += REST_S
    for _ in range(FAILURES):
        async with aclosing(model.stream(ASK, max_tokens=20, first_words_s=5)) as pieces:
            assert await anext(pieces) == "Yes"


async def test_a_model_that_breaks_off_each_time_is_left_alone() -> None:
    server = Server(says(words("Yes")))
    model = ChatModel("http://model", "token", server.transport, Clock())
    await fail(model, FAILURES + 2)
    assert len(server.requests) == FAILURES


async def test_a_full_queue_is_a_sign_of_life() -> None:
    server = Server(says(error("busy"), 429))
    model = ChatModel("http://model", "token", server.transport, Clock())
    await fail(model, FAILURES + 2)
    assert len(server.requests) == FAILURES + 2


def test_after_the_rest_one_caller_tries_and_the_others_go_on_resting() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        breaker.failed()
    clock.seconds += REST_S
    assert [breaker.allows() for _ in range(3)] == [True, False, False]


def test_who_goes_on_failing_is_asked_ever_more_seldom_until_it_works_again() -> None:
    clock = Clock()
    breaker = Breaker(clock, longest_rest_s=4 * REST_S)
    for _ in range(FAILURES):
        breaker.failed()
    for rest_s in (REST_S, 2 * REST_S, 4 * REST_S, 4 * REST_S):
        clock.seconds += rest_s - 0.1
        assert not breaker.allows()
        clock.seconds += 0.1
        assert breaker.allows()
        breaker.failed()
    breaker.succeeded()
    for _ in range(FAILURES):
        breaker.failed()
    clock.seconds += REST_S
    assert breaker.allows()


def test_an_impatient_one_rests_after_the_first_failure() -> None:
    breaker = Breaker(Clock(), failures=1)
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()


@given(st.lists(st.booleans(), max_size=30))
def test_only_failures_in_a_row_open_it(calls: list[bool]) -> None:
    breaker, in_a_row = Breaker(Clock()), 0
    for worked in calls:
        (breaker.succeeded if worked else breaker.failed)()
        in_a_row = 0 if worked else in_a_row + 1
        assert breaker.allows() == (in_a_row < FAILURES)
        if in_a_row >= FAILURES:
            return
