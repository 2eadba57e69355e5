"""The chat role over HTTP, with a fake model: shapes, refusals, and who gets in."""

from __future__ import annotations

import json
import queue
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from appliance.model_server.generation.engine_thread import EngineThread
from appliance.model_server.generation.ports import Sampling
from appliance.model_server.prompt.chat_prompt import ChatPrompt
from appliance.model_server.web.app_chat import ChatService, chat_app
from appliance.model_server.web.gate import Gate
from tests.unit.model_server.fake_model import VOCABULARY, FakeModel, answer, text

TOKEN = {"Authorization": "Bearer right"}
WAIT_S = 10.0
HI = [{"role": "user", "content": "Hi"}]


class Numbers:
    """A vocabulary for the fake model: each character is a token."""

    chat_template = "{% for message in messages %}{{ message.content }}{% endfor %}"
    bos = eos = ""
    first = None
    control: dict[str, int] = {}  # noqa: RUF012

    def tokenize(self, text: str) -> list[int]:
        return [1 + ord(letter) % (VOCABULARY - 1) for letter in text]


PROMPT = Numbers().tokenize("Hi")


class Server:
    def __init__(self) -> None:
        self.model = FakeModel(cells=512)
        self.ended: queue.Queue[int] = queue.Queue()
        self.engine = EngineThread(lambda stop_asked: self.model, at_once=4)
        service = ChatService(self.engine, lambda: ChatPrompt(Numbers()), self.grammar)
        self.app = chat_app(service)
        self.http = TestClient(Gate(self.app, "right"), headers=TOKEN)

    def start(self) -> None:
        self.engine.start(self.ended.put)
        while self.http.get("/readyz").status_code != 200:
            pass

    def grammar(self, schema: dict[str, Any]) -> str:
        if "impossible" in schema:
            raise ValueError("the schema cannot be followed")
        return f"root ::= {schema.get('type')}"

    def ask_as(self, name: str, **said: Any) -> httpx2.Response:
        body = {"messages": HI, "temperature": 0, **said}
        return self.http.post("/v1/chat/completions", json=body, headers={"X-Shopbell-Request": name})

    def place(self, name: str) -> dict[str, float]:
        """Where it stands, once all six are in."""
        while sum(self.http.get("/v1/queue").json()[key] for key in ("waiting", "running")) < 6:
            pass
        place: dict[str, float] = self.http.get(f"/v1/queue/{name}").json()
        return place

    def ask(self, **said: Any) -> httpx2.Response:
        return self.http.post("/v1/chat/completions", json={"messages": HI, "temperature": 0, **said})


@pytest.fixture
def idle() -> Iterator[Server]:
    """A server whose model is not loaded yet."""
    server = Server()
    yield server
    server.model.may_step.set()
    server.engine.stop()
    assert server.engine.join(WAIT_S)


@pytest.fixture
def server(idle: Server) -> Server:
    idle.start()
    return idle


def error(response: httpx2.Response) -> dict[str, Any]:
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"message", "type", "param", "code"}
    found: dict[str, Any] = body["error"]
    return found


def chunks(response: httpx2.Response) -> list[dict[str, Any]]:
    assert response.headers["content-type"].startswith("text/event-stream")
    lines = [line.removeprefix("data: ") for line in response.text.split("\n\n") if line]
    assert lines.pop() == "[DONE]"
    return [json.loads(line) for line in lines]


def test_a_completion_has_openais_shape(server: Server) -> None:
    body = server.ask(max_tokens=3).json()
    assert body["object"] == "chat.completion"
    assert body["model"] == "fake"
    assert body["choices"] == [
        {
            "index": 0,
            "message": {"role": "assistant", "content": text(answer(PROMPT, 3)), "refusal": None},
            "logprobs": None,
            "finish_reason": "length",
        }
    ]
    assert body["usage"]["prompt_tokens"] == 2
    assert body["usage"]["completion_tokens"] == 3
    assert body["usage"]["total_tokens"] == 5


def test_a_stream_says_the_same_in_pieces(server: Server) -> None:
    parts = chunks(server.ask(max_tokens=3, stream=True))
    assert {part["object"] for part in parts} == {"chat.completion.chunk"}
    assert parts[0]["choices"][0]["delta"] == {"role": "assistant", "content": ""}
    words = "".join(part["choices"][0]["delta"].get("content", "") for part in parts)
    assert words == text(answer(PROMPT, 3))
    assert [part["choices"][0]["finish_reason"] for part in parts] == [None] * (len(parts) - 1) + ["length"]
    assert "usage" not in parts[-1]


