"""Owns what visitors asked in vain and what the owner taught, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from appliance.contract.teaching import AnswerRequest, AnswerState, ApprovedAnswer, Gap
from gui import wording
from gui.presenters import moments
from gui.presenters.tone import Tone
from gui.translation import counted, tr

TONES = {AnswerState.IN_FORCE: Tone.OK, AnswerState.EXPIRED: Tone.WARN, AnswerState.REMOVED: Tone.QUIET}
WAYS_SHOWN = 3
# As long as the box takes it.
LONGEST_ANSWER = 2_000


@dataclass(frozen=True, slots=True)
class GapView:
    """One row: the question, who asked it, other ways in which it was asked."""

    id: str
    question: str
    detail: str
    others: str


@dataclass(frozen=True, slots=True)
class TaughtView:
    """One row: what is told to whoever asks so, and until when."""

    id: str
    question: str
    text: str
    detail: str
    state: str
    tone: Tone
    is_removed: bool
    expires_on: date | None


def gap_views(gaps: Sequence[Gap], now: datetime) -> tuple[GapView, ...]:
    """In the order they came in: most asked first."""
    return tuple(_gap(gap, now) for gap in gaps)


def taught_views(answers: Sequence[ApprovedAnswer], now: datetime) -> tuple[TaughtView, ...]:
    """What is told first, then what ended, then what was removed; newest change first."""
    views = [_taught(answer, now) for answer in answers]
    return tuple(sorted(views, key=lambda view: (view.is_removed, view.tone is not Tone.OK)))


def changed(answer: ApprovedAnswer, text: str, expires_on: date | None) -> AnswerRequest:
    """The same answer with another text or last day; everything else stays as it was taught."""
    return AnswerRequest(
        questions=tuple(one.question for one in answer.questions),
        text=text,
        texts=answer.texts,
        languages=answer.languages,
        expires_on=expires_on,
    )


def _gap(gap: Gap, now: datetime) -> GapView:
    parts = (
        counted(gap.conversations, tr("asked by 1 visitor"), tr("asked by {n} visitors")),
        ", ".join(wording.gap(reason) for reason in gap.reasons),
        moments.ago(moments.parse(gap.last_seen), now),
    )
    return GapView(gap.id, gap.question, " · ".join(parts), _others(gap))


def _others(gap: Gap) -> str:
    others = [question for question in gap.questions if question != gap.question]
    if not others:
        return ""
    named = ", ".join(f"“{question}”" for question in others[:WAYS_SHOWN])
    more = len(others) - WAYS_SHOWN
    also = tr("Also asked: {questions}").format(questions=named)
    return tr("{also} and {n} more ways").format(also=also, n=more) if more > 0 else also


def _taught(answer: ApprovedAnswer, now: datetime) -> TaughtView:
    parts = [tr("changed {when}").format(when=moments.ago(moments.parse(answer.changed_at), now))]
    if answer.expires_on:
        parts.append(tr("until {day}").format(day=moments.day(answer.expires_on)))
    if len(answer.questions) > 1:
        parts.append(counted(len(answer.questions) - 1, tr("1 more way of asking"), tr("{n} more ways of asking")))
    if not all(one.by_meaning for one in answer.questions):
        parts.append(tr("found by the same words only, for now"))
    return TaughtView(
        id=answer.id,
        question=answer.questions[0].question if answer.questions else "",
        text=answer.text,
        detail=" · ".join(parts),
        state=wording.taught(answer.state),
        tone=TONES[answer.state],
        is_removed=answer.state is AnswerState.REMOVED,
        expires_on=answer.expires_on,
    )
