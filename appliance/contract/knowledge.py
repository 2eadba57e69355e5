"""Owns what is said about documents: what the shop knows, seen from outside."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from appliance.contract.model import Value


class DocumentState(StrEnum):
    """A document is stored first and readable for questions once it is `ready`."""

    WAITING = "waiting"
    READY = "ready"
    UNREADABLE = "unreadable"


class Document(Value):
    """One document of the shop. `added_at` is UTC, ISO 8601; `problem` says why it could not be read."""

    id: str
    name: str
    title: str
    state: DocumentState
    bytes: int
    passages: int
    language: str | None
    added_at: str
    problem: str | None = None


class Passage(Value):
    """A piece of a document that can answer a question by itself. `heading` is its path, outermost first."""

    heading: tuple[str, ...]
    text: str = Field(min_length=1)


class IndexedPassage(Value):
    """A passage with its embedding, as the scheduler hands it to the api. `vector` has 384 floats, length 1."""

    passage: Passage
    vector: tuple[float, ...]


class IndexedDocument(Value):
    """PUT /v1/knowledge/generations/{generation}/documents/{id}: the whole reading of one document."""

    title: str
    language: str | None
    embedder: str
    passages: tuple[IndexedPassage, ...]


class Added(Value):
    """POST /v1/knowledge/documents: the stored document and the job that reads it, None when already known."""

    document: Document
    job_id: str | None


class KnowledgeSummary(Value):
    """How much the shop knows, and with which embedder it is indexed."""

    documents: int
    passages: int
    generation: str | None
    embedder: str | None


class DocumentFile(Value):
    """Where a document's content lies, for a worker on the same machine."""

    name: str
    path: str


class Unreadable(Value):
    """Why a document could not be read: one sentence for the owner."""

    problem: str = Field(min_length=1, max_length=1_000)


class Generation(Value):
    """One build of the index."""

    id: str
