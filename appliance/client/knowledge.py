"""Owns what is asked about documents and facts, by the owner and by the worker that reads documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from appliance.client.wire import JSON, Wire, parse
from appliance.contract.jobs import Job
from appliance.contract.knowledge import (
    Added,
    Document,
    DocumentChange,
    DocumentFile,
    Generation,
    IndexedDocument,
    KnowledgeCheck,
    KnowledgeSummary,
)

# Every stored file is read and hashed.
CHECK_S = 120.0


class KnowledgeCalls(Wire):
    """Documents, facts, and the builds of the index."""

    def knowledge(self) -> KnowledgeSummary:
        return self._get("/v1/knowledge", KnowledgeSummary)

    def documents(self) -> list[Document]:
        return self._list("/v1/knowledge/documents", Document)

    def add_document(self, path: Path) -> Added:
        """Send a file; it is stored at once and read by a job. Raises Refused when its kind is not known."""
        with path.open("rb") as file:
            return parse(self._call("POST", "/v1/knowledge/documents", files={"file": (path.name, file)}), Added)

    def hold_document_until(self, document_id: str, expires_on: date | None) -> Document:
        """The last day on which a document is quoted; None: for ever."""
        body = DocumentChange(expires_on=expires_on).model_dump(mode="json")
        return parse(self._call("PATCH", f"/v1/knowledge/documents/{document_id}", json=body), Document)

    def remove_document(self, document_id: str) -> None:
        self._call("DELETE", f"/v1/knowledge/documents/{document_id}")

    def rebuild_index(self) -> Job:
        return parse(self._call("POST", "/v1/knowledge/rebuild"), Job)

    def check_knowledge(self, repair: bool = True) -> KnowledgeCheck:
        """Compare documents, database, keyword index and vectors, and mend what can be made again."""
        path = f"/v1/knowledge/check?repair={str(repair).lower()}"
        return parse(self._call("POST", path, timeout=CHECK_S), KnowledgeCheck)

    # -- for the worker that reads documents

    def document_file(self, document_id: str) -> DocumentFile:
        return self._get(f"/v1/knowledge/documents/{document_id}/file", DocumentFile)

    def put_passages(self, document_id: str, indexed: IndexedDocument, generation: str | None = None) -> None:
        """Hand in what was read of a document: into the active index, or into one being built."""
        path = f"/v1/knowledge/documents/{document_id}/passages"
        if generation:
            path = f"/v1/knowledge/generations/{generation}/documents/{document_id}"
        self._call("PUT", path, content=indexed.model_dump_json(), headers=JSON)

    def put_problem(self, document_id: str, problem: str) -> None:
        self._call("PUT", f"/v1/knowledge/documents/{document_id}/problem", json={"problem": problem})

    def begin_generation(self) -> Generation:
        return parse(self._call("POST", "/v1/knowledge/generations"), Generation)

    def activate_generation(self, generation: str) -> None:
        self._call("POST", f"/v1/knowledge/generations/{generation}/activate")
