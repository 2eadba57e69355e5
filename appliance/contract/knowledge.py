"""Owns what is said about documents: what the shop knows, seen from outside."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from appliance.contract.facts import FactFinding
from appliance.contract.model import Value
from appliance.contract.products import Product


class DocumentState(StrEnum):
    """A document is stored first and readable for questions once it is `ready`."""

    WAITING = "waiting"
    READY = "ready"
    UNREADABLE = "unreadable"


class Origin(StrEnum):
    """How a document came in: an owner's file, a page of the website, or the shop's own typed facts."""

    FILE = "file"
    PAGE = "page"
    FACTS = "facts"


class NoteCode(StrEnum):
    """What an owner should know of a document that could be read."""

    SCANNED = "scanned"
    HIDDEN_TEXT = "hidden_text"
    INSTRUCTIONS = "instructions"
    CUT_SHORT = "cut_short"
    LEFT_OUT = "left_out"


class Note(Value):
    """One such thing; `detail` is a sentence for the owner."""

    code: NoteCode
    detail: str


class Document(Value):
    """One document of the shop. `added_at` is UTC, ISO 8601; `problem` says why it could not be read.

    After `expires_on` (a date, ISO 8601) it is not quoted any more. `url` is where visitors can read it.
    """

    id: str
    name: str
    title: str
    state: DocumentState
    bytes: int
    passages: int
    language: str | None
    added_at: str
    problem: str | None = None
    origin: Origin = Origin.FILE
    url: str | None = None
    expires_on: str | None = None
    notes: tuple[Note, ...] = ()


class Place(Value):
    """Where in a document: page and row count from 1, `anchor` is the id of an element of a web page."""

    page: int | None = None
    row: int | None = None
    anchor: str | None = None


NOWHERE = Place()


class Passage(Value):
    """A piece of a document that can answer a question by itself. `heading` is its path, outermost first.

    `also` holds words that find it and are never shown.
    """

    heading: tuple[str, ...]
    text: str = Field(min_length=1)
    place: Place = NOWHERE
    also: str = ""


class ReadDocument(Value):
    """What was understood of a file; `findings` are facts it seems to state, for the owner to confirm."""

    title: str
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...] = ()
    products: tuple[Product, ...] = ()
    findings: tuple[FactFinding, ...] = ()


class IndexedPassage(Value):
    """A passage with its embedding, as the scheduler hands it to the api. `vector` has 384 floats, length 1."""

    passage: Passage
    vector: tuple[float, ...]


class IndexedDocument(Value):
    """PUT /v1/knowledge/generations/{generation}/documents/{id}: the whole reading of one document.

    `digest` names the content that was read; when the document has another one by now, the reading is dropped.
    """

    digest: str | None = None
    title: str
    language: str | None
    embedder: str
    passages: tuple[IndexedPassage, ...]
    notes: tuple[Note, ...] = ()
    products: tuple[Product, ...] = ()
    findings: tuple[FactFinding, ...] = ()


class Added(Value):
    """POST /v1/knowledge/documents: the stored document and the job that reads it, None when already known."""

    document: Document
    job_id: str | None


class DocumentChange(Value):
    """PATCH /v1/knowledge/documents/{id}: the last day on which a document holds, or null for ever."""

    expires_on: date | None


class KnowledgeSummary(Value):
    """How much the shop knows, and with which embedder it is indexed.

    `expiring` counts the documents that expire within two weeks, `expired` those that are not quoted any more.
    """

    documents: int
    expiring: int = 0
    expired: int = 0
    passages: int
    generation: str | None
    embedder: str | None
    products: int = 0


class DocumentFile(Value):
    """Where a document's content lies, for a worker on the same machine."""

    name: str
    path: str
    digest: str | None = None


class Unreadable(Value):
    """Why a document could not be read: one sentence for the owner."""

    problem: str = Field(min_length=1, max_length=1_000)


class Generation(Value):
    """One build of the index."""

    id: str


class FlawKind(StrEnum):
    """How documents, rows, words and vectors can disagree."""

    FILE_MISSING = "file_missing"
    FILE_CHANGED = "file_changed"
    FILE_WITHOUT_DOCUMENT = "file_without_document"
    NOT_READ = "not_read"
    WORDS_BROKEN = "words_broken"
    VECTORS_MISSING = "vectors_missing"
    VECTORS_LEFT_OVER = "vectors_left_over"


class Flaw(Value):
    """One disagreement: how many are concerned, a sentence for the owner, and whether it was repaired."""

    kind: FlawKind
    count: int
    detail: str
    repaired: bool


class KnowledgeCheck(Value):
    """POST /v1/knowledge/check: what was compared, and what did not agree; nothing when `flaws` is empty."""

    documents: int
    passages: int
    flaws: tuple[Flaw, ...]
