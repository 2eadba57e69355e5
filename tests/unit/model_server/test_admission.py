"""Who waits, who starts next, and who is sent away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.model_server.generation.admission import OF_ONE_VISITOR_MAX, Admission, Ticket, Verdict
from appliance.model_server.generation.ports import Sampling
from appliance.model_server.generation.values import Deliver, Generation, Priority

LONGEST = 100


def ticket(name: str, priority: Priority = Priority.VISITOR, deadline: float = 60.0, length: int = 10) -> Ticket:
    return Ticket(Generation(name, (1,) * length, 5, Sampling()), priority, deadline, lambda event: None)


def taken(admission: Admission, verdicts: dict[str, Verdict] | None = None) -> list[str]:
    """The names offered to the engine; it starts all of them but those with another verdict."""
    offered: list[str] = []

    def start(generation: Generation, deliver: Deliver) -> Verdict:
        offered.append(generation.id)
        return (verdicts or {}).get(generation.id, Verdict.STARTED)

    admission.take(start, {})
    return offered


def test_first_come_first_served_within_a_priority() -> None:
    admission = Admission()
    for name in "abc":
        admission.offer([ticket(name)], LONGEST)
    assert taken(admission) == ["a", "b", "c"]
    assert len(admission) == 0


def test_a_visitor_goes_before_the_owner_and_both_before_background_work() -> None:
    admission = Admission()
    admission.offer([ticket("work", Priority.BACKGROUND)], LONGEST)
    admission.offer([ticket("owner", Priority.OWNER)], LONGEST)
    admission.offer([ticket("visitor")], LONGEST)
    assert taken(admission) == ["visitor", "owner", "work"]


def test_nobody_takes_the_room_that_the_first_in_line_waits_for() -> None:
    admission = Admission()
    admission.offer([ticket("large"), ticket("small")], LONGEST)
    assert taken(admission, {"large": Verdict.NO_ROOM}) == ["large"]
    assert taken(admission) == ["large", "small"]


def test_one_that_waits_for_anothers_prompt_lets_others_pass() -> None:
    admission = Admission()
    admission.offer([ticket("same"), ticket("other")], LONGEST)
    assert taken(admission, {"same": Verdict.LET_OTHERS_PASS}) == ["same", "other"]
    assert taken(admission) == ["same"]


def test_a_full_line_sends_the_next_one_away_with_a_time() -> None:
    admission = Admission(waiting_max=2)
    admission.offer([ticket("a"), ticket("b")], LONGEST)
    with pytest.raises(Unavailable) as busy:
        admission.offer([ticket("c")], LONGEST)
    assert busy.value.code is ErrorCode.BUSY
    assert busy.value.retry_after_s
    assert taken(admission) == ["a", "b"]


def test_in_a_full_line_a_visitor_takes_the_place_of_the_latest_background_work() -> None:
    admission = Admission(waiting_max=3)
    admission.offer([ticket("early", Priority.BACKGROUND)], LONGEST)
    admission.offer([ticket("late", Priority.BACKGROUND), ticket("owner", Priority.OWNER)], LONGEST)
    assert [out.generation.id for out in admission.offer([ticket("visitor")], LONGEST)] == ["late"]
    assert taken(admission) == ["visitor", "owner", "early"]


def test_several_answers_are_let_in_together_or_not_at_all() -> None:
    admission = Admission(waiting_max=3)
    admission.offer([ticket("a")], LONGEST)
    with pytest.raises(Unavailable):
        admission.offer([ticket("b"), ticket("c"), ticket("d")], LONGEST)
    assert taken(admission) == ["a"]


def test_what_can_never_fit_is_refused_at_once() -> None:
    admission = Admission()
    with pytest.raises(Refused) as refused:
        admission.offer([ticket("long", length=96)], LONGEST)
    assert refused.value.code is ErrorCode.TOO_LONG_FOR_MODEL
    assert "96 tokens" in refused.value.detail
    admission.offer([ticket("just", length=95)], LONGEST)
    assert taken(admission) == ["just"]


def test_after_its_deadline_nothing_starts() -> None:
    admission = Admission()
    admission.offer([ticket("short", deadline=5.0), ticket("long", deadline=9.0)], LONGEST)
    assert admission.expire(4.9) == []
    assert [out.generation.id for out in admission.expire(5.0)] == ["short"]
    assert taken(admission) == ["long"]


def test_who_has_left_is_not_started() -> None:
    admission = Admission()
    admission.offer([ticket("a"), ticket("b")], LONGEST)
    admission.withdraw(frozenset({"a", "unknown"}))
    assert taken(admission) == ["b"]


def test_one_visitor_cannot_fill_the_line() -> None:
    def of(visitor: str) -> Ticket:
        generation = Generation(visitor, (1,), 5, Sampling(), visitor=visitor)
        return Ticket(generation, Priority.VISITOR, 60.0, lambda event: None)

    admission = Admission()
    for _ in range(OF_ONE_VISITOR_MAX):
        admission.offer([of("ann")], LONGEST)
    with pytest.raises(Unavailable):
        admission.offer([of("ann")], LONGEST)
    admission.offer([of("bob")], LONGEST)
    for _ in range(OF_ONE_VISITOR_MAX + 1):
        admission.offer([of("")], LONGEST)
    assert taken(admission)[:2] == ["ann", "bob"]


def test_emptying_hands_back_everyone() -> None:
    admission = Admission()
    admission.offer([ticket("a"), ticket("b")], LONGEST)
    assert [out.generation.id for out in admission.empty()] == ["a", "b"]
    assert len(admission) == 0


@given(st.lists(st.sampled_from(list(Priority)), max_size=40), st.integers(1, 10))
def test_the_line_is_bounded_and_nobody_is_lost(arrivals: list[Priority], bound: int) -> None:
    admission = Admission(bound)
    waiting, gone = set[str](), set[str]()
    for number, priority in enumerate(arrivals):
        name = f"{priority.name} {number}"
        try:
            gone |= {out.generation.id for out in admission.offer([ticket(name, priority)], LONGEST)}
            waiting.add(name)
        except Unavailable:
            gone.add(name)
        assert len(admission) <= bound
    order = taken(admission)
    assert set(order) == waiting - gone
    assert [Priority[name.split()[0]] for name in order] == sorted(Priority[name.split()[0]] for name in order)
