"""Owns what Home says: is it answering, what happened today, what needs me."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from appliance.contract.chat import ConversationSummary, Outcome, Rung
from appliance.contract.problems import Problem
from appliance.contract.status import Answering, BoxStatus, ProcessState, ProcessStatus
from gui import wording
from gui.presenters import moments
from gui.presenters.problem import for_support
from gui.presenters.tone import Tone
from gui.translation import counted, tr


@dataclass(frozen=True, slots=True)
class BannerView:
    """The answer to the first question. `for_support` is set when there is something to send to support."""

    tone: Tone
    title: str
    detail: str
    for_support: str = ""


@dataclass(frozen=True, slots=True)
class TileView:
    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of the box: what it does, and how it is."""

    tone: Tone
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One question of a visitor with the answer it got."""

    words: str
    badge: str
    tone: Tone
    took: str
    asked: str
    asked_exactly: str


def calling() -> BannerView:
    return BannerView(Tone.QUIET, tr("Looking for your front desk …"), tr("This takes a moment after the start."))


def banner(status: BoxStatus) -> BannerView:
    if status.answering is Answering.YES:
        return BannerView(Tone.OK, tr("Your front desk is open."), _with_first_words(status))
    if status.answering is Answering.LIMITED:
        return BannerView(Tone.WARN, tr("Your front desk is open, with short answers."), status.detail)
    help_words = tr("Visitors see your phone number and e-mail address instead. Shopbell goes on trying by itself.")
    details = f"Shopbell {status.version}\nanswering: {status.answering}\n{status.detail}"
    return BannerView(Tone.BAD, tr("Your front desk is not answering."), f"{status.detail} {help_words}", details)


def gone(problem: Problem) -> BannerView:
    """The box cannot be reached, or refuses to say how it is."""
    detail = tr(
        "{why} Visitors get no answers until it is back. Start Shopbell on this computer; this page notices by itself."
    )
    return BannerView(
        Tone.BAD, tr("Your front desk is not answering."), detail.format(why=problem.detail), for_support(problem)
    )


def _with_first_words(status: BoxStatus) -> str:
    if status.first_words_ms_p50 is None:
        return status.detail
    words = tr("{detail} First words in {seconds}.")
    return words.format(detail=status.detail, seconds=moments.seconds(status.first_words_ms_p50))


def tiles(status: BoxStatus | None) -> tuple[TileView, ...]:
    """Four numbers of today; a dash where nothing is known yet."""
    if status is None:
        return tuple(TileView(label, "–", tr("not known yet")) for label in _labels())
    asked, answered, leads = status.questions_today, status.answered_today, status.leads_today
    first = status.first_words_ms_p50
    without = f"{round(100 * answered / asked)} %" if asked else "–"
    return tuple(
        TileView(label, value, note)
        for label, (value, note) in zip(
            _labels(),
            (
                (str(asked), counted(status.not_known_today, tr("1 not known"), tr("{n} not known"))),
                (without, tr("{answered} of {asked} questions").format(answered=answered, asked=asked)),
                (str(leads), tr("left an e-mail or phone")),
                (moments.seconds(first) if first is not None else "–", tr("on a typical question")),
            ),
            strict=True,
        )
    )


def _labels() -> tuple[str, str, str, str]:
    return (tr("Questions today"), tr("Answered without you"), tr("Leads today"), tr("First words after"))


def parts(processes: Sequence[ProcessStatus]) -> tuple[PartView, ...]:
    return tuple(PartView(_part_tone(part), wording.process_name(part.name), _part_state(part)) for part in processes)


def _part_tone(part: ProcessStatus) -> Tone:
    if part.state is ProcessState.READY:
        return Tone.WARN if part.safe_mode else Tone.OK
    return Tone.BAD if part.state is ProcessState.GIVEN_UP else Tone.WARN


def _part_state(part: ProcessStatus) -> str:
    if part.safe_mode and part.state is ProcessState.READY:
        return tr("running, with care after crashes")
    return wording.process(part.state)


def right_now(conversations: Sequence[ConversationSummary], now: datetime) -> tuple[AnswerView, ...]:
    """The latest questions, newest first."""
    return tuple(_answer_row(entry, now) for entry in conversations)


def _answer_row(entry: ConversationSummary, now: datetime) -> AnswerView:
    badge, tone = _badge(entry.outcome, entry.rung)
    asked_at = moments.parse(entry.asked_at)
    answer = " ".join(entry.answer.split())
    return AnswerView(
        words=f"“{entry.question}” → “{answer}”" if answer else f"“{entry.question}”",
        badge=badge,
        tone=tone,
        took=moments.seconds(entry.first_words_ms) if entry.first_words_ms is not None else "",
        asked=moments.ago(asked_at, now),
        asked_exactly=moments.exact(asked_at, now),
    )


def _badge(outcome: Outcome | None, rung: Rung | None) -> tuple[str, Tone]:
    if outcome is None:
        return tr("being answered"), Tone.QUIET
    if outcome is Outcome.ANSWERED and rung is not None:
        return wording.rung(rung), Tone.OK
    if outcome is Outcome.NOT_KNOWN and rung is Rung.LEAD_FORM:
        return wording.rung(rung), Tone.WARN
    tone = Tone.WARN if outcome in (Outcome.PARTIAL, Outcome.NOT_KNOWN) else Tone.QUIET
    return wording.outcome(outcome), tone
