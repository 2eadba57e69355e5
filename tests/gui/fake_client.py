"""Owns the box as a play: the methods of appliance.client.Client that the panel uses, with answers a test can set."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from appliance.contract.chat import ChatEvent, ConversationSummary
from appliance.contract.facts import ShopFacts
from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.knowledge import Added, Document, DocumentState, KnowledgeSummary
from appliance.contract.leads import Lead
from appliance.contract.problems import ErrorCode, Refused, ShopbellError, Unavailable
from appliance.contract.status import BoxStatus
from tests.gui import a_shop

GONE = Unavailable(ErrorCode.UNREACHABLE, "Shopbell does not answer. Is it running?", retry_after_s=2)
LONGEST_WAIT_S = 10


class FakeClient:
    """Refuses to be called in the window's thread: the panel must never wait there."""

    def __init__(self) -> None:
        self.failure: ShopbellError | None = None
        self.failures: dict[str, Exception] = {}
        self.calls: list[str] = []
        self.now_status = a_shop.status()
        self.now_documents = a_shop.documents()
        self.now_jobs: list[Job] = []
        self.now_questions = a_shop.questions()
        self.now_leads: list[Lead] = []
        self.answer: tuple[ChatEvent, ...] = a_shop.answer()
        self.pause_before: int | None = None
        self.go_on = threading.Event()
        self.asked: list[tuple[str, str | None]] = []
        self.closed_streams = 0
        self.added: list[Path] = []
        self.removed: list[str] = []

    def let_go(self) -> None:
        """End every wait, so that no thread outlives its test."""
        self.go_on.set()

    def close(self) -> None:
        self.let_go()

    def ask(self, question: str, conversation_id: str | None = None) -> Iterator[ChatEvent]:
        self._enter("ask")
        self.asked.append((question, conversation_id))
        try:
            for at, event in enumerate(self.answer):
                if at == self.pause_before:
                    self.go_on.wait(LONGEST_WAIT_S)
                yield event
        except GeneratorExit:
            self.closed_streams += 1
            raise

    def cancel_question(self, question_id: str) -> None:
        self._enter(f"cancel_question {question_id}")
        self.go_on.set()

    def conversations(self, limit: int = 20) -> list[ConversationSummary]:
        self._enter("conversations")
        return self.now_questions[:limit]

    def leads(self, limit: int = 50) -> list[Lead]:
        self._enter("leads")
        return self.now_leads[:limit]

    def knowledge(self) -> KnowledgeSummary:
        self._enter("knowledge")
        passages = sum(document.passages for document in self.now_documents)
        return KnowledgeSummary(
            documents=len(self.now_documents), passages=passages, generation="g1", embedder="multilingual-e5-small"
        )

    def documents(self) -> list[Document]:
        self._enter("documents")
        return list(self.now_documents)

    def add_document(self, path: Path) -> Added:
        self._enter("add_document")
        if path.suffix == ".exe":
            raise Refused(ErrorCode.UNSUPPORTED_DOCUMENT, f"{path.name} cannot be read; Shopbell reads .md, .txt.")
        self.added.append(path)
        document = a_shop.document(path.name, DocumentState.WAITING, passages=0)
        job = a_shop.job(f"j_{len(self.added)}", path.name, JobState.RUNNING, done=1, total=4)
        self.now_documents.append(document)
        self.now_jobs.insert(0, job)
        return Added(document=document, job_id=job.id)

    def remove_document(self, document_id: str) -> None:
        self._enter("remove_document")
        self.removed.append(document_id)
        self.now_documents = [document for document in self.now_documents if document.id != document_id]

    def facts(self) -> ShopFacts:
        self._enter("facts")
        return a_shop.facts()

    def status(self) -> BoxStatus:
        self._enter("status")
        return self.now_status

    def jobs(self, limit: int = 50) -> list[Job]:
        self._enter("jobs")
        return self.now_jobs[:limit]

    def cancel_job(self, job_id: str) -> Job:
        self._enter(f"cancel_job {job_id}")
        cancelled = a_shop.job(job_id, "cancelled", JobState.CANCELLED, kind=JobKind.READ_DOCUMENT)
        self.now_jobs = [cancelled if job.id == job_id else job for job in self.now_jobs]
        return cancelled

    def _enter(self, name: str) -> None:
        assert threading.current_thread() is not threading.main_thread(), f"{name} was called in the window's thread"
        self.calls.append(name)
        if self.failure:
            raise self.failure
        if failure := self.failures.get(name):
            raise failure
