"""Owns that a caller gets contract values or a ShopbellError with words, whatever answers at the other end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from appliance.client import Client
from appliance.client.event_stream import events
from appliance.contract.chat import Accepted, Delta, Done, Outcome
from appliance.contract.problems import ErrorCode, Problem, Refused, ShopbellError, Unavailable

ACCEPTED = Accepted(question_id="q_1", conversation_id="c_1")
WORDS = Delta(text="We open at nine.")
DONE = Done(outcome=Outcome.ANSWERED, rung=None)


def lines(*said: Accepted | Delta | Done) -> list[str]:
    """The events as lines on the wire."""
    whole = [f"id: {at}\nevent: {one.event}\ndata: {one.model_dump_json()}\n" for at, one in enumerate(said, 1)]
    return "\n".join(whole).split("\n")


def client(answer: Callable[[httpx2.Request], httpx2.Response]) -> Client:
    return Client("http://box", "token", httpx2.MockTransport(answer))


def always(status: int, body: bytes | str = b"") -> Client:
    return client(lambda request: httpx2.Response(status, content=body))


def problem(code: ErrorCode) -> bytes:
    return ShopbellError(code, "A sentence for people.", 3).problem().model_dump_json().encode()


def test_events_come_in_order_and_end_with_done() -> None:
    assert list(events([": still here", *lines(ACCEPTED, WORDS, DONE), "data: never read"])) == [ACCEPTED, WORDS, DONE]


@pytest.mark.parametrize("said", [(), (ACCEPTED,), (ACCEPTED, WORDS)])
def test_a_stream_that_ends_without_done_has_failed(said: tuple[Accepted | Delta, ...]) -> None:
    with pytest.raises(Unavailable):
        list(events(lines(*said)))


@pytest.mark.parametrize("garbage", ["data: no json", 'data: {"event": "dance"}', "data: 5", "data:"])
def test_a_stream_of_something_else_has_failed(garbage: str) -> None:
    with pytest.raises(Unavailable):
        list(events([garbage]))


def test_asking_yields_the_events() -> None:
    with always(200, "\n".join(lines(ACCEPTED, WORDS, DONE))) as box:
        assert list(box.ask("When?")) == [ACCEPTED, WORDS, DONE]


def test_asking_is_refused_with_the_boxs_own_words() -> None:
    with always(429, problem(ErrorCode.BUSY)) as box, pytest.raises(Unavailable, match="A sentence for people"):
        list(box.ask("When?"))


@pytest.mark.parametrize("code", ErrorCode)
def test_every_problem_comes_back_as_the_error_it_was(code: ErrorCode) -> None:
    expected = Problem.model_validate_json(problem(code))
    with always(expected.status, problem(code)) as box, pytest.raises(ShopbellError) as caught:
        box.status()
    assert (caught.value.code, caught.value.detail, caught.value.retry_after_s) == (code, "A sentence for people.", 3)


@pytest.mark.parametrize("code", [ErrorCode.KNOWLEDGE_UNAVAILABLE, ErrorCode.MODEL_UNAVAILABLE, ErrorCode.BUSY])
def test_what_passes_is_known_as_passing_so_that_a_worker_tries_again(code: ErrorCode) -> None:
    with always(Problem.model_validate_json(problem(code)).status, problem(code)) as box, pytest.raises(Unavailable):
        box.begin_generation()


@pytest.mark.parametrize("code", [ErrorCode.NOT_FOUND, ErrorCode.NOT_ALLOWED, ErrorCode.UNSUPPORTED_DOCUMENT])
def test_what_will_not_pass_is_known_as_a_refusal(code: ErrorCode) -> None:
    with always(Problem.model_validate_json(problem(code)).status, problem(code)) as box, pytest.raises(Refused):
        box.job("job_1")


@pytest.mark.parametrize(
    ("status", "body"), [(502, b"<html>Bad gateway</html>"), (500, b""), (404, b'{"detail": "x"}')]
)
def test_an_error_without_a_reason_has_words_all_the_same(status: int, body: bytes) -> None:
    with always(status, body) as box, pytest.raises(Unavailable, match=str(status)):
        box.status()


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"a": 1}', b""])
def test_an_answer_of_another_program_or_version_has_words(body: bytes) -> None:
    with always(200, body) as box, pytest.raises(Unavailable, match="same version"):
        box.status()


def test_a_list_of_something_else_has_words() -> None:
    with always(200, b'[{"a": 1}]') as box, pytest.raises(Unavailable, match="same version"):
        box.documents()


@pytest.mark.parametrize(
    ("error", "words"),
    [(httpx2.ConnectError, "Is it running"), (httpx2.ReadTimeout, "in time"), (httpx2.ReadError, "Is it running")],
)
def test_no_server_has_words(error: type[httpx2.TransportError], words: str) -> None:
    def away(request: httpx2.Request) -> httpx2.Response:
        raise error("no", request=request)

    for call in (lambda: client(away).status(), lambda: list(client(away).ask("When?"))):
        with pytest.raises(Unavailable, match=words) as caught:
            call()
        assert caught.value.code is ErrorCode.UNREACHABLE


def test_nobody_listening_on_a_real_port_has_words() -> None:
    with Client("http://127.0.0.1:1", "token") as box, pytest.raises(Unavailable, match="Is it running"):
        box.status()


def test_the_token_is_shown_and_a_file_is_sent_by_its_name(tmp_path: Path) -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(415, content=problem(ErrorCode.UNSUPPORTED_DOCUMENT))

    (tmp_path / "price list.xyz").write_bytes(b"content")
    with client(answer) as box, pytest.raises(Refused):
        box.add_document(tmp_path / "price list.xyz")
    assert seen[0].headers["authorization"] == "Bearer token"
    assert b'filename="price list.xyz"' in seen[0].content


def test_the_box_is_told_which_program_it_is() -> None:
    seen: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers["user-agent"])
        return httpx2.Response(200, content=b"[]")

    for program in ("panel", ""):
        with Client("http://box", "token", httpx2.MockTransport(answer), program) as box:
            box.documents()
    assert seen == ["shopbell panel", "shopbell"]


def test_a_box_that_was_never_started_has_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPBELL_HOME", str(tmp_path))
    with pytest.raises(Unavailable, match="not running"):
        Client.local()
