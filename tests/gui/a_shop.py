"""Owns what the played box knows: an invented bicycle shop on a Saturday morning."""

from __future__ import annotations

from appliance.contract.chat import (
    Accepted,
    ChatEvent,
    ConversationSummary,
    Delta,
    Done,
    Outcome,
    Rung,
    Source,
    Sources,
    Stage,
    Staged,
)
from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.knowledge import Document, DocumentState
from appliance.contract.leads import Lead
from appliance.contract.status import Answering, BoxStatus, ProcessState, ProcessStatus


def status(
    answering: Answering = Answering.YES,
    detail: str = "Every part is working.",
    processes: tuple[ProcessStatus, ...] | None = None,
    questions: int = 38,
    not_known: int = 0,
    leads: int = 0,
) -> BoxStatus:
    names = ("model-chat", "model-embed", "api", "scheduler")
    return BoxStatus(
        version="0.1.0",
        shop="Maple Street Bikes",
        answering=answering,
        detail=detail,
        model="SmolLM2-135M-Instruct",
        processes=tuple(process(name) for name in names) if processes is None else processes,
        questions_today=questions,
        answered_today=max(0, questions - 4),
        not_known_today=not_known,
        leads_today=leads,
        first_words_ms_p50=412.0 if questions else None,
        loop_delay_ms_p99=1.2,
        loop_delay_ms_max=4.0,
    )


def process(name: str, state: ProcessState = ProcessState.READY, detail: str | None = None) -> ProcessStatus:
    return ProcessStatus(
        name=name,
        state=state,
        pid=4711,
        restarts=0,
        safe_mode=False,
        since="2026-11-21T15:00:00.000+00:00",
        detail=detail,
    )


def document(
    name: str, state: DocumentState = DocumentState.READY, passages: int = 12, problem: str | None = None
) -> Document:
    title = name.rsplit(".", 1)[0].replace("-", " ").capitalize()
    return Document(
        id=f"d_{name}",
        name=name,
        title=title,
        state=state,
        bytes=4_200,
        passages=passages,
        language="en",
        added_at="2026-11-20T18:04:00.000+00:00",
        problem=problem,
    )


def documents() -> list[Document]:
    return [
        document("service-price-list.txt", passages=18),
        document("returns-and-exchanges.md", passages=9),
        document("rental-terms.md", passages=22),
    ]


def job(
    job_id: str,
    subject: str,
    state: JobState,
    done: int = 0,
    total: int = 0,
    kind: JobKind = JobKind.READ_DOCUMENT,
    detail: str | None = None,
) -> Job:
    return Job(
        id=job_id,
        kind=kind,
        state=state,
        subject=subject,
        done=done,
        total=total,
        detail=detail,
        created_at="2026-11-21T17:29:00.000+00:00",
    )


def question(
    words: str,
    answer: str,
    outcome: Outcome | None = Outcome.ANSWERED,
    rung: Rung | None = Rung.GENERATED,
    asked_at: str = "2026-11-21T17:28:00.000+00:00",
    first_words_ms: float | None = 310.0,
) -> ConversationSummary:
    return ConversationSummary(
        question_id=f"q_{abs(hash(words))}",
        conversation_id="c_1",
        question=words,
        answer=answer,
        asked_at=asked_at,
        outcome=outcome,
        rung=rung,
        first_words_ms=first_words_ms,
    )


def questions() -> list[ConversationSummary]:
    return [
        question("How much is a full tune-up?", "A full tune-up is $140 and takes 2 to 3 days."),
        question(
            "Are you open on Thanksgiving?",
            "No, we are closed on Thursday 26 November.",
            rung=Rung.FACTS,
            asked_at="2026-11-21T17:16:00.000+00:00",
            first_words_ms=18.0,
        ),
    ]


def lead(name: str = "Dana R.") -> Lead:
    return Lead(
        id="l_1",
        question="Could you hold the blue Trek until Saturday?",
        name=name,
        email="dana@example.org",
        phone="503 555 0142",
        left_at="2026-11-21T17:10:00.000+00:00",
    )


def answer() -> tuple[ChatEvent, ...]:
    """A generated answer in two pieces, with one source."""
    return (
        Accepted(question_id="q_1", conversation_id="c_7"),
        Staged(stage=Stage.LOOKING_UP),
        Staged(stage=Stage.WRITING),
        Delta(text="We can collect a bike inside the city for $25."),
        Delta(text=" We are open until 18:00 today."),
        Sources(sources=(Source(title="Services & prices", place="Collection", document_id="d_1"),)),
        Done(outcome=Outcome.ANSWERED, rung=Rung.GENERATED),
    )
