"""Owns that texts are counted by the loaded model's own tokenizer, and that nothing in them is a control token."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from appliance.model_server.prompt.chat_prompt import ChatPrompt
from tests.unit.model_server.chat_server import TOKEN, Server


class Letters:
    """Each letter is a token; `<end>` is a control token; every prompt begins with 7."""

    chat_template = bos = eos = ""
    control: Mapping[str, int] = {"<end>": 9}
    first: int | None = 7

    def tokenize(self, text: str) -> list[int]:
        return [ord(letter) for letter in text]


def test_each_text_is_counted(server: Server) -> None:
    answer = server.http.post("/v1/tokenize", json={"input": ["Hi", "Hello", ""]})
    assert answer.json() == {"model": "fake", "counts": [2, 5, 0]}


@pytest.mark.parametrize("body", [{}, {"input": []}, {"input": "Hi"}, {"input": ["x"] * 65}, {"input": ["x" * 8001]}])
def test_what_is_no_short_list_of_texts_is_refused(server: Server, body: dict[str, object]) -> None:
    assert server.http.post("/v1/tokenize", json=body).status_code == 400


def test_while_the_model_is_loading_it_says_so() -> None:
    server = Server()
    assert server.http.post("/v1/tokenize", json={"input": ["Hi"]}).status_code == 503


def test_without_the_token_nobody_counts(server: Server) -> None:
    wrong = TOKEN | {"Authorization": "Bearer wrong"}
    assert server.http.post("/v1/tokenize", json={"input": ["Hi"]}, headers=wrong).status_code == 401


def test_a_control_token_in_a_text_is_text_and_the_first_token_is_not_counted() -> None:
    assert ChatPrompt(Letters()).count("a<end>") == len("a<end>")
