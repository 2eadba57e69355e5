"""Owns what knowledge needs from outside its room."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from appliance.contract.imports import Import, ImportItem, WaitingFile
from appliance.contract.jobs import Job
from appliance.contract.knowledge import (
    Document,
    DocumentFile,
    Generation,
    IndexedDocument,
    KnowledgeCheck,
    KnowledgeSummary,
)

Vector = tuple[float, ...]

Progress = Callable[[int, int], Awaitable[None]]
"""Reports `done` of `total`; raises when somebody asked to cancel."""


class Embedder(Protocol):
    """Makes vectors of 384 floats, length 1. Raises Unavailable when it cannot now, Refused when it never will."""

    async def query(self, text: str) -> Vector: ...

    async def passages(self, texts: Sequence[str]) -> list[Vector]: ...

    async def model_id(self) -> str: ...


class CatalogueDoor(Protocol):
    """The catalogue as the worker reaches it: through the api, which alone writes. Blocking."""

    def documents(self) -> list[Document]: ...

    def document_file(self, document_id: str) -> DocumentFile: ...

    def put_passages(self, document_id: str, indexed: IndexedDocument, generation: str | None = None) -> None: ...

    def put_problem(self, document_id: str, problem: str) -> None: ...

    def knowledge(self) -> KnowledgeSummary: ...

    def check_knowledge(self) -> KnowledgeCheck: ...

    def rebuild_index(self) -> Job: ...

    def begin_generation(self) -> Generation: ...

    def activate_generation(self, generation: str) -> None: ...


class ImportDoor(Protocol):
    """Batches of files as the worker reaches them, through the api. Blocking."""

    def import_report(self, import_id: str) -> Import: ...

    def import_waiting(self, import_id: str) -> list[WaitingFile]: ...

    def add_to_import(self, import_id: str, name: str, data: bytes) -> ImportItem: ...

    def import_unpacked(self, import_id: str, item_id: int, problem: str | None) -> None: ...
