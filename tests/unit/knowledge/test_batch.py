"""The job that reads a batch: one broken file stops nobody, an archive is unpacked first, a stop loses nothing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from appliance.contract.imports import Import, ImportItem, ItemState, WaitingFile
from appliance.contract.jobs import Job
from appliance.contract.knowledge import (
    Document,
    DocumentFile,
    Generation,
    IndexedDocument,
    KnowledgeCheck,
    KnowledgeSummary,
)
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.knowledge.documents.batch import Batch
from appliance.knowledge.documents.indexing import Indexing
from tests.unit.knowledge.bag_of_words import BagOfWords


class Stopped(Exception):
    """What progress raises when somebody asked to cancel."""


class FakeBox:
    """An import on disk: what waits, what was read, what is wrong; it forgets nothing between two runs of the job."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[WaitingFile] = []
        self._files = 0
        self.read: list[str] = []
        self.problems: dict[str, str] = {}

    def add_to_import(self, import_id: str, name: str, data: bytes) -> ImportItem:
        path = self._folder / f"{self._files}"
        path.write_bytes(data)
        self._files += 1
        archive = str(path) if name.endswith(".zip") else None
        document = None if archive else f"{path.name}|{name}"
        self._waiting.append(
            WaitingFile(name=name, document_id=document, archive=archive, item_id=self._files)
        )  # fmt: skip
        return ImportItem(name=name, state=ItemState.WAITING)

    def import_waiting(self, import_id: str) -> list[WaitingFile]:
        done = {*self.read, *self.problems}
        return [file for file in self._waiting if file.name not in done]

    def import_unpacked(self, import_id: str, item_id: int, problem: str | None) -> None:
        [archive] = [file for file in self._waiting if file.item_id == item_id]
        self._waiting.remove(archive)
        if problem:
            self.problems[archive.name] = problem

    def import_report(self, import_id: str) -> Import:
        return Import(
            id=import_id, name="papers", created_at="2026-10-07", files=self._files, states={}, problems=(), job=None
        )  # fmt: skip

    def document_file(self, document_id: str) -> DocumentFile:
        number, _, name = document_id.partition("|")
        return DocumentFile(name=name, path=str(self._folder / number))

    def put_passages(self, document_id: str, indexed: IndexedDocument, generation: str | None = None) -> None:
        self.read.append(document_id.partition("|")[2])

    def put_problem(self, document_id: str, problem: str) -> None:
        self.problems[document_id.partition("|")[2]] = problem

    def documents(self) -> list[Document]:
        raise AssertionError("an import needs no list of documents")

    def check_knowledge(self) -> KnowledgeCheck:
        raise AssertionError("an import checks nothing")

    def begin_generation(self) -> Generation:
        raise AssertionError("an import builds no generation")

    def knowledge(self) -> KnowledgeSummary:
        raise AssertionError("an import asks for no summary")

    def rebuild_index(self) -> Job:
        raise AssertionError("an import rebuilds nothing")

    def activate_generation(self, generation: str) -> None:
        raise AssertionError("an import activates nothing")


class Told:
    """Progress that is written down; raises at the report with this number."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.reports: list[tuple[int, int]] = []
        self._stop_at = stop_at

    async def __call__(self, done: int, total: int) -> None:
        if len(self.reports) == self._stop_at:
            raise Stopped
        self.reports.append((done, total))


@pytest.fixture
def box(tmp_path: Path) -> FakeBox:
    return FakeBox(tmp_path)


async def run(box: FakeBox, told: Told, embedder: BagOfWords | None = None) -> None:
    await Batch(box, Indexing(box, embedder or BagOfWords())).read_import({"import_id": "imp_1"}, told)


async def test_every_file_is_read_and_a_broken_one_is_marked(box: FakeBox) -> None:
    for name, text in (("a.md", "# A\n\nOne."), ("blank.md", "# Only a heading"), ("c.txt", "Three.")):
        box.add_to_import("imp_1", name, text.encode())
    told = Told()
    await run(box, told)
    assert box.read == ["a.md", "c.txt"]
    assert box.problems == {"blank.md": "blank.md holds no text that could be read."}
    assert told.reports == [(0, 3), (1, 3), (2, 3), (3, 3)]


async def test_stopped_in_the_middle_it_goes_on_with_the_rest(box: FakeBox) -> None:
    for name in ("a.md", "b.md", "c.md"):
        box.add_to_import("imp_1", name, f"# {name}\n\nWords.".encode())
    with pytest.raises(Stopped):
        await run(box, Told(stop_at=2))
    assert box.read == ["a.md", "b.md"]
    told = Told()
    await run(box, told)
    assert box.read == ["a.md", "b.md", "c.md"]
    assert told.reports == [(2, 3), (3, 3)]


async def test_an_embedder_that_is_away_stops_the_job_and_blames_no_file(box: FakeBox) -> None:
    box.add_to_import("imp_1", "a.md", b"# A\n\nOne.")
    embedder = BagOfWords()
    embedder.away = True
    with pytest.raises(Unavailable):
        await run(box, Told(), embedder)
    assert (box.read, box.problems) == ([], {})


async def test_what_an_archive_holds_is_read_like_files(box: FakeBox) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("papers/a.md", "# A\n\nOne.")
        archive.writestr("papers/b.md", "# B\n\nTwo.")
    box.add_to_import("imp_1", "papers.zip", packed.getvalue())
    await run(box, Told())
    assert box.read == ["papers/a.md", "papers/b.md"]
    assert box.problems == {}


async def test_an_archive_in_an_archive_is_refused_and_the_others_are_read(box: FakeBox) -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.md", "# A")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    box.add_to_import("imp_1", "outer.zip", outer.getvalue())
    box.add_to_import("imp_1", "b.md", b"# B\n\nTwo.")
    await run(box, Told())
    assert box.read == ["b.md"]
    assert "another archive" in box.problems["outer.zip"]


async def test_a_document_removed_meanwhile_is_passed_over(box: FakeBox, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.md", "b.md"):
        box.add_to_import("imp_1", name, f"# {name}\n\nWords.".encode())
    there = box.document_file

    def gone(document_id: str) -> DocumentFile:
        if document_id.endswith("a.md"):
            raise Refused(ErrorCode.NOT_FOUND, "There is no such document; it may have been removed.")
        return there(document_id)

    monkeypatch.setattr(box, "document_file", gone)
    await run(box, Told())
    assert box.read == ["b.md"]
