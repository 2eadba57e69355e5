"""Owns that a model which thinks before it answers is asked in its own way, at most twice, within the budget."""

from __future__ import annotations

import pytest

from appliance.contract.egress import EgressOutcome
from appliance.integrations.cloud.length import THOUGHTS_TOKENS
from tests.unit.integrations.conftest import Sides


@pytest.fixture
def thinking(sides: Sides) -> Sides:
    sides.switch_on()
    sides.provider.thinks = True
    return sides


async def test_it_answers_the_first_question_and_is_known_from_then_on(thinking: Sides) -> None:
    assert [await thinking.ask("Do you ship?") for _ in range(2)] == ["Hello.", "Hello."]
    first, *others = thinking.provider.asked
    assert (first["max_tokens"], first["temperature"]) == (100, 0)
    for asked in others:
        assert asked["max_completion_tokens"] == 100 + THOUGHTS_TOKENS
        assert not {"max_tokens", "temperature"} & asked.keys()
    assert len(others) == 2


async def test_each_call_is_a_row_and_the_refused_one_costs_nothing(thinking: Sides) -> None:
    await thinking.ask("Do you ship?")
    answered, refused = await thinking.rows()
    assert (refused.outcome, refused.cost) == (EgressOutcome.FAILED, 0)
    assert answered.outcome is EgressOutcome.ANSWERED
    assert answered.job_id == refused.job_id
    assert (await thinking.owner.status()).ready


async def test_room_for_thoughts_is_within_the_budget(thinking: Sides) -> None:
    thinking.switch_on(daily_budget=0.01)
    assert await thinking.ask("Do you ship?") is None
    assert len(thinking.provider.asked) == 1
    assert "budget" in (await thinking.owner.status()).detail


async def test_after_failures_one_call_finds_out_how_it_wants_to_be_asked(thinking: Sides) -> None:
    thinking.provider.thinks, thinking.provider.status = False, 503
    for _ in range(4):
        await thinking.ask("Do you ship?")
    thinking.provider.thinks, thinking.provider.status = True, 200
    thinking.clock.seconds += 60
    assert await thinking.ask("Do you ship?") == "Hello."


async def test_another_model_is_asked_in_the_usual_way(thinking: Sides) -> None:
    await thinking.ask("Do you ship?")
    thinking.provider.thinks = False
    thinking.switch_on(model="large-2")
    assert await thinking.ask("Do you ship?") == "Hello."
    assert thinking.provider.asked[-1]["max_tokens"] == 100


async def test_one_that_used_up_its_words_for_thoughts_gave_no_answer(thinking: Sides) -> None:
    thinking.provider.text = ""
    assert await thinking.ask("Do you ship?") is None
    assert "gave no answer" in (await thinking.owner.status()).detail
