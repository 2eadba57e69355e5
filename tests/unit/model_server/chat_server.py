"""Owns the chat role over HTTP with a fake model behind it, and what its answers must look like."""

from __future__ import annotations

import json
import queue
from typing import Any

import httpx2
from fastapi.testclient import TestClient

from appliance.model_server.generation.engine_thread import EngineThread
from appliance.model_server.prompt.chat_prompt import ChatPrompt
from appliance.model_server.web.app_chat import ChatService, chat_app
from appliance.model_server.web.gate import Gate
from tests.unit.model_server.fake_model import VOCABULARY, FakeModel

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
