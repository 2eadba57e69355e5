"""Owns keeping conversations: a row when a question is accepted, the answer when it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from sqlalchemy import Row, func, select

from appliance.chat.ladder.transcript import Transcript
from appliance.chat.ports import Priority
from appliance.chat.tables import QuestionRow
from appliance.contract.chat import ConversationSummary, Outcome, ProductCard, QuestionState, Rung, Source, Span
from appliance.contract.leads import FormKind
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import Now, iso
from appliance.core.database import Database

HISTORY_TURNS = 6
ASKED_LATELY = 2_000
# What the owner tries out is kept, but counted nowhere.
VISITOR: Priority = "visitor"
# A question that was running when the process died says so, once, when it is read again.
BROKEN_OFF = ErrorCode.INTERNAL


@dataclass(frozen=True, slots=True)
class Before:
    """The visitor's last questions, oldest first, their answers, and how many in a row nobody could answer in the end.

    `known` is False when there is no such conversation.
    """

    questions: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    failed: int = 0
    known: bool = False


BEGINNING = Before()


class Conversations:
    """The kept questions. The api alone writes."""

    def __init__(self, database: Database, now: Now) -> None:
        self._database = database
        self._now = now

    async def begin(self, said: Transcript, asked_by: Priority, page: str | None) -> None:
        """Keep the question before anything is answered: it is on disk when `accepted` is sent."""
        row = QuestionRow(
            id=said.question_id, conversation_id=said.conversation_id, asked_at=iso(self._now()), asked_by=asked_by,
            page=page, question=said.question, answer="", outcome=None, rung=None, error=None, sources=[], spans=[],
            first_words_ms=None,
        )  # fmt: skip
        async with self._database.session() as session:
            session.add(row)

    async def end(self, said: Transcript) -> None:
        state = said.state().model_dump(mode="json")
        async with self._database.session() as session:
            row = await session.get(QuestionRow, said.question_id)
            if row is None:
                return  # erased while it was being answered: it stays erased
            row.answer, row.sources, row.spans = state["text"], state["sources"], state["spans"]
            row.cards = state["cards"]
            row.outcome, row.rung, row.error = state["outcome"], state["rung"], state["error"]
            row.first_words_ms = said.first_words_ms

    async def before(self, conversation_id: str) -> Before:
        """What was asked in this conversation so far; what was turned down has no part in what comes after it."""
        rows = await self._latest(conversation_id)
        failed = takewhile(lambda row: row.outcome == Outcome.NOT_KNOWN, reversed(rows))
        heard = [row for row in rows if row.outcome != Outcome.REFUSED]
        return Before(
            tuple(row.question for row in heard),
            tuple(row.answer for row in heard),
            sum(1 for _ in failed),
            known=bool(rows),
        )

    async def history(self, conversation_id: str) -> tuple[str, ...]:
        """Everything the visitor asked last in this conversation, oldest first."""
        return tuple(row.question for row in await self._latest(conversation_id))

    async def _latest(self, conversation_id: str) -> list[Row[str, str, str | None]]:
        latest = (
            select(QuestionRow.question, QuestionRow.answer, QuestionRow.outcome)
            .where(QuestionRow.conversation_id == conversation_id)
            .order_by(QuestionRow.asked_at.desc())
            .limit(HISTORY_TURNS)
        )
        async with self._database.session() as session:
            return list((await session.execute(latest)).all())[::-1]

    async def state(self, question_id: str) -> QuestionState:
        """A kept question. Raises Refused when there is none."""
        async with self._database.session() as session:
            row = await session.get(QuestionRow, question_id)
        if row is None:
            raise Refused(ErrorCode.NOT_FOUND, "There is no such question.")
        return QuestionState(
            question_id=row.id,
            conversation_id=row.conversation_id,
            question=row.question,
            running=False,
            text=row.answer,
            sources=tuple(Source(**source) for source in row.sources),
            cards=tuple(ProductCard(**card) for card in row.cards),
            # Which one it was is not kept: the one for any question stands for each of them.
            form=FormKind.LEAD if row.outcome == Outcome.NOT_KNOWN or row.rung == Rung.LEAD_FORM else None,
            outcome=Outcome(row.outcome) if row.outcome else Outcome.PARTIAL,
            rung=Rung(row.rung) if row.rung else None,
            spans=tuple(Span(**span) for span in row.spans),
            error=ErrorCode(row.error) if row.error else (None if row.outcome else BROKEN_OFF),
            last_event_id=0,
        )

    async def latest(self, limit: int) -> list[ConversationSummary]:
        async with self._database.session() as session:
            rows = await session.scalars(select(QuestionRow).order_by(QuestionRow.asked_at.desc()).limit(limit))
            return [_summary(row) for row in rows]

    async def asked_lately(self) -> list[str]:
        """Visitors' latest questions that were answered, repeats kept."""
        latest = (
            select(QuestionRow.question)
            .where(QuestionRow.asked_by == VISITOR, QuestionRow.outcome == Outcome.ANSWERED)
            .order_by(QuestionRow.asked_at.desc())
            .limit(ASKED_LATELY)
        )
        async with self._database.session() as session:
            return list((await session.scalars(latest)).all())

    async def counts_since(self, moment: str) -> dict[Outcome | None, int]:
        """How many of visitors' questions since `moment` (UTC, ISO 8601) ended how; None: still running."""
        counted = (
            select(QuestionRow.outcome, func.count())
            .where(QuestionRow.asked_at >= moment, QuestionRow.asked_by == VISITOR)
            .group_by(QuestionRow.outcome)
        )
        async with self._database.session() as session:
            return {Outcome(how) if how else None: count for how, count in await session.execute(counted)}

    async def first_words_since(self, moment: str) -> list[float]:
        """Milliseconds to the first words of each visitor's question since `moment`."""
        wanted = select(QuestionRow.first_words_ms).where(
            QuestionRow.asked_at >= moment,
            QuestionRow.asked_by == VISITOR,
            QuestionRow.first_words_ms.is_not(None),
        )
        async with self._database.session() as session:
            return [float(value) for value in await session.scalars(wanted) if value is not None]


def _summary(row: QuestionRow) -> ConversationSummary:
    return ConversationSummary(
        question_id=row.id,
        conversation_id=row.conversation_id,
        question=row.question,
        answer=row.answer,
        asked_at=row.asked_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        rung=Rung(row.rung) if row.rung else None,
        first_words_ms=row.first_words_ms,
    )