def test_usage_comes_last_when_asked_for(server: Server) -> None:
    last = chunks(server.ask(max_tokens=3, stream=True, stream_options={"include_usage": True}))[-1]
    assert last["choices"] == []
    assert last["usage"]["completion_tokens"] == 3


def test_several_choices_share_the_prompt(server: Server) -> None:
    body = server.ask(max_tokens=3, n=3).json()
    assert [choice["index"] for choice in body["choices"]] == [0, 1, 2]
    assert {choice["message"]["content"] for choice in body["choices"]} == {text(answer(PROMPT, 3))}
    assert body["usage"]["prompt_tokens"] == 2
    assert body["usage"]["completion_tokens"] == 9


def test_a_stop_string_ends_the_answer(server: Server) -> None:
    third = str(answer(PROMPT, 3)[2])
    choice = server.ask(max_tokens=50, stop=["never", third]).json()["choices"][0]
    assert choice["message"]["content"] == text(answer(PROMPT, 2))
    assert choice["finish_reason"] == "stop"


def test_an_answer_always_has_a_bound(server: Server) -> None:
    choice = server.ask(max_tokens=None).json()
    assert choice["usage"]["total_tokens"] <= server.model.longest


def test_a_message_may_come_in_parts_and_a_developer_speaks_as_the_system(server: Server) -> None:
    parts = [{"type": "text", "text": "H"}, {"type": "text", "text": "i"}]
    messages = [{"role": "developer", "content": ""}, {"role": "user", "content": parts}]
    assert server.ask(messages=messages, max_tokens=3).json()["usage"]["prompt_tokens"] == 2


def test_what_was_asked_for_reaches_the_model(server: Server) -> None:
    said = {"temperature": 0.5, "top_p": 0.9, "top_k": 7, "min_p": 0.1, "seed": 5, "logit_bias": {"3": -100}}
    server.ask(max_tokens=1, n=2, repeat_penalty=1.1, frequency_penalty=1, presence_penalty=-1, **said)
    expected = Sampling(0.5, 7, 0.9, 0.1, 1.1, 1.0, -1.0, 5, ((3, -100.0),))
    assert server.model.asked == [expected, replace(expected, seed=6)]


def test_left_out_it_is_what_openai_says(server: Server) -> None:
    server.ask(max_tokens=1, temperature=None)
    assert server.model.asked == [Sampling(temperature=1.0)]


