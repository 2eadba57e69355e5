"""Owns who may answer what: no model invents orders, a suspicious question reaches no model, doubt closes nothing."""

from __future__ import annotations

import pytest

from appliance.chat.triage import plan
from appliance.contract.chat import Rung
from appliance.contract.triage import OutsideTopic, Sorted, Topic, Verdict

DOUBT = Sorted(Topic.ORDER_STATUS, sure=False, score=0.5)
WRITTEN = {Rung.GENERATED, Rung.CLOUD}


def sure(topic: Topic) -> Sorted:
    return Sorted(topic, sure=True, score=1.0)


def test_in_doubt_the_whole_ladder_tries() -> None:
    assert plan(DOUBT, Verdict.PASS).rungs == frozenset(Rung)


@pytest.mark.parametrize("topic", Topic)
def test_whatever_an_owner_can_allow_may_be_asked_outside_and_nothing_else(topic: Topic) -> None:
    assert (Rung.CLOUD in plan(sure(topic), Verdict.PASS).rungs) == (topic.value in tuple(OutsideTopic))


@pytest.mark.parametrize("topic", [Topic.FACT, Topic.PRODUCT])
def test_simple_questions_are_worth_the_small_model(topic: Topic) -> None:
    made = plan(sure(topic), Verdict.PASS)
    assert made.model == "small"
    assert Rung.GENERATED in made.rungs


def test_hard_ones_are_worth_the_large_model() -> None:
    assert plan(sure(Topic.QUESTION), Verdict.PASS).model == "large"
    assert plan(DOUBT, Verdict.PASS).model == "large"


@pytest.mark.parametrize("topic", [Topic.ORDER_STATUS, Topic.BOOKING, Topic.LEAD, Topic.COMPLAINT])
def test_what_concerns_one_visitor_is_looked_up_and_then_goes_to_people(topic: Topic) -> None:
    rungs = plan(sure(topic), Verdict.PASS).rungs
    assert {Rung.FACTS, Rung.APPROVED, Rung.LEAD_FORM, Rung.HAND_OFF} <= rungs
    assert not rungs & (WRITTEN | {Rung.EXTRACT, Rung.CACHE})


def test_who_wants_a_person_is_not_held_up() -> None:
    assert plan(sure(Topic.HAND_OFF), Verdict.PASS).rungs == {Rung.HAND_OFF, Rung.LEAD_FORM, Rung.INCIDENT}


@pytest.mark.parametrize("topic", [Topic.SMALL_TALK, Topic.ABUSE])
def test_the_box_itself_answers_small_talk_and_abuse(topic: Topic) -> None:
    assert not plan(sure(topic), Verdict.PASS).rungs


def test_what_is_off_topic_is_answered_from_what_the_owner_typed_and_costs_no_model() -> None:
    made = plan(sure(Topic.OFF_TOPIC), Verdict.PASS)
    assert {Rung.FACTS, Rung.APPROVED} <= made.rungs
    assert not made.rungs & (WRITTEN | {Rung.EXTRACT})


@pytest.mark.parametrize("sorted_as", [DOUBT, sure(Topic.QUESTION), sure(Topic.FACT)])
def test_a_suspicious_question_reaches_no_model_and_no_cache(sorted_as: Sorted) -> None:
    rungs = plan(sorted_as, Verdict.CAREFUL).rungs
    assert not rungs & (WRITTEN | {Rung.CACHE})
    assert {Rung.FACTS, Rung.EXTRACT, Rung.LEAD_FORM} <= rungs


def test_the_same_question_once_too_often_gets_what_is_typed_or_a_person() -> None:
    rungs = plan(DOUBT, Verdict.CAREFUL, again=True).rungs
    assert {Rung.FACTS, Rung.APPROVED, Rung.PRODUCTS, Rung.HAND_OFF, Rung.LEAD_FORM} <= rungs
    assert not rungs & (WRITTEN | {Rung.CACHE, Rung.EXTRACT})


@pytest.mark.parametrize("topic", Topic)
def test_nobody_answers_what_is_refused(topic: Topic) -> None:
    assert not plan(sure(topic), Verdict.REFUSE).rungs


def test_a_guess_that_it_is_not_about_the_shop_waits_behind_the_others() -> None:
    assert plan(Sorted(Topic.OFF_TOPIC, sure=False), Verdict.PASS).priority == "background"
    assert plan(DOUBT, Verdict.PASS).priority == "visitor"
    assert plan(Sorted(Topic.OFF_TOPIC, sure=False), Verdict.PASS, priority="owner").priority == "owner"
