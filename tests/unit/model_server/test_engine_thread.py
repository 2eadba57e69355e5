"""The engine as the process sees it: loading, cancelling, deadlines, a full line, and every way to end."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from appliance.contract.problems import ErrorCode, Refused, ShopbellError, Unavailable
from appliance.model_server.generation.admission import WAITING_MAX, Ticket
from appliance.model_server.generation.engine_thread import EngineThread, Snapshot, StopAsked
from appliance.model_server.generation.ports import Sampling, TokenModel
from appliance.model_server.generation.prefix_file import PrefixFile
from appliance.model_server.generation.values import Broken, Delta, Event, Finished, Generation, Priority
from appliance.supervisor.restart_policy import Exit, Restart, decide
from tests.unit.model_server.fake_model import FakeModel, answer, text

WAIT_S = 10.0


class Box:
    """An engine thread around a fake model; `ended` holds the exit codes it has reported."""

    def __init__(self, at_once: int = 2, prefixes: PrefixFile | None = None) -> None:
        self.model = FakeModel(cells=4096)
        self.now = 0.0
        self.ended: queue.Queue[int] = queue.Queue()
        self.may_load = threading.Event()
        self.may_load.set()
        self.refusal: ShopbellError | RuntimeError | None = None
        self.thread = EngineThread(self._load, at_once, clock=lambda: self.now, prefixes=prefixes)

    def _load(self, stop_asked: StopAsked) -> TokenModel:
        assert self.may_load.wait(WAIT_S)
        if stop_asked():
            raise Refused(ErrorCode.BAD_INPUT, "Loading was broken off.")
        if self.refusal:
            raise self.refusal
        return self.model

    def start(self) -> None:
        self.thread.start(self.ended.put)

    def ready(self) -> None:
        self.start()
        first = self.ask("first", length=1, until_accepted=True)
        assert isinstance(last(first), Finished)

    def ask(
        self,
        name: str,
        length: int = 5,
        deadline: float = 60.0,
        until_accepted: bool = False,
        priority: Priority = Priority.VISITOR,
        prompt: tuple[int, ...] = (1, 2, 3),
    ) -> queue.Queue[Event]:
        events: queue.Queue[Event] = queue.Queue()
        generation = Generation(name, prompt, length, Sampling())
        ticket = Ticket(generation, priority, deadline, events.put)
        while True:
            try:
                self.thread.submit([ticket])
                return events
            except Unavailable as loading:
                if not until_accepted or loading.code is not ErrorCode.MODEL_UNAVAILABLE:
                    raise

    def idle(self) -> Snapshot:
        while (now := self.thread.look()).running:
            pass
        return now

    def stopped(self) -> int:
        code = self.ended.get(timeout=WAIT_S)
        assert self.thread.join(WAIT_S)
        return code


@pytest.fixture
def box() -> Iterator[Box]:
    box = Box()
    yield box
    box.may_load.set()
    box.model.may_step.set()
    box.thread.stop()
    assert box.thread.join(WAIT_S)


def last(events: queue.Queue[Event]) -> Event:
    while isinstance(event := events.get(timeout=WAIT_S), Delta):
        pass
    return event


def test_an_answer_arrives_piece_by_piece(box: Box) -> None:
    box.ready()
    events = box.ask("a")
    pieces = [events.get(timeout=WAIT_S) for _ in range(6)]
    assert "".join(piece.text for piece in pieces[:5] if isinstance(piece, Delta)) == text(answer((1, 2, 3), 5))
    assert pieces[5] == Finished("length", 3, 5, cached_tokens=1)


def test_while_loading_nobody_is_let_in_and_the_reason_is_said(box: Box) -> None:
    box.may_load.clear()
    box.start()
    with pytest.raises(Unavailable, match="being loaded"):
        box.ask("a")
    assert box.thread.model is None
    assert box.thread.look().running == 0


def test_a_file_that_cannot_be_loaded_ends_the_process_for_good(box: Box) -> None:
    box.refusal = Refused(ErrorCode.BAD_INPUT, "The model file x cannot be loaded.")
    box.start()
    assert box.stopped() == 78
    assert box.thread.reason == "The model file x cannot be loaded."


def test_a_model_for_which_there_is_no_memory_just_now_is_tried_again(box: Box) -> None:
    box.refusal = Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The model needs 5.0 GB of memory.")
    box.start()
    assert box.stopped() == 75
    assert box.thread.reason == "The model needs 5.0 GB of memory."


def test_a_model_that_fails_while_it_is_loaded_counts_as_a_crash_and_so_makes_room_for_the_starter(box: Box) -> None:
    box.refusal = RuntimeError("llama_decode returned -3")
    box.start()
    code = box.stopped()
    assert decide([Exit(code, well_s=0.0)] * 3, has_safe_mode=True) == Restart(2, safe_mode=True)


def test_asked_to_stop_while_loading_it_ends_well(box: Box) -> None:
    box.may_load.clear()
    box.start()
    box.thread.stop()
    box.may_load.set()
    assert box.stopped() == 0


def test_a_cancelled_answer_stops_and_frees_its_place(box: Box) -> None:
    box.ready()
    endless = box.ask("endless", length=4000)
    endless.get(timeout=WAIT_S)
    box.thread.cancel(["endless"])
    assert isinstance(last(box.ask("next")), Finished)
    assert box.thread.look().running == 0


def test_one_that_waits_can_be_cancelled_too(box: Box) -> None:
    box.ready()
    box.model.may_step.clear()
    running = [box.ask(name) for name in "ab"]
    waiting = box.ask("c")
    box.thread.cancel(["c"])
    box.model.may_step.set()
    for events in running:
        assert isinstance(last(events), Finished)
    assert isinstance(last(box.ask("d")), Finished)
    assert waiting.empty()


def test_what_waits_past_its_deadline_is_told_so_and_never_starts(box: Box) -> None:
    box.ready()
    box.model.may_step.clear()
    running = [box.ask(name) for name in "ab"]
    late = box.ask("c", deadline=5.0)
    box.now = 5.0
    box.model.may_step.set()
    for events in running:
        assert isinstance(last(events), Finished)
    broken = last(late)
    assert isinstance(broken, Broken)
    assert broken.error.code is ErrorCode.BUSY
    assert broken.error.retry_after_s


def test_a_full_line_is_said_at_once(box: Box) -> None:
    box.ready()
    box.model.may_step.clear()
    for number in range(WAITING_MAX - 1):
        box.ask(str(number))
    with pytest.raises(Unavailable) as full:
        fill(box)
    assert full.value.code is ErrorCode.BUSY
    assert full.value.retry_after_s
    assert box.thread.look().waiting <= WAITING_MAX


def test_in_a_full_line_background_work_is_sent_away_for_a_visitor(box: Box) -> None:
    box.ready()
    box.model.may_step.clear()
    work = [box.ask(f"work {number}", priority=Priority.BACKGROUND) for number in range(WAITING_MAX)]
    visitors = [box.ask(f"visitor {number}") for number in range(3)]
    broken = last(work[-1])
    assert isinstance(broken, Broken)
    assert broken.error.code is ErrorCode.BUSY
    box.model.may_step.set()
    for events in visitors:
        assert isinstance(last(events), Finished)


def fill(box: Box) -> None:
    """Ask until nobody is let in; two more may have been started and so left the line."""
    for number in range(5):
        box.ask(f"one more {number}")


def test_when_the_model_fails_everyone_is_told_and_the_process_starts_afresh(box: Box) -> None:
    box.ready()
    box.model.may_step.clear()
    asked = [box.ask(name) for name in "abc"]
    box.model.breaks = True
    box.model.may_step.set()
    for events in asked:
        broken = last(events)
        assert isinstance(broken, Broken)
        assert broken.error.code is ErrorCode.MODEL_UNAVAILABLE
    assert box.stopped() == 70
    with pytest.raises(Unavailable):
        box.ask("later")


def test_asked_to_stop_it_tells_those_who_wait_and_ends_well(box: Box) -> None:
    box.ready()
    endless = box.ask("endless", length=4000)
    endless.get(timeout=WAIT_S)
    box.thread.stop()
    broken = last(endless)
    assert isinstance(broken, Broken)
    assert "stopping" in broken.error.detail
    assert box.stopped() == 0


def test_what_served_in_one_run_serves_in_the_next(tmp_path: Path) -> None:
    prompt = tuple(range(1, 41))
    cached = []
    for _ in range(2):
        box = Box(prefixes=PrefixFile(tmp_path / "prefixes.npz"))
        box.model.own_cells = True
        box.ready()
        for name in ("a", "b"):
            end = last(box.ask(name, prompt=prompt))
            assert isinstance(end, Finished)
            cached.append(end.cached_tokens)
        box.thread.stop()
        assert box.stopped() == 0
    assert cached[0] == 0
    assert cached[1:] == [32, 32, 32]


def test_progress_grows_with_every_step_and_tokens_are_counted(box: Box) -> None:
    box.ready()
    before = box.idle()
    assert before.running == before.waiting == 0
    assert isinstance(last(box.ask("a", length=20)), Finished)
    box.thread.stop()
    assert box.stopped() == 0
    after = box.thread.look()
    assert after.progress >= before.progress + 20
    assert after.written_tokens == before.written_tokens + 20
    assert after.prompt_tokens == before.prompt_tokens + 3


def test_what_can_never_fit_is_refused(box: Box) -> None:
    box.ready()
    with pytest.raises(Refused) as refused:
        box.ask("long", length=5000)
    assert refused.value.code is ErrorCode.TOO_LONG_FOR_MODEL