@pytest.mark.parametrize(
    ("said", "param"),
    [
        ({"temperature": -1}, "temperature"),
        ({"temperature": 1e9}, "temperature"),
        ({"temperature": "hot"}, "temperature"),
        ({"top_p": 1.5}, "top_p"),
        ({"min_p": -0.1}, "min_p"),
        ({"max_tokens": 0}, "max_tokens"),
        ({"max_tokens": -5}, "max_tokens"),
        ({"max_tokens": 10**12}, "max_tokens"),
        ({"max_completion_tokens": 1.5}, "max_completion_tokens"),
        ({"n": 0}, "n"),
        ({"n": 1000}, "n"),
        ({"seed": 2**70}, "seed"),
        ({"stop": ["a"] * 5}, "stop"),
        ({"stop": ""}, "stop"),
        ({"frequency_penalty": 3}, "frequency_penalty"),
        ({"logit_bias": {"1": 1000}}, "logit_bias"),
        ({"messages": []}, "messages"),
        ({"messages": "hi"}, "messages"),
        ({"messages": [{"role": "wizard", "content": "x"}]}, "messages"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}]}, "messages"),
        ({"stream": "yes"}, "stream"),
        ({"logprobs": True, "top_logprobs": 21}, "top_logprobs"),
        ({"response_format": {"type": "poem"}}, "response_format"),
        ({"response_format": {"type": "json_schema", "json_schema": {"schema": 3}}}, "response_format"),
    ],
)
def test_a_hostile_value_is_refused_with_its_name(server: Server, said: dict[str, Any], param: str) -> None:
    response = server.ask(**said)
    assert response.status_code == 400
    assert error(response)["type"] == "invalid_request_error"
    assert error(response)["param"].startswith(param)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"tools": [{"type": "function"}]}, "tools"),
        ({"functions": [{}]}, "tools"),
        ({"top_logprobs": 2}, "logprobs"),
        (
            {"response_format": {"type": "json_schema", "json_schema": {"schema": {"impossible": 1}}}},
            "cannot be followed",
        ),
        ({"stream_options": {"include_usage": True}}, "stream_options"),
        ({"logit_bias": {"x": 1}}, "logit_bias"),
        ({"logit_bias": {str(VOCABULARY): 1}}, "logit_bias"),
        ({"logit_bias": {"9" * 40: 1}}, "logit_bias"),
        ({"logit_bias": {str(token): 1 for token in range(301)}}, "logit_bias"),
    ],
)
def test_what_is_not_offered_is_refused_in_words(server: Server, said: dict[str, Any], words: str) -> None:
    response = server.ask(**said)
    assert response.status_code == 400
    assert words in error(response)["message"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"messages": NaN}', b"\xff\xfe", b"null", b'{"messages":["\\ud800"]}']
)
def test_garbage_is_refused(server: Server, body: bytes) -> None:
    response = server.http.post("/v1/chat/completions", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert error(response)["message"]


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_numbers_that_are_none_are_refused(server: Server, number: bytes) -> None:
    body = b'{"messages":[{"role":"user","content":"Hi"}],"temperature":' + number + b"}"
    response = server.http.post("/v1/chat/completions", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert error(response)["param"] == "temperature"


def test_each_token_comes_with_its_chance_when_asked(server: Server) -> None:
    choice = server.ask(max_tokens=3, logprobs=True, top_logprobs=2).json()["choices"][0]
    rows = choice["logprobs"]["content"]
    assert "".join(row["token"] for row in rows) == choice["message"]["content"]
    assert [row["logprob"] for row in rows] == [0.0] * 3
    assert [[other["logprob"] for other in row["top_logprobs"]] for row in rows] == [[-1.0, -2.0]] * 3
    assert bytes(rows[0]["bytes"]).decode() == rows[0]["token"]


def test_chances_are_streamed_with_their_text(server: Server) -> None:
    choices = [part["choices"][0] for part in chunks(server.ask(max_tokens=3, logprobs=True, stream=True))]
    told = [row["token"] for choice in choices if choice["logprobs"] for row in choice["logprobs"]["content"]]
    assert "".join(told) == "".join(choice["delta"].get("content", "") for choice in choices)
    assert len(told) == 3


def test_an_answer_in_json_is_bound_by_a_grammar(server: Server) -> None:
    schema = {"name": "order", "schema": {"type": "number"}}
    server.ask(max_tokens=1, response_format={"type": "json_object"})
    server.ask(max_tokens=1, response_format={"type": "json_schema", "json_schema": schema})
    server.ask(max_tokens=1, response_format={"type": "text"})
    assert [asked.grammar for asked in server.model.asked] == ["root ::= object", "root ::= number", None]


def test_unknown_fields_and_nulls_are_passed_over(server: Server) -> None:
    said = {"metadata": {"a": 1}, "store": False, "top_p": None, "stop": None, "tools": [], "model": "any", "user": "u"}
    assert server.ask(max_tokens=1, **said).status_code == 200


def test_a_prompt_too_long_for_the_model_is_refused(server: Server) -> None:
    response = server.ask(messages=[{"role": "user", "content": "x" * 600}])
    assert response.status_code == 400
    assert error(response)["code"] == "too_long_for_model"


def test_a_body_too_large_is_refused(server: Server) -> None:
    response = server.ask(messages=[{"role": "user", "content": "x" * 4_000_000}])
    assert response.status_code == 413
    assert error(response)["type"] == "invalid_request_error"


@pytest.mark.parametrize("headers", [{"X-Shopbell-Priority": "king"}, {"X-Shopbell-Deadline-S": "nan"}])
def test_a_priority_or_deadline_that_is_none_is_refused(server: Server, headers: dict[str, str]) -> None:
    response = server.http.post("/v1/chat/completions", json={"messages": HI}, headers=headers)
    assert response.status_code == 400
    assert "X-Shopbell" in error(response)["message"] or "X-Shopbell" in error(response)["param"]


@pytest.mark.parametrize("priority", ["visitor", "owner", "background"])
def test_every_priority_is_served(server: Server, priority: str) -> None:
    response = server.http.post(
        "/v1/chat/completions",
        json={"messages": HI, "max_tokens": 1},
        headers={"X-Shopbell-Priority": priority, "X-Shopbell-Deadline-S": "30"},
    )
    assert response.status_code == 200


@pytest.mark.parametrize("stream", [False, True])
def test_when_the_model_fails_before_the_first_word_the_status_says_so(server: Server, stream: bool) -> None:
    server.model.breaks = True
    response = server.ask(stream=stream)
    assert response.status_code == 503
    assert error(response)["code"] == "model_unavailable"
    assert response.headers["Retry-After"]


def test_when_the_model_fails_on_the_way_the_stream_ends_with_an_error(server: Server) -> None:
    server.model.breaks_after = 5
    lines = [line for line in server.ask(stream=True, max_tokens=50).text.split("\n\n") if line]
    assert json.loads(lines[-1].removeprefix("data: "))["error"]["code"] == "model_unavailable"
    assert len(lines) > 3
    assert "data: [DONE]" not in lines


def test_while_the_model_is_loading_it_lives_but_is_not_ready(idle: Server) -> None:
    assert idle.http.get("/livez").json() == {"alive": True, "busy": False, "progress": 0}
    response = idle.http.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "reason": "The model is being loaded."}
    assert idle.http.get("/v1/models").json() == {"object": "list", "data": []}
    assert idle.ask().status_code == 503


def test_once_loaded_it_names_its_model(server: Server) -> None:
    assert server.http.get("/readyz").json() == {"ready": True, "model": "fake"}
    assert [row["id"] for row in server.http.get("/v1/models").json()["data"]] == ["fake"]


@pytest.mark.parametrize("path", ["/v1/models", "/v1/queue", "/metrics", "/nowhere"])
@pytest.mark.parametrize("shown", ["", "Bearer wrong", "right", "Bearer right ", "Basic right", "bearer right"])
def test_without_the_token_nothing_is_told(server: Server, path: str, shown: str) -> None:
    response = server.http.get(path, headers={"Authorization": shown})
    assert response.status_code == 401
    assert error(response)["type"] == "authentication_error"


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_needs_no_token(server: Server, path: str) -> None:
    assert server.http.get(path, headers={"Authorization": ""}).status_code == 200


def test_unknown_addresses_are_errors_of_the_same_shape(server: Server) -> None:
    assert error(server.http.get("/nowhere"))["type"] == "invalid_request_error"
    assert server.http.get("/v1/chat/completions").status_code == 405


def test_the_place_in_line_is_told_by_the_callers_own_name(server: Server) -> None:
    server.model.may_step.clear()
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(server.ask_as, f"r{number}", max_tokens=2) for number in range(6)]
        waiting = [server.place(f"r{number}") for number in range(6)]
        server.model.may_step.set()
        assert {answer.result().status_code for answer in asked} == {200}
    places = sorted(place["position"] for place in waiting)
    running = places.count(0)
    assert running >= 1
    assert places == [0] * running + list(range(1, 7 - running))
    assert all(place["starts_in_s"] >= 0 for place in waiting)
    assert server.http.get("/v1/queue/r1").status_code == 404


def test_the_queue_and_the_metrics_say_what_was_done(server: Server) -> None:
    for _ in range(2):
        server.ask(messages=[{"role": "user", "content": "Hello"}], max_tokens=4)
    queue = {"waiting": 0, "running": 0, "waiting_max": 64, "starts_in_s": 0.0}
    assert server.http.get("/v1/queue").json() == queue
    metrics = server.http.get("/metrics").text
    assert "shopbell_model_written_tokens_total 8.0" in metrics
    assert "shopbell_model_admitted_total 2.0" in metrics
    spent = [
        float(line.split()[1]) for line in metrics.splitlines() if line.startswith("shopbell_model_spent_seconds_t")
    ]
    assert len(spent) == 3
    assert all(0 <= seconds < 10 for seconds in spent)
    assert "shopbell_model_prompt_tokens_total 10.0" in metrics
    assert "shopbell_model_cached_tokens_total 3.0" in metrics
