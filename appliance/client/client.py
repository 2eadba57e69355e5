"""Owns the private api as Python methods: contract values out, ShopbellError for everything that goes wrong.

Blocking on purpose: the command line wants it so, and the panel calls it from its background threads.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from types import TracebackType

import httpx2

from appliance.client.cache import CacheCalls
from appliance.client.cloud import CloudCalls
from appliance.client.event_stream import events
from appliance.client.facts import FactCalls
from appliance.client.handoffs import HandOffCalls
from appliance.client.imports import ImportCalls
from appliance.client.insights import InsightCalls
from appliance.client.knowledge import KnowledgeCalls
from appliance.client.leads import LeadCalls
from appliance.client.models import ModelCalls
from appliance.client.occasions import OccasionCalls
from appliance.client.outbox import OutboxCalls
from appliance.client.products import ProductCalls
from appliance.client.teaching import TeachingCalls
from appliance.client.website import WebsiteCalls
from appliance.client.wire import CONNECT_S, gone, parse, raise_for
from appliance.contract.chat import ChatEvent, ChatRequest, ConversationSummary, QuestionState
from appliance.contract.jobs import Job
from appliance.contract.ports import Ports, url
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.contract.status import BoxStatus
from appliance.core.paths import Paths

# The model may think this long before its first word; the api ends every stream earlier by itself.
STREAM_S = 180.0


class Client(
    KnowledgeCalls, FactCalls, ImportCalls, WebsiteCalls, ModelCalls, TeachingCalls, ProductCalls, InsightCalls,
    OccasionCalls, HandOffCalls, LeadCalls, OutboxCalls, CacheCalls, CloudCalls,
):  # fmt: skip
    """Speaks to one box. Thread-safe; close it or use it in a `with`."""

    @classmethod
    def local(cls, program: str = "command line") -> Client:
        """The box on this machine: SHOPBELL_HOME and SHOPBELL_PORT, or where they are by default.

        The box writes down which `program` it was that changed what may leave it.

        Raises Unavailable when Shopbell has not been started.
        """
        paths = Paths.from_environment(os.environ)
        try:
            token = paths.token.read_text(encoding="utf-8").strip()
        except FileNotFoundError as cause:
            raise Unavailable(ErrorCode.UNREACHABLE, "Shopbell is not running on this computer.") from cause
        return cls(url(Ports.from_environment(os.environ).private), token, program=program)

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- questions

    def ask(self, question: str, conversation_id: str | None = None) -> Generator[ChatEvent, None, None]:
        """Ask and yield the events as they come. Closing the iterator cancels the question."""
        request = ChatRequest(question=question, conversation_id=conversation_id)
        try:
            with self._http.stream(
                "POST", "/v1/chat", json=request.model_dump(), timeout=httpx2.Timeout(STREAM_S, connect=CONNECT_S)
            ) as response:
                if response.is_error:
                    response.read()
                    raise_for(response)
                yield from events(response.iter_lines())
        except httpx2.TransportError as cause:
            raise gone(cause) from cause

    def question(self, question_id: str) -> QuestionState:
        return self._get(f"/v1/chat/{question_id}", QuestionState)

    def cancel_question(self, question_id: str) -> None:
        self._call("DELETE", f"/v1/chat/{question_id}")

    def conversations(self, limit: int = 20) -> list[ConversationSummary]:
        """The latest questions, newest first."""
        return self._list(f"/v1/conversations?limit={limit}", ConversationSummary)

    # -- the box

    def status(self) -> BoxStatus:
        return self._get("/v1/status", BoxStatus)

    def jobs(self, limit: int = 50) -> list[Job]:
        """The latest jobs, newest first."""
        return self._list(f"/v1/jobs?limit={limit}", Job)

    def job(self, job_id: str) -> Job:
        return self._get(f"/v1/jobs/{job_id}", Job)

    def cancel_job(self, job_id: str) -> Job:
        return parse(self._call("DELETE", f"/v1/jobs/{job_id}"), Job)
