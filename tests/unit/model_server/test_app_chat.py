"""The chat role over HTTP, with a fake model: the shapes of its answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from appliance.model_server.generation.ports import Sampling
from tests.unit.model_server.chat_server import PROMPT, Server, chunks
from tests.unit.model_server.fake_model import answer, text


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


@pytest.mark.parametrize("stream", [{}, {"stream": True, "stream_options": {"include_usage": True}}])
def test_it_is_told_where_the_time_went(server: Server, stream: dict[str, object]) -> None:
    answered = server.ask(max_tokens=3, **stream)
    took = (chunks(answered)[-1] if stream else answered.json())["timings"]
    assert list(took) == ["queue_ms", "prompt_ms", "predicted_ms"]
    assert min(took.values()) >= 0
    assert sum(took.values()) > 0


def test_who_asks_for_usage_is_told_with_the_first_chunk_what_the_beginning_took(server: Server) -> None:
    first = chunks(server.ask(max_tokens=3, stream=True, stream_options={"include_usage": True}))[0]
    assert first["usage"] == {
        "prompt_tokens": 2,
        "completion_tokens": 0,
        "total_tokens": 2,
        "prompt_tokens_details": {"cached_tokens": 0},
    }
    assert list(first["timings"]) == ["queue_ms", "prompt_ms"]
    assert not any({"usage", "timings"} & part.keys() for part in chunks(server.ask(max_tokens=3, stream=True)))


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
