"""Real e5 behind the real `openai` client."""

from __future__ import annotations

import json

import openai
import pytest

from tests.model.conftest import TOKEN, Served

pytestmark = pytest.mark.model

MODEL = "multilingual-e5-small-q4"


def vectors(served: Served, texts: list[str], kind: str) -> list[list[float]]:
    answer = served.openai.embeddings.create(model=MODEL, input=texts, extra_body={"input_type": kind})
    assert [row.index for row in answer.data] == list(range(len(texts)))
    return [row.embedding for row in answer.data]


def similarity(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_vectors_have_length_one_and_384_numbers(embed: Served) -> None:
    (vector,) = vectors(embed, ["A bell for your bicycle."], "passage")
    assert len(vector) == 384
    assert similarity(vector, vector) == pytest.approx(1.0, abs=1e-3)


def test_a_german_question_finds_the_english_passage(embed: Served) -> None:
    passages = ["We are closed on Sundays.", "A flat tire costs 22 dollars.", "Dogs are welcome on a leash."]
    stored = vectors(embed, passages, "passage")
    for question, best in (
        ("Habt ihr sonntags auf?", 0),
        ("Was kostet ein platter Reifen?", 1),
        ("Darf mein Hund mit?", 2),
    ):
        (asked,) = vectors(embed, [question], "query")
        scores = [similarity(asked, vector) for vector in stored]
        assert scores.index(max(scores)) == best, question


def test_numbers_as_text_or_as_bytes_are_the_same(embed: Served) -> None:
    plain = embed.openai.embeddings.create(model=MODEL, input="bell", encoding_format="float").data[0].embedding
    packed = embed.openai.embeddings.create(model=MODEL, input="bell").data[0].embedding
    assert plain == pytest.approx(packed)


def test_questions_and_passages_are_told_apart(embed: Served) -> None:
    (question,), (passage,) = vectors(embed, ["bell"], "query"), vectors(embed, ["bell"], "passage")
    assert question != passage
    (left_out,) = [row.embedding for row in embed.openai.embeddings.create(model=MODEL, input="bell").data]
    assert left_out == passage


def test_usage_counts_tokens(embed: Served) -> None:
    usage = embed.openai.embeddings.create(model=MODEL, input=["one two three", "four"]).usage
    assert usage.prompt_tokens == usage.total_tokens
    assert usage.prompt_tokens > 6


@pytest.mark.parametrize("texts", [[], [""], "", ["x"] * 65, ["x" * 8001], [1, 2, 3], "\ud83d"])
def test_what_is_too_much_or_no_text_is_refused(embed: Served, texts: object) -> None:
    body = json.dumps({"input": texts}).encode()
    with embed.http as http:
        response = http.post("/v1/embeddings", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert response.json()["error"]["type"] == "invalid_request_error"


def test_a_text_with_a_hole_or_of_all_sorts_is_read_to_its_end(embed: Served) -> None:
    with_hole, beginning = vectors(embed, ["bell\0bicycle", "bell"], "passage")
    assert similarity(with_hole, beginning) < 0.999
    assert len(vectors(embed, ["日本語 🚲 العربية"], "passage")[0]) == 384


def test_a_text_longer_than_the_model_reads_is_cut_and_not_refused(embed: Served) -> None:
    assert len(vectors(embed, ["bell " * 1600], "passage")[0]) == 384


def test_a_wrong_token_is_not_let_in(embed: Served) -> None:
    with embed.caller(TOKEN + "x") as stranger, pytest.raises(openai.AuthenticationError):
        stranger.embeddings.create(model=MODEL, input="x")


def test_the_model_names_itself(embed: Served) -> None:
    assert [model.id for model in embed.openai.models.list()] == [MODEL]
