"""Owns whose turn it is: urgency first, then everybody's first question before anybody's second."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from appliance.model_server.generation.fairness import in_turn
from appliance.model_server.generation.ports import Sampling
from appliance.model_server.generation.values import Generation, Priority


@dataclass(frozen=True)
class Waiting:
    generation: Generation
    priority: Priority


def line(*visitors: str, priority: Priority = Priority.VISITOR) -> list[Waiting]:
    return [
        Waiting(Generation(f"{number}{visitor}", (1,), 1, Sampling(), visitor=visitor), priority)
        for number, visitor in enumerate(visitors)
    ]


def served(waiting: list[Waiting], running: dict[str, int] | None = None) -> list[str]:
    return [each.generation.id for each in in_turn(waiting, running or {})]


def test_a_second_question_lets_a_first_one_pass() -> None:
    assert served(line("ann", "ann", "ann", "bob")) == ["0ann", "3bob", "1ann", "2ann"]


def test_who_is_being_answered_waits_behind_who_is_not() -> None:
    assert served(line("ann", "bob"), {"ann": 1}) == ["1bob", "0ann"]


def test_without_a_key_it_is_first_come_first_served() -> None:
    assert served(line("", "", "ann", "")) == ["0", "1", "2ann", "3"]


def test_background_work_does_not_count_against_a_visitors_question() -> None:
    waiting = line("ann", "ann", priority=Priority.BACKGROUND) + line("bob", "ann")
    assert served(waiting) == ["0bob", "1ann", "0ann", "1ann"]


@given(
    st.lists(st.tuples(st.sampled_from(["", "a", "b", "c"]), st.sampled_from(list(Priority))), max_size=30),
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 5)),
)
def test_everyone_is_served_once_by_urgency_and_evenly(
    asked: list[tuple[str, Priority]], running: dict[str, int]
) -> None:
    waiting = [
        Waiting(Generation(str(number), (1,), 1, Sampling(), visitor=visitor), priority)
        for number, (visitor, priority) in enumerate(asked)
    ]
    turn = in_turn(waiting, running)
    assert sorted(each.generation.id for each in turn) == sorted(each.generation.id for each in waiting)
    assert [each.priority for each in turn] == sorted(each.priority for each in waiting)
    had = Counter(running)
    for priority in Priority:
        rounds = []
        for each in turn:
            if each.priority == priority and each.generation.visitor:
                rounds.append(had[each.generation.visitor])
                had[each.generation.visitor] += 1
        assert rounds == sorted(rounds), "somebody had a turn more before another had theirs"
    own = [each.generation.id for each in turn if (each.generation.visitor, each.priority) == ("a", Priority.VISITOR)]
    assert own == sorted(own, key=int), "one's own questions change places"
