"""Owns the jobs that make documents findable: reading one, rebuilding the whole index."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from appliance.contract.knowledge import DocumentState, IndexedDocument, IndexedPassage, Passage
from appliance.contract.problems import ErrorCode, Refused, ShopbellError
from appliance.core.language import main_language
from appliance.knowledge.documents.reader import read_apart
from appliance.knowledge.ports import CatalogueDoor, Embedder, Progress, Vector

# Small enough that progress moves and a question never waits behind a long run of passages.
BATCH = 4
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "ar")
UNREADABLE = (ErrorCode.UNREADABLE_DOCUMENT, ErrorCode.UNSUPPORTED_DOCUMENT)


class Indexing:
    """Runs in the worker; the api takes in what it makes."""

    def __init__(self, catalogue: CatalogueDoor, embedder: Embedder) -> None:
        self._catalogue = catalogue
        self._embedder = embedder

    async def read_document(self, payload: Mapping[str, str], progress: Progress) -> None:
        """Read one document into the active index; one that cannot be read is marked, with the reason.

        One that was removed while it waited needs no reading.
        """
        document_id = payload["document_id"]
        try:
            indexed = await self._index_or_mark(document_id, progress)
            await asyncio.to_thread(self._catalogue.put_passages, document_id, indexed)
        except ShopbellError as refusal:
            if refusal.code is not ErrorCode.NOT_FOUND:
                raise

    async def rebuild(self, payload: Mapping[str, str], progress: Progress) -> None:
        """Read every document into a new index beside the active one, then swap."""
        documents = await asyncio.to_thread(self._catalogue.documents)
        readable = [document for document in documents if document.state is not DocumentState.UNREADABLE]
        generation = (await asyncio.to_thread(self._catalogue.begin_generation)).id
        for done, document in enumerate(readable):
            await progress(done, len(readable))
            try:
                indexed = await self._index_or_mark(document.id, _quietly)
                await asyncio.to_thread(self._catalogue.put_passages, document.id, indexed, generation)
            except ShopbellError as refusal:
                # One is marked, another was removed meanwhile; the rest shall still be found.
                if refusal.code not in (*UNREADABLE, ErrorCode.NOT_FOUND):
                    raise
        await asyncio.to_thread(self._catalogue.activate_generation, generation)
        await progress(len(readable), len(readable))

    async def keep_up(self, payload: Mapping[str, str], progress: Progress) -> None:
        """Compare what is kept and mend it; when the embedder is another one now, have the index rebuilt."""
        await asyncio.to_thread(self._catalogue.check_knowledge)
        made_by = (await asyncio.to_thread(self._catalogue.knowledge)).embedder
        if made_by not in (None, await self._embedder.model_id()):
            await asyncio.to_thread(self._catalogue.rebuild_index)

    async def _index_or_mark(self, document_id: str, progress: Progress) -> IndexedDocument:
        try:
            return await self._index(document_id, progress)
        except ShopbellError as refusal:
            if refusal.code in UNREADABLE:
                await asyncio.to_thread(self._catalogue.put_problem, document_id, refusal.detail)
            raise

    async def _index(self, document_id: str, progress: Progress) -> IndexedDocument:
        file = await asyncio.to_thread(self._catalogue.document_file, document_id)
        read = await read_apart(Path(file.path), file.name)
        language = main_language("\n".join(embedded_text("", passage) for passage in read.passages), LANGUAGES)
        vectors: list[Vector] = []
        texts = [embedded_text(read.title, passage) for passage in read.passages]
        for at in range(0, len(texts), BATCH):
            await progress(at, len(texts))
            vectors += await self._embedded(texts[at : at + BATCH])
        await progress(len(texts), len(texts))
        return IndexedDocument(
            digest=file.digest,
            title=read.title,
            language=language,
            embedder=await self._embedder.model_id(),
            passages=tuple(
                IndexedPassage(passage=passage, vector=vector)
                for passage, vector in zip(read.passages, vectors, strict=True)
            ),
            notes=read.notes,
            products=read.products,
            findings=read.findings,
        )

    async def _embedded(self, texts: Sequence[str]) -> Sequence[Vector]:
        """What the embedder will never take is the document's problem. Raises Refused or Unavailable."""
        try:
            return await self._embedder.passages(texts)
        except Refused as refusal:
            detail = f"A part of it cannot be made findable by its meaning: {refusal.detail}"
            raise Refused(ErrorCode.UNREADABLE_DOCUMENT, detail) from refusal


def embedded_text(title: str, passage: Passage) -> str:
    """What the vector stands for: the headings say what the text is about, the text says what about it."""
    return "\n".join(filter(None, (*dict.fromkeys((title, *passage.heading)), passage.also, passage.text)))


async def _quietly(done: int, total: int) -> None:
    """Progress of one document among many is not told."""
