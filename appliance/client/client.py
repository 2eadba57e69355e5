"""Owns the private api as Python methods: contract values out, ShopbellError for everything that goes wrong.

Blocking on purpose: the command line wants it so, and the panel calls it from its background threads.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TypeVar
from urllib.parse import quote

import httpx2
from pydantic import BaseModel, TypeAdapter, ValidationError

from appliance.client.event_stream import events, understood
from appliance.contract.chat import ChatEvent, ChatRequest, ConversationSummary, QuestionState
from appliance.contract.facts import ShopFacts
from appliance.contract.jobs import Job
from appliance.contract.knowledge import (
    Added,
    Document,
    DocumentFile,
    Generation,
    IndexedDocument,
    KnowledgeSummary,
)
from appliance.contract.leads import Lead
from appliance.contract.models import LocalFile, Model
from appliance.contract.ports import Ports, url
from appliance.contract.problems import ErrorCode, Problem, Refused, ShopbellError, Unavailable
from appliance.contract.status import BoxStatus
from appliance.core.paths import Paths

T = TypeVar("T", bound=BaseModel)

CONNECT_S = 2.0
CALL_S = 15.0
# The model may think this long before its first word; the api ends every stream earlier by itself.
STREAM_S = 180.0
# A model file that was touched is read whole before it is used: seconds for each gigabyte.
USE_S = 120.0
JSON = {"Content-Type": "application/json"}


class Client:
    """Speaks to one box. Thread-safe; close it or use it in a `with`."""

    def __init__(self, base_url: str, token: str, transport: httpx2.BaseTransport | None = None) -> None:
        self._http = httpx2.Client(
            base_url=base_url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx2.Timeout(CALL_S, connect=CONNECT_S),
            transport=transport,
            trust_env=False,
        )

    @classmethod
    def local(cls) -> Client:
        """The box on this machine: SHOPBELL_HOME and SHOPBELL_PORT, or where they are by default.

        Raises Unavailable when Shopbell has not been started.
        """
        paths = Paths.from_environment(os.environ)
        try:
            token = paths.token.read_text(encoding="utf-8").strip()
        except FileNotFoundError as cause:
            raise Unavailable(ErrorCode.UNREACHABLE, "Shopbell is not running on this computer.") from cause
        return cls(url(Ports.from_environment(os.environ).private), token)

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- questions

    def ask(self, question: str, conversation_id: str | None = None) -> Iterator[ChatEvent]:
        """Ask and yield the events as they come. Closing the iterator cancels the question."""
        request = ChatRequest(question=question, conversation_id=conversation_id)
        try:
            with self._http.stream(
                "POST", "/v1/chat", json=request.model_dump(), timeout=httpx2.Timeout(STREAM_S, connect=CONNECT_S)
            ) as response:
                if response.is_error:
                    response.read()
                    _raise_for(response)
                yield from events(response.iter_lines())
        except httpx2.TransportError as cause:
            raise _gone(cause) from cause

    def question(self, question_id: str) -> QuestionState:
        return self._get(f"/v1/chat/{question_id}", QuestionState)

    def cancel_question(self, question_id: str) -> None:
        self._call("DELETE", f"/v1/chat/{question_id}")

    def conversations(self, limit: int = 20) -> list[ConversationSummary]:
        """The latest questions, newest first."""
        return self._list(f"/v1/conversations?limit={limit}", ConversationSummary)

    def leads(self, limit: int = 50) -> list[Lead]:
        return self._list(f"/v1/leads?limit={limit}", Lead)

    # -- knowledge

    def knowledge(self) -> KnowledgeSummary:
        return self._get("/v1/knowledge", KnowledgeSummary)

    def documents(self) -> list[Document]:
        return self._list("/v1/knowledge/documents", Document)

    def add_document(self, path: Path) -> Added:
        """Send a file; it is stored at once and read by a job. Raises Refused when its kind is not known."""
        with path.open("rb") as file:
            return _parse(self._call("POST", "/v1/knowledge/documents", files={"file": (path.name, file)}), Added)

    def remove_document(self, document_id: str) -> None:
        self._call("DELETE", f"/v1/knowledge/documents/{document_id}")

    def rebuild_index(self) -> Job:
        return _parse(self._call("POST", "/v1/knowledge/rebuild"), Job)

    def facts(self) -> ShopFacts:
        return self._get("/v1/facts", ShopFacts)

    def save_facts(self, facts: ShopFacts) -> ShopFacts:
        return _parse(self._call("PUT", "/v1/facts", json=facts.model_dump(mode="json")), ShopFacts)

    # -- for the worker that reads documents

    def document_file(self, document_id: str) -> DocumentFile:
        return self._get(f"/v1/knowledge/documents/{document_id}/file", DocumentFile)

    def put_passages(self, document_id: str, indexed: IndexedDocument, generation: str | None = None) -> None:
        """Hand in what was read of a document: into the active index, or into one being built."""
        path = f"/v1/knowledge/documents/{document_id}/passages"
        if generation:
            path = f"/v1/knowledge/generations/{generation}/documents/{document_id}"
        self._call("PUT", path, content=indexed.model_dump_json(), headers=JSON)

    def put_problem(self, document_id: str, problem: str) -> None:
        self._call("PUT", f"/v1/knowledge/documents/{document_id}/problem", json={"problem": problem})

    def begin_generation(self) -> Generation:
        return _parse(self._call("POST", "/v1/knowledge/generations"), Generation)

    def activate_generation(self, generation: str) -> None:
        self._call("POST", f"/v1/knowledge/generations/{generation}/activate")

    # -- language models

    def models(self) -> list[Model]:
        """The catalogue, smallest first, then the owner's own files."""
        return self._list("/v1/models", Model)

    def download_model(self, model_id: str) -> Job:
        return _parse(self._call("POST", f"/v1/models/{quote(model_id, safe='')}/download"), Job)

    def add_model(self, path: Path) -> Job:
        """Take in a GGUF file that lies on the box's own disk."""
        return _parse(self._call("POST", "/v1/models/files", json=LocalFile(path=str(path)).model_dump()), Job)

    def use_model(self, model_id: str) -> Model:
        return _parse(self._call("POST", f"/v1/models/{quote(model_id, safe='')}/use", timeout=USE_S), Model)

    def remove_model(self, model_id: str) -> None:
        self._call("DELETE", f"/v1/models/{quote(model_id, safe='')}")

    # -- the box

    def status(self) -> BoxStatus:
        return self._get("/v1/status", BoxStatus)

    def jobs(self, limit: int = 50) -> list[Job]:
        """The latest jobs, newest first."""
        return self._list(f"/v1/jobs?limit={limit}", Job)

    def job(self, job_id: str) -> Job:
        return self._get(f"/v1/jobs/{job_id}", Job)

    def cancel_job(self, job_id: str) -> Job:
        return _parse(self._call("DELETE", f"/v1/jobs/{job_id}"), Job)

    # -- the wire

    def _call(self, method: str, path: str, **body: object) -> httpx2.Response:
        try:
            response = self._http.request(method, path, **body)  # type: ignore[arg-type]
        except httpx2.TransportError as cause:
            raise _gone(cause) from cause
        if response.is_error:
            _raise_for(response)
        return response

    def _get(self, path: str, shape: type[T]) -> T:
        return _parse(self._call("GET", path), shape)

    def _list(self, path: str, shape: type[T]) -> list[T]:
        with understood():
            return TypeAdapter(list[shape]).validate_json(self._call("GET", path).content)  # type: ignore[valid-type]


def _parse(response: httpx2.Response, shape: type[T]) -> T:
    with understood():
        return shape.model_validate_json(response.content)


def _gone(cause: httpx2.TransportError) -> Unavailable:
    slow = isinstance(cause, httpx2.TimeoutException)
    return Unavailable(
        ErrorCode.UNREACHABLE,
        "Shopbell did not answer in time." if slow else "Shopbell does not answer. Is it running?",
        retry_after_s=2,
    )


def _raise_for(response: httpx2.Response) -> None:
    try:
        problem = Problem.model_validate_json(response.content)
    except ValidationError as cause:
        detail = f"Shopbell answered {response.status_code} without saying why."
        raise Unavailable(ErrorCode.UNREACHABLE, detail) from cause
    # A caller that tries again must know whether that may help.
    kind = Unavailable if problem.status in (429, 503) else Refused if problem.status < 500 else ShopbellError
    raise kind(problem.code, problem.detail, problem.retry_after_s)
