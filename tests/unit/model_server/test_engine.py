"""Many answers at the same moment come out exactly as each alone would, whatever is shared, cancelled or evicted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appliance.model_server.generation.admission import Verdict
from appliance.model_server.generation.block_cache import BLOCK_TOKENS
from appliance.model_server.generation.engine import WORTH_WAITING, Engine
from appliance.model_server.generation.ports import Sampling
from appliance.model_server.generation.values import Delta, Event, Finished, Generation
from tests.unit.model_server.fake_model import FakeModel, answer, text

SHOP = tuple(range(100, 100 + WORTH_WAITING + 8))


class Desk:
    """An engine with its fake model, and what it has delivered to whom."""

    def __init__(self, model: FakeModel | None = None, at_once: int = 4) -> None:
        self.model = model or FakeModel()
        self.engine = Engine(self.model, at_once, clock=lambda: 0.0)
        self.events: dict[str, list[Event]] = {}

    def start(self, name: str, prompt: tuple[int, ...], length: int = 6, stops: tuple[str, ...] = ()) -> Verdict:
        events = self.events.setdefault(name, [])
        return self.engine.start(Generation(name, prompt, length, Sampling(), stops), events.append)

    def run(self) -> None:
        for _ in range(1000):
            if not self.engine.running:
                return
            self.engine.step()
        raise AssertionError("the engine does not come to an end")

    def text(self, name: str) -> str:
        return "".join(event.text for event in self.events[name] if isinstance(event, Delta))

    def end(self, name: str) -> Finished:
        last = self.events[name][-1]
        assert isinstance(last, Finished)
        return last


def test_an_answer_has_the_length_that_was_asked_for() -> None:
    desk = Desk()
    desk.start("a", (5, 6, 7), length=4)
    desk.run()
    assert desk.text("a") == text(answer((5, 6, 7), 4))
    assert desk.end("a") == Finished("length", prompt_tokens=3, completion_tokens=4, cached_tokens=0)


def test_an_answer_ends_where_the_model_ends_it() -> None:
    desk = Desk()
    desk.model.ends_after = 5
    desk.start("a", (5, 6, 7), length=50)
    desk.run()
    assert desk.text("a") == text(answer((5, 6, 7), 2))
    assert desk.end("a") == Finished("stop", prompt_tokens=3, completion_tokens=2, cached_tokens=0)


def test_an_answer_ends_before_a_stop_string() -> None:
    desk = Desk()
    third = answer((5, 6, 7), 3)[2]
    desk.start("a", (5, 6, 7), length=50, stops=(str(third),))
    desk.run()
    assert desk.text("a") == text(answer((5, 6, 7), 2))
    assert desk.end("a").reason == "stop"


@pytest.mark.parametrize("own_cells", [False, True])
def test_the_tokens_written_and_the_cells_in_use_are_counted_as_they_are(own_cells: bool) -> None:
    desk = Desk(FakeModel(cells=400, own_cells=own_cells))
    for name, more in (("a", 3), ("b", 4)):
        desk.model.ends_after = len(SHOP) + 6
        desk.start(name, (*SHOP, more), length=50)
        while desk.engine.running:
            assert desk.engine.used_cells == len(desk.model.memory)
            desk.engine.step()
    assert desk.end("b").cached_tokens > 0
    assert desk.engine.written_tokens == desk.end("a").completion_tokens + desk.end("b").completion_tokens


def test_answers_written_together_are_the_same_as_alone() -> None:
    desk = Desk()
    prompts = {"a": (1, 2), "b": (1, 2, 3), "c": (9,) * 50, "d": (4,)}
    for name, prompt in prompts.items():
        assert desk.start(name, prompt) is Verdict.STARTED
    desk.run()
    assert {name: desk.text(name) for name in prompts} == {
        name: text(answer(prompt, 6)) for name, prompt in prompts.items()
    }


def test_running_answers_gain_a_token_in_every_step_of_a_long_prompt() -> None:
    desk = Desk(FakeModel(cells=2000))
    desk.start("running", (1, 2, 3), length=30)
    desk.engine.step()
    desk.start("long", (7,) * 300)
    for step in range(1, 8):
        desk.engine.step()
        assert len(desk.events["running"]) == 1 + step
    assert desk.events["long"] == []


def test_a_prompt_is_shared_while_another_answer_still_uses_it() -> None:
    desk = Desk()
    desk.start("first", (*SHOP, 1), length=30)
    desk.engine.step()
    desk.engine.step()
    computed = desk.model.computed
    desk.start("second", (*SHOP, 2), length=1)
    desk.engine.step()
    assert desk.model.computed - computed == 3  # one token of the first, two of the second
    desk.run()
    assert desk.end("second").cached_tokens == len(SHOP) - 1
    assert desk.text("first") == text(answer((*SHOP, 1), 30))


def test_who_asks_with_a_prompt_that_is_just_being_computed_waits_for_it() -> None:
    desk = Desk(FakeModel(cells=1000))
    desk.start("first", (*SHOP, *SHOP, *range(200, 300)))
    assert desk.start("second", (*SHOP, *SHOP, 2)) is Verdict.LET_OTHERS_PASS
    assert desk.start("stranger", (1, 2, 3)) is Verdict.STARTED
    while desk.start("second", (*SHOP, *SHOP, 2)) is Verdict.LET_OTHERS_PASS:
        desk.engine.step()
    assert desk.events["first"] == [], "it starts as soon as the shared part is there"
    desk.run()
    assert desk.end("second").cached_tokens > WORTH_WAITING
    assert desk.text("second") == text(answer((*SHOP, *SHOP, 2), 6))


def test_the_next_question_of_a_conversation_finds_the_whole_past() -> None:
    desk = Desk()
    desk.start("turn 1", (1, 2, 3), length=5)
    desk.run()
    past = (1, 2, 3, *answer((1, 2, 3), 5))
    desk.start("turn 2", (*past, 4))
    desk.run()
    assert desk.end("turn 2").cached_tokens == len(past) - 1  # the last token written was never computed
    assert desk.text("turn 2") == text(answer((*past, 4), 6))


def test_the_same_prompt_again_computes_only_its_last_two_tokens() -> None:
    desk = Desk()
    for name in ("a", "b"):
        desk.start(name, (1, 2, 3, 4), length=3)
        desk.run()
    assert desk.end("b").cached_tokens == 2
    assert desk.text("a") == desk.text("b")


def test_more_answers_than_places_have_to_wait() -> None:
    desk = Desk(at_once=2)
    assert [desk.start(name, (number,)) for number, name in enumerate("abc", 1)] == [
        Verdict.STARTED,
        Verdict.STARTED,
        Verdict.NO_ROOM,
    ]
    desk.run()
    assert desk.start("c", (3,)) is Verdict.STARTED


def test_room_is_promised_to_the_end_of_the_longest_possible_answer() -> None:
    desk = Desk(FakeModel(cells=64))
    assert desk.start("a", (1,) * 10, length=30) is Verdict.STARTED
    assert desk.start("b", (2,) * 10, length=15) is Verdict.NO_ROOM
    assert desk.start("c", (2,) * 10, length=14) is Verdict.STARTED
    desk.run()
    assert desk.end("a").completion_tokens == 30
    assert desk.end("c").completion_tokens == 14


def test_old_prefixes_give_way_to_new_answers() -> None:
    desk = Desk(FakeModel(cells=64))
    for number in range(1, 10):
        assert desk.start(str(number), (number,) * 20, length=20) is Verdict.STARTED
        desk.run()
        assert desk.text(str(number)) == text(answer((number,) * 20, 20))


def test_only_as_much_is_kept_as_is_worth_it_and_the_latest_stays() -> None:
    desk = Desk()
    desk.model.keep = 30
    for number in range(1, 5):
        desk.start(str(number), (number,) * 10, length=3)
        desk.run()
    assert len(desk.model.memory) <= 30
    desk.start("again", (4,) * 10, length=3)
    desk.run()
    assert desk.end("again").cached_tokens == 8


def test_a_cancelled_answer_frees_its_room_and_says_no_more() -> None:
    desk = Desk(FakeModel(cells=64))
    desk.start("a", (1,) * 40, length=20)
    desk.engine.step()
    said = list(desk.events["a"])
    desk.engine.cancel(frozenset({"a", "unknown"}))
    assert desk.engine.running == 0
    assert desk.model.samplings == {}
    assert desk.start("b", (2,) * 40, length=24) is Verdict.STARTED
    desk.run()
    assert desk.events["a"] == said


def test_what_a_stopped_answer_computed_serves_the_next_one_and_its_length_is_learned_from() -> None:
    desk = Desk(FakeModel(cells=256))
    guessed = desk.engine.forecast.work_left(0, 0, 60).answer
    desk.start("a", (1,) * 40, length=60)
    for _ in range(4):
        desk.engine.step()
    desk.engine.cancel(frozenset({"a"}))
    assert desk.engine.forecast.work_left(0, 0, 60).answer < guessed
    desk.start("b", (1,) * 40, length=4)
    desk.run()
    assert desk.end("b").cached_tokens >= 32


def test_where_each_has_cells_of_its_own_a_prompt_still_being_computed_is_shared() -> None:
    desk = Desk(FakeModel(cells=600, sequences=4, batch=20, own_cells=True))
    shop = tuple(range(100, 100 + 5 * WORTH_WAITING))
    desk.start("a", (*shop, 1))
    assert desk.start("b", (*shop, 2)) is Verdict.LET_OTHERS_PASS
    while desk.start("b", (*shop, 2)) is not Verdict.STARTED:
        desk.engine.step()
    assert not desk.events["a"]  # it was not necessary to wait until the other answer began
    desk.run()
    assert desk.end("b").cached_tokens > len(shop) - WORTH_WAITING - BLOCK_TOKENS
    assert desk.text("b") == text(answer((*shop, 2), 6))


def test_where_nothing_can_be_shared_nobody_waits_for_the_same_prompt_of_another() -> None:
    desk = Desk(FakeModel(cells=600, sequences=4, batch=20, shares_prefixes=False))
    assert desk.start("a", (*SHOP, 3)) is Verdict.STARTED
    desk.engine.step()
    assert desk.start("b", (*SHOP, 4)) is Verdict.STARTED
    desk.run()
    assert desk.text("b") == text(answer((*SHOP, 4), 6))


def test_a_model_that_cannot_share_computes_everything_anew() -> None:
    desk = Desk(FakeModel(shares_prefixes=False))
    for name in ("a", "b"):
        desk.start(name, (1, 2, 3, 4))
        desk.run()
    assert desk.end("b").cached_tokens == 0
    assert desk.text("b") == text(answer((1, 2, 3, 4), 6))
    assert desk.model.memory == []


@pytest.mark.parametrize("kind", ["pool", "own cells", "nothing shared"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_in_any_order_everything_comes_out_right(kind: str, data: st.DataObject) -> None:
    own = kind == "own cells"
    model = FakeModel(
        # with cells of one's own there is always room for an answer that is not too long
        cells=300 if own else 80,
        sequences=3 if own else 7,
        batch=24,
        shares_prefixes=kind != "nothing shared",
        own_cells=own,
    )
    desk = Desk(model, at_once=3)
    desk.model.keep = data.draw(st.integers(0, 80))
    prompts = st.lists(st.integers(1, 2), min_size=1, max_size=40).map(tuple)
    asked: dict[str, tuple[tuple[int, ...], int]] = {}
    for number in range(data.draw(st.integers(1, 12))):
        name, prompt, length = str(number), data.draw(prompts), data.draw(st.integers(1, 12))
        while desk.start(name, prompt, length) is not Verdict.STARTED:
            desk.engine.step()
        asked[name] = (prompt, length)
        for _ in range(data.draw(st.integers(0, 6))):
            if desk.engine.running:
                desk.engine.step()
        if data.draw(st.booleans()):
            gone = data.draw(st.sampled_from(sorted(asked)))
            desk.engine.cancel(frozenset({gone}))
    desk.run()
    for name, (prompt, length) in asked.items():
        whole = text(answer(prompt, length))
        finished = bool(desk.events[name]) and isinstance(desk.events[name][-1], Finished)
        assert desk.text(name) == whole if finished else whole.startswith(desk.text(name))
    assert desk.engine.free_cells == desk.model.cells - len(desk.model.memory)
