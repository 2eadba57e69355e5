"""Owns the box as a play: the methods of appliance.client.Client that the panel uses, with answers a test can set."""

from __future__ import annotations

import threading
from collections.abc import Generator

from appliance.contract.chat import ChatEvent, ConversationSummary
from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.knowledge import Document, KnowledgeSummary
from appliance.contract.leads import Lead
from appliance.contract.problems import ErrorCode, ShopbellError, Unavailable
from appliance.contract.status import BoxStatus
from tests.gui import a_shop
from tests.gui.fake_knowledge import FakeKnowledge
from tests.gui.fake_talks import FakeTalks

GONE = Unavailable(ErrorCode.UNREACHABLE, "Shopbell does not answer. Is it running?", retry_after_s=2)
LONGEST_WAIT_S = 10


class FakeClient(FakeKnowledge, FakeTalks):
    """Refuses to be called in the window's thread: the panel must never wait there."""

    def __init__(self) -> None:
        super().__init__()
        self.failure: ShopbellError | None = None
        self.failures: dict[str, Exception] = {}
        self.calls: list[str] = []
        self.now_status = a_shop.status()
        self.now_documents = a_shop.documents()
        self.now_jobs: list[Job] = []
        self.now_questions = a_shop.questions()
        self.now_leads: list[Lead] = []
        self.told: tuple[ChatEvent, ...] = a_shop.answer()
        self.pause_before: int | None = None
        self.go_on = threading.Event()
        self.asked: list[tuple[str, str | None]] = []
        self.closed_streams = 0
        self.removed: list[str] = []

    def let_go(self) -> None:
        """End every wait, so that no thread outlives its test."""
        self.go_on.set()

    def close(self) -> None:
        self.let_go()

    def ask(self, question: str, conversation_id: str | None = None) -> Generator[ChatEvent, None, None]:
        self._enter("ask")
        self.asked.append((question, conversation_id))
        try:
            for at, event in enumerate(self.told):
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

    def leads(self, limit: int = 50, open_only: bool = False) -> list[Lead]:
        self._enter("leads")
        return [lead for lead in self.now_leads if not (open_only and lead.handled_at)][:limit]

    def knowledge(self) -> KnowledgeSummary:
        self._enter("knowledge")
        passages = sum(document.passages for document in self.now_documents)
        return KnowledgeSummary(
            documents=len(self.now_documents),
            passages=passages,
            products=len(self.now_products),
            generation="g1",
            embedder="multilingual-e5-small",
        )

    def documents(self) -> list[Document]:
        self._enter("documents")
        return list(self.now_documents)

    def remove_document(self, document_id: str) -> None:
        self._enter("remove_document")
        self.removed.append(document_id)
        self.now_documents = [document for document in self.now_documents if document.id != document_id]

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
