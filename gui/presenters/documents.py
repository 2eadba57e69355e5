"""Owns the list of documents in words: kind, state, when it was added; and what removing means."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from appliance.contract.knowledge import Document, DocumentState, Origin
from gui import wording
from gui.presenters import moments
from gui.presenters.tone import Tone
from gui.translation import counted, tr

TONES = {DocumentState.WAITING: Tone.QUIET, DocumentState.READY: Tone.OK, DocumentState.UNREADABLE: Tone.BAD}


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One row of the table. `added_at` is for sorting, the words beside it for reading.

    `notes` are what the owner should know of it: in a few words, and in a sentence. `is_facts`: it is no file.
    """

    id: str
    title: str
    name: str
    kind: str
    state: str
    tone: Tone
    passages: int
    added_at: datetime
    added: str
    added_exactly: str
    problem: str
    notes: tuple[tuple[str, str], ...]
    expires_on: date | None
    is_facts: bool


def headings() -> tuple[str, ...]:
    return (tr("Document"), tr("Kind"), tr("State"), tr("Passages"), tr("Added"))


def document_views(documents: Sequence[Document], now: datetime) -> tuple[DocumentView, ...]:
    return tuple(_view(document, now) for document in documents)


def _view(document: Document, now: datetime) -> DocumentView:
    added_at = moments.parse(document.added_at)
    expires_on = date.fromisoformat(document.expires_on) if document.expires_on else None
    state, tone = _state(document, expires_on, now.date())
    return DocumentView(
        id=document.id,
        title=document.title or document.name,
        name=document.name,
        kind=_kind(document),
        state=state,
        tone=tone,
        passages=document.passages,
        added_at=added_at,
        added=moments.ago(added_at, now),
        added_exactly=moments.exact(added_at, now),
        problem=(document.problem or "") if document.state is DocumentState.UNREADABLE else "",
        notes=tuple((wording.note(note.code), note.detail) for note in document.notes),
        expires_on=expires_on,
        is_facts=document.origin is Origin.FACTS,
    )


def _state(document: Document, expires_on: date | None, today: date) -> tuple[str, Tone]:
    if document.state is DocumentState.READY and expires_on and expires_on < today:
        return tr("has ended"), Tone.WARN
    if document.state is DocumentState.READY and document.notes:
        return tr("answers, with a note"), Tone.WARN
    return wording.document(document.state), TONES[document.state]


def _kind(document: Document) -> str:
    return tr("Shop facts") if document.origin is Origin.FACTS else kind(document.name)


def kind(name: str) -> str:
    """What sort of file it is, by its name."""
    suffix = PurePath(name).suffix.lower().lstrip(".")
    return {
        "txt": tr("Text"),
        "text": tr("Text"),
        "md": tr("Text"),
        "markdown": tr("Text"),
        "html": tr("Web page"),
        "htm": tr("Web page"),
        "xhtml": tr("Web page"),
        "pdf": "PDF",
        "docx": "Word",
        "csv": tr("Table"),
        "xlsx": tr("Table"),
    }.get(suffix, suffix.upper() or tr("File"))


def summary(documents: Sequence[Document]) -> str:
    """One line below the title of the page."""
    if not documents:
        return tr("What the assistant may read to answer your visitors.")
    ready = [document for document in documents if document.state is DocumentState.READY]
    passages = sum(document.passages for document in ready)
    return tr("{documents} with {passages} to answer from.").format(
        documents=counted(len(ready), tr("1 document"), tr("{n} documents")),
        passages=counted(passages, tr("1 passage"), tr("{n} passages")),
    )


def unreadable(documents: Sequence[Document]) -> int:
    return sum(document.state is DocumentState.UNREADABLE for document in documents)


def holds(view: DocumentView) -> str:
    """What was changed, once its last day was set."""
    if view.expires_on is None:
        return tr("“{title}” holds for ever").format(title=view.title)
    return tr("“{title}” holds until {day}").format(title=view.title, day=moments.day(view.expires_on))


def removal_title(views: Sequence[DocumentView]) -> str:
    """The question before removing, with its consequence."""
    if len(views) == 1:
        return tr("Visitors will get no more answers from “{title}”.").format(title=views[0].title)
    return tr("Visitors will get no more answers from {n} documents.").format(n=len(views))


def removed(views: Sequence[DocumentView]) -> str:
    if len(views) == 1:
        return tr("Removed “{title}”").format(title=views[0].title)
    return tr("Removed {n} documents").format(n=len(views))


def as_lines(views: Sequence[DocumentView], delimiter: str) -> str:
    """The rows as text with headings: tabs for the clipboard, commas for a file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(headings())
    writer.writerows((view.title, view.kind, view.state, view.passages, view.added_exactly) for view in views)
    return text.getvalue()
