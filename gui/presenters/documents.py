"""Owns the list of documents in words: kind, state, when it was added; and what removing means."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from appliance.contract.knowledge import Document, DocumentState
from gui import wording
from gui.presenters import moments
from gui.presenters.tone import Tone
from gui.translation import counted, tr

TONES = {DocumentState.WAITING: Tone.QUIET, DocumentState.READY: Tone.OK, DocumentState.UNREADABLE: Tone.BAD}


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One row of the table. `added_at` is for sorting, the words beside it for reading."""

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


def headings() -> tuple[str, ...]:
    return (tr("Document"), tr("Kind"), tr("State"), tr("Passages"), tr("Added"))


def document_views(documents: Sequence[Document], now: datetime) -> tuple[DocumentView, ...]:
    return tuple(_view(document, now) for document in documents)


def _view(document: Document, now: datetime) -> DocumentView:
    added_at = moments.parse(document.added_at)
    return DocumentView(
        id=document.id,
        title=document.title or document.name,
        name=document.name,
        kind=kind(document.name),
        state=wording.document(document.state),
        tone=TONES[document.state],
        passages=document.passages,
        added_at=added_at,
        added=moments.ago(added_at, now),
        added_exactly=moments.exact(added_at, now),
        problem=(document.problem or "") if document.state is DocumentState.UNREADABLE else "",
    )


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
