"""The fake model keeps its word: what a question tells it to do is what a client sees."""

from __future__ import annotations

import time

import httpx2
import openai
import pytest

from tests.fakes.model_process import FakeModel
from tests.fakes.model_words import DIMENSIONS, answer, vector

NOTES = {
    "role": "system",
    "content": "Notes:\n- Repairs: A tune-up costs 45 €. Tubes are 9.50 €.\n- Hours: We open at 9.",
}


def client(model: FakeModel) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{model.url}/v1", api_key=model.token, max_retries=0, timeout=10)


def stream(model: FakeModel, question: str) -> list[str]:
    """The lines of an answer's stream, or what has come when the stream breaks off, then the error's name."""
    body = {"stream": True, "messages": [{"role": "user", "content": question}]}
    headers = {"Authorization": f"Bearer {model.token}"}
    lines: list[str] = []
    try:
        with httpx2.stream("POST", f"{model.url}/v1/chat/completions", json=body, headers=headers, timeout=2) as got:
            lines.extend(line for line in got.iter_lines() if line)
    except httpx2.TransportError as broken:
        lines.append(type(broken).__name__)
    return lines


def test_it_speaks_the_dialect_of_a_real_client() -> None:
    with FakeModel() as model, client(model) as talk:
        assert [row.id for row in talk.models.list()] == ["fake-model"]
        asked = {"role": "user", "content": "What does a tune-up cost?"}
        whole = talk.chat.completions.create(model="x", messages=[NOTES, asked])  # type: ignore[list-item]
        assert whole.choices[0].message.content == "A tune-up costs 45 €."
        pieces = talk.chat.completions.create(
            model="x", messages=[{"role": "user", "content": asked["content"]}], stream=True, max_tokens=2
        )
        chunks = [chunk.choices[0] for chunk in pieces]
        assert "".join(chunk.delta.content or "" for chunk in chunks) == "What does"
        assert chunks[-1].finish_reason == "length"
        assert [chat["messages"][-1] for chat in model.seen()["chats"]] == [asked, asked]


def test_it_makes_vectors_that_know_alike_from_unlike() -> None:
    with FakeModel("embed") as model, client(model) as talk:
        rows = talk.embeddings.create(model="x", input=["A tune-up costs money", "We open on Mondays"]).data
    ours = vector("What does a tune-up cost, what costs money?")
    alike, unlike = (sum(a * b for a, b in zip(row.embedding, ours, strict=True)) for row in rows)
    assert len(rows[0].embedding) == DIMENSIONS
    assert sum(number * number for number in rows[0].embedding) == pytest.approx(1)
    assert alike > 0.5 > unlike


def test_streams_end_well_only_when_told_nothing_else() -> None:
    with FakeModel() as model:
        assert stream(model, "one two three four")[-1] == "data: [DONE]"
        cut = stream(model, "__cut__ two three four")
        assert len(cut) == 4
        assert 'finish_reason": null' in cut[-1]
        assert "this is no JSON" in stream(model, "__garbage__ two three four")[-1]
        assert "rate_limit_error" in stream(model, "__busy__")[0]
        assert stream(model, "__abort__ two three four")[-1] == "RemoteProtocolError"
        model.wait_until_gone()
        model.start()
        assert stream(model, "__say:One two.__")[-1] == "data: [DONE]"


def test_once_hung_it_is_busy_for_ever_and_notes_who_left() -> None:
    with FakeModel() as model:
        assert stream(model, "__hang__ two three four")[-1] == "ReadTimeout"
        first, _ = (httpx2.get(f"{model.url}/livez").json(), stream(model, "Hello."))
        assert first["busy"] is True
        assert httpx2.get(f"{model.url}/livez").json() == first
        deadline = time.monotonic() + 5
        while model.seen()["dropped"] == 0:
            assert time.monotonic() < deadline


def test_slow_is_slow() -> None:
    with FakeModel() as model:
        began = time.monotonic()
        assert stream(model, "__slow__ two three")[-1] == "data: [DONE]"
        assert time.monotonic() - began >= 0.9


def test_while_it_loads_it_is_alive_but_not_ready() -> None:
    with FakeModel("chat", "--load-seconds", "600", wait=False) as model:
        assert httpx2.get(f"{model.url}/livez").json()["alive"] is True
        assert httpx2.get(f"{model.url}/readyz").status_code == 503
        assert "being loaded" in stream(model, "Hello.")[0]


def test_without_the_token_nothing_is_told() -> None:
    with FakeModel() as model:
        assert httpx2.get(f"{model.url}/v1/models").status_code == 401


def test_told_to_die_it_does_not_start() -> None:
    with pytest.raises(RuntimeError, match="exit code 78"):
        FakeModel("chat", "--die-at-start", "78").start()


def test_an_answer_can_be_put_into_its_mouth() -> None:
    assert answer([NOTES, {"role": "user", "content": "__say:We open at 4 in the morning.__"}]) == (
        "We open at 4 in the morning."
    )
