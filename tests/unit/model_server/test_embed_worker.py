"""The threads that make vectors: questions never wait for passages, lines are bounded, the end is clear."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

import pytest

from appliance.contract.problems import ErrorCode, Unavailable
from appliance.model_server.embed_worker import WAITING_MAX, EmbedWorker
from appliance.model_server.embedder import Kind

WAIT_S = 10.0


class FakeEmbedder:
    """Gives each text's own bytes as its vector; `may_work` holds passages up."""

    name = "fake"

    def __init__(self) -> None:
        self.may_work = threading.Event()
        self.may_work.set()
        self.at_work = threading.Event()
        self.order: list[str] = []

    def embed(self, text: str, kind: Kind) -> bytes:
        if kind == "passage":
            self.at_work.set()
            assert self.may_work.wait(WAIT_S)
        if text == "break":
            raise RuntimeError("broken on purpose")
        self.order.append(text)
        return text.encode()

    def count(self, text: str, kind: Kind) -> int:
        return len(text)


class Room:
    def __init__(self) -> None:
        self.embedder = FakeEmbedder()
        self.ended: queue.Queue[int] = queue.Queue()
        self.worker = EmbedWorker(lambda: self.embedder)

    def ready(self) -> None:
        self.worker.start(self.ended.put)
        while self.worker.health().model is None:
            threading.Event().wait(0.001)

    def held_up(self) -> None:
        """Ready, and at a text that it cannot finish yet."""
        self.ready()
        self.embedder.may_work.clear()
        self.worker.submit(["held"], "passage")
        assert self.embedder.at_work.wait(WAIT_S)


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room()
    yield room
    room.embedder.may_work.set()
    room.worker.stop()
    assert room.worker.join(WAIT_S)


def test_every_text_gets_its_vector(room: Room) -> None:
    room.ready()
    vectors = [future.result(WAIT_S) for future in room.worker.submit(["a", "bc"], "passage")]
    assert [(vector.data, vector.tokens) for vector in vectors] == [(b"a", 1), (b"bc", 2)]


def test_a_question_does_not_wait_for_passages(room: Room) -> None:
    room.held_up()
    passages = room.worker.submit(["p1", "p2"], "passage")
    (question,) = room.worker.submit(["q"], "query")
    assert question.result(WAIT_S).data == b"q"
    assert not passages[0].done()
    room.embedder.may_work.set()
    passages[-1].result(WAIT_S)
    assert room.embedder.order == ["q", "held", "p1", "p2"]


def test_when_questions_break_passages_end_too(room: Room) -> None:
    room.ready()
    (broken,) = room.worker.submit(["break"], "query")
    with pytest.raises(RuntimeError):
        broken.result(WAIT_S)
    assert room.ended.get(timeout=WAIT_S) == 70


def test_what_cannot_be_loaded_is_tried_again() -> None:
    ended: queue.Queue[int] = queue.Queue()

    def fail() -> FakeEmbedder:
        raise OSError("no such library")

    worker = EmbedWorker(fail)
    worker.start(ended.put)
    assert ended.get(timeout=WAIT_S) == 70
    assert worker.reason == "The embedder failed."


def test_texts_of_a_caller_who_left_are_not_computed(room: Room) -> None:
    room.held_up()
    gone, stays = room.worker.submit(["gone", "stays"], "passage")
    assert gone.cancel()
    room.embedder.may_work.set()
    assert stays.result(WAIT_S).data == b"stays"
    assert "gone" not in room.embedder.order


def test_the_line_is_bounded(room: Room) -> None:
    room.held_up()
    room.worker.submit(["x"] * WAITING_MAX, "passage")
    with pytest.raises(Unavailable) as full:
        room.worker.submit(["one more"], "passage")
    assert full.value.code is ErrorCode.BUSY


def test_before_it_is_loaded_it_says_so(room: Room) -> None:
    with pytest.raises(Unavailable) as loading:
        room.worker.submit(["x"], "query")
    assert loading.value.code is ErrorCode.MODEL_UNAVAILABLE
    assert room.worker.health().model is None


def test_it_says_whether_it_is_busy_and_how_far_it_is(room: Room) -> None:
    room.held_up()
    assert room.worker.health().busy
    room.embedder.may_work.set()
    (done,) = room.worker.submit(["x"], "query")
    done.result(WAIT_S)
    room.worker.stop()
    assert room.worker.join(WAIT_S)
    assert room.worker.health().progress == 2
    assert room.ended.get(timeout=WAIT_S) == 0


def test_when_it_breaks_everyone_is_told_and_the_process_starts_afresh(room: Room) -> None:
    room.held_up()
    broken, waiting = room.worker.submit(["break", "x"], "passage")
    room.embedder.may_work.set()
    with pytest.raises(RuntimeError):
        broken.result(WAIT_S)
    with pytest.raises(Unavailable):
        waiting.result(WAIT_S)
    assert room.ended.get(timeout=WAIT_S) == 70
