"""Owns writing an approved answer down and reading it back: its version, its ways of asking, its golden questions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.contract.teaching import AnswerRequest, AnswerState, ApprovedAnswer, TaughtQuestion
from appliance.core.ids import new_id
from appliance.core.questions.fingerprint import fingerprint
from appliance.core.questions.likeness import stored
from appliance.knowledge.teaching import history
from appliance.knowledge.teaching.questions.same import Wording
from appliance.knowledge.teaching.tables import AnswerVersionRow, GoldenRow, TaughtRow
from appliance.knowledge.teaching.taught import Taught


async def replace_taught(session: AsyncSession, answer_id: str, answer: Taught | None, embedder: str | None) -> None:
    """From now on these are the ways of asking and the golden questions of this answer."""
    await session.execute(delete(TaughtRow).where(TaughtRow.answer_id == answer_id))
    await session.execute(delete(GoldenRow).where(GoldenRow.answer_id == answer_id))
    if answer is None:
        return
    for position, way in enumerate(answer.ways):
        vector = None if way.vector is None else way.vector.tobytes()
        session.add(
            TaughtRow(
                answer_id=answer_id, position=position, question=way.question, language=way.language,
                embedder=embedder, vector=vector,
            )
        )  # fmt: skip
        session.add(_golden(way, answer))


async def read_taught(session: AsyncSession) -> list[Taught]:
    """Every answer that was not removed, as it was last kept."""
    ways: dict[str, list[Wording]] = {}
    for row in await session.scalars(select(TaughtRow).order_by(TaughtRow.answer_id, TaughtRow.position)):
        vector = stored(row.vector) if row.vector is not None else None
        print = fingerprint(row.question, row.language)
        ways.setdefault(row.answer_id, []).append(Wording(row.question, row.language, print, vector))
    return [
        taught(row.answer_id, body, tuple(ways.get(row.answer_id, ())), row.changed_at)
        for row, body in await history.latest(session)
        if row.body is not None
    ]


def taught(answer_id: str, body: AnswerRequest, ways: tuple[Wording, ...], changed_at: str) -> Taught:
    return Taught(answer_id, ways, body.text, body.texts, body.languages, body.expires_on, changed_at)


def listed(row: AnswerVersionRow, body: AnswerRequest, known: Taught | None, today: date) -> ApprovedAnswer:
    """The answer as the owner sees it; `known` is what is in memory of it, None when it was removed."""
    state = AnswerState.REMOVED if known is None else AnswerState.IN_FORCE
    if known and known.expired(today):
        state = AnswerState.EXPIRED
    return ApprovedAnswer(
        id=row.answer_id, state=state, questions=_questions(body, known), text=body.text, texts=body.texts,
        languages=body.languages, expires_on=body.expires_on, gap_id=body.gap_id, version=row.version,
        changed_by=row.changed_by, changed_at=row.changed_at,
    )  # fmt: skip


def _questions(body: AnswerRequest, known: Taught | None) -> tuple[TaughtQuestion, ...]:
    if known is None:
        language = body.languages[0]
        return tuple(TaughtQuestion(question=one, language=language, by_meaning=False) for one in body.questions)
    return tuple(
        TaughtQuestion(question=way.question, language=way.language, by_meaning=way.vector is not None)
        for way in known.ways
    )


def _golden(way: Wording, answer: Taught) -> GoldenRow:
    return GoldenRow(
        id=new_id("golden"), question=way.question, language=way.language, answer_id=answer.id,
        expected=answer.words(way.language), added_at=answer.changed_at,
    )  # fmt: skip
