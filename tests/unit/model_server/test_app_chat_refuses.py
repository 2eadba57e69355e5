"""The chat role over HTTP, with a fake model: what is refused, in which words, and who gets in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.model_server.chat_server import HI, Server, error
from tests.unit.model_server.fake_model import VOCABULARY


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
