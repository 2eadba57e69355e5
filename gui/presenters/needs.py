"""Owns what needs the owner: each thing with one sentence and, where there is one, the button that helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from appliance.contract.chat import ConversationSummary, Outcome
from appliance.contract.handoff import HandOff, HandOffState
from appliance.contract.knowledge import Document, DocumentState
from appliance.contract.leads import Lead
from appliance.contract.status import BoxStatus, ProcessState, ProcessStatus
from gui import wording
from gui.translation import counted, tr


class Help(StrEnum):
    """What the button of a need does."""

    TALK = "talk"
    SHOW_LEADS = "show_leads"
    SHOW_DOCUMENTS = "show_documents"
    ADD_DOCUMENTS = "add_documents"
    ANSWER_QUESTIONS = "answer_questions"
    COPY_DETAILS = "copy_details"


@dataclass(frozen=True, slots=True)
class NeedView:
    """One row of the card. `for_support` is what COPY_DETAILS copies."""

    title: str
    detail: str
    help: Help
    button: str
    for_support: str = ""


def needs(
    status: BoxStatus,
    documents: Sequence[Document] | None,
    leads: Sequence[Lead],
    conversations: Sequence[ConversationSummary],
    hand_offs: Sequence[HandOff] = (),
) -> tuple[NeedView, ...]:
    """Most urgent first. `documents` is None while they are not known."""
    found = [_given_up(part, status.version) for part in status.processes if part.state is ProcessState.GIVEN_UP]
    if waiting := [each for each in hand_offs if each.state is HandOffState.WAITING]:
        found.insert(0, _waiting(waiting))
    if status.leads_today:
        found.append(_leads(status.leads_today, leads))
    if documents is not None and not documents:
        found.append(_nothing_to_read())
    if unreadable := [document for document in documents or () if document.state is DocumentState.UNREADABLE]:
        found.append(_unreadable(unreadable))
    if status.not_known_today:
        found.append(_not_known(status.not_known_today, conversations))
    return tuple(found)


def _given_up(part: ProcessStatus, version: str) -> NeedView:
    details = f"Shopbell {version}\n{part.name}: {part.state}, {part.restarts} restarts\n{part.detail or ''}"
    return NeedView(
        tr("A part of Shopbell does not start: {part}").format(part=wording.process_name(part.name)),
        tr("{why} Restart Shopbell; if it stays so, send the details to support.")
        .format(why=part.detail or "")
        .strip(),
        Help.COPY_DETAILS,
        tr("Copy details for support"),
        details,
    )


def _waiting(hand_offs: Sequence[HandOff]) -> NeedView:
    count = len(hand_offs)
    title = counted(count, tr("A visitor waits for a person"), tr("{n} visitors wait for a person"))
    return NeedView(title, _and_more(hand_offs[0].question, count), Help.TALK, tr("Talk with them"))


def _leads(today: int, leads: Sequence[Lead]) -> NeedView:
    title = counted(
        today, tr("A visitor asked to hear from you today"), tr("{n} visitors asked to hear from you today")
    )
    detail = tr("{name}: “{question}”").format(name=leads[0].name, question=leads[0].question) if leads else ""
    return NeedView(title, _and_more(detail, today), Help.SHOW_LEADS, tr("Show contacts"))


def _nothing_to_read() -> NeedView:
    return NeedView(
        tr("The assistant has nothing to read yet"),
        tr("Add a price list, your terms, or answers you often give."),
        Help.ADD_DOCUMENTS,
        tr("Add documents"),
    )


def _unreadable(documents: Sequence[Document]) -> NeedView:
    count = len(documents)
    title = counted(count, tr("1 document could not be read"), tr("{n} documents could not be read"))
    return NeedView(title, _and_more(f"“{documents[0].title}”", count), Help.SHOW_DOCUMENTS, tr("Show documents"))


def _not_known(today: int, conversations: Sequence[ConversationSummary]) -> NeedView:
    title = counted(today, tr("1 question I could not answer"), tr("{n} questions I could not answer"))
    latest = next((entry.question for entry in conversations if entry.outcome is Outcome.NOT_KNOWN), "")
    return NeedView(title, _and_more(latest, today), Help.ANSWER_QUESTIONS, tr("Answer them"))


def _and_more(first: str, count: int) -> str:
    if not first or count < 2:
        return first
    return tr("{first} · and {n} more").format(first=first, n=count - 1)
