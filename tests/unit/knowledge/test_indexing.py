"""The worker's jobs: a document becomes findable, an unreadable one is marked, a rebuild swaps at its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.knowledge import (
    Document,
    DocumentFile,
    DocumentState,
    Generation,
    IndexedDocument,
    KnowledgeCheck,
    KnowledgeSummary,
)
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.knowledge.documents.indexing import BATCH, Indexing
from tests.unit.knowledge.bag_of_words import BagOfWords, vector_of


class Cancelled(Exception):
    """What the worker's progress raises when somebody asked to cancel."""


class FakeDoor:
    """A catalogue in memory; writes down what it is told, in order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._documents: list[Document] = []
        self.problems: dict[str, str] = {}
        self.taken: list[tuple[str, str | None, IndexedDocument]] = []
        self.active: list[str] = []
        self.made_by: str | None = None
        self.checked = self.rebuilds = 0
        self.removed: set[str] = set()

    def add(self, name: str, text: str, state: DocumentState = DocumentState.WAITING) -> str:
        (self._folder / name).write_bytes(text.encode("latin-1"))
        self._documents.append(
            Document(id=f"doc_{name}", name=name, title=name, state=state, bytes=len(text), passages=0,
                     language=None, added_at="2026-10-07T12:00:00.000+00:00")
        )  # fmt: skip
        return f"doc_{name}"

    def documents(self) -> list[Document]:
        return list(self._documents)

    def document_file(self, document_id: str) -> DocumentFile:
        name = document_id.removeprefix("doc_")
        return DocumentFile(name=name, path=str(self._folder / name))

    def put_passages(self, document_id: str, indexed: IndexedDocument, generation: str | None = None) -> None:
        if document_id in self.removed:
            raise Refused(ErrorCode.NOT_FOUND, "There is no such document; it may have been removed.")
        self.taken.append((document_id, generation, indexed))

    def put_problem(self, document_id: str, problem: str) -> None:
        self.problems[document_id] = problem

    def knowledge(self) -> KnowledgeSummary:
        return KnowledgeSummary(documents=1, passages=1, generation="gen_old", embedder=self.made_by)

    def check_knowledge(self) -> KnowledgeCheck:
        self.checked += 1
        return KnowledgeCheck(documents=1, passages=1, flaws=())

    def rebuild_index(self) -> Job:
        self.rebuilds += 1
        return Job(
            id="job_1", kind=JobKind.REBUILD_INDEX, state=JobState.QUEUED, subject="all documents", done=0, total=0,
            created_at="2026-10-07T12:00:00.000+00:00",
        )  # fmt: skip

    def begin_generation(self) -> Generation:
        return Generation(id="gen_new")

    def activate_generation(self, generation: str) -> None:
        self.active.append(generation)


class Told:
    """Progress that is written down; raises Cancelled at the report with this number."""

    def __init__(self, cancel_at: int | None = None) -> None:
        self.reports: list[tuple[int, int]] = []
        self._cancel_at = cancel_at

    async def __call__(self, done: int, total: int) -> None:
        if len(self.reports) == self._cancel_at:
            raise Cancelled
        self.reports.append((done, total))


@pytest.fixture
def door(tmp_path: Path) -> FakeDoor:
    return FakeDoor(tmp_path)


LONG = "# Rental\n\n## Prices\n\n" + "".join(
    f"- The bike number {at} costs $4{at} for one day.\n" for at in range(BATCH + 2)
)


async def test_a_document_becomes_passages_with_vectors_of_heading_and_text(door: FakeDoor) -> None:
    told, embedder, document = Told(), BagOfWords(), door.add("rental.md", LONG)
    await Indexing(door, embedder).read_document({"document_id": document}, told)
    [(document_id, generation, indexed)] = door.taken
    assert (document_id, generation) == (document, None)
    assert (indexed.title, indexed.language, indexed.embedder) == ("Rental", "en", "bag-of-words")
    first = indexed.passages[0]
    assert first.passage.heading == ("Rental", "Prices")
    assert first.vector == vector_of("Rental\nPrices\nThe bike number 0 costs $40 for one day.")
    assert told.reports == [(0, BATCH + 2), (BATCH, BATCH + 2), (BATCH + 2, BATCH + 2)]


async def test_an_unreadable_document_is_marked_with_the_reason(door: FakeDoor) -> None:
    document = door.add("blank.md", "# Only a heading\n")
    with pytest.raises(Refused):
        await Indexing(door, BagOfWords()).read_document({"document_id": document}, Told())
    assert door.problems == {document: "blank.md holds no text that could be read."}
    assert door.taken == []


async def test_a_document_removed_while_it_waited_needs_no_reading(door: FakeDoor) -> None:
    document = door.add("rental.md", LONG)
    door.removed.add(document)
    await Indexing(door, BagOfWords()).read_document({"document_id": document}, Told())
    assert (door.taken, door.problems) == ([], {})


async def test_an_embedder_that_is_away_is_no_fault_of_the_document(door: FakeDoor) -> None:
    embedder, document = BagOfWords(), door.add("rental.md", LONG)
    embedder.away = True
    with pytest.raises(Unavailable):
        await Indexing(door, embedder).read_document({"document_id": document}, Told())
    assert (door.problems, door.taken) == ({}, [])


async def test_what_the_embedder_never_takes_is_the_documents_problem_and_the_others_go_on(door: FakeDoor) -> None:
    embedder = BagOfWords()
    odd, good = door.add("a.md", "# A\n\nEndless words."), door.add("b.md", "# B\n\nTwo.")
    embedder.refused = "Endless"
    with pytest.raises(Refused):
        await Indexing(door, embedder).read_document({"document_id": odd}, Told())
    assert door.problems == {odd: "A part of it cannot be made findable by its meaning: input: too long."}
    await Indexing(door, embedder).rebuild({}, Told())
    assert [document for document, _, _ in door.taken] == [good]
    assert door.active == ["gen_new"]


async def test_a_cancelled_reading_stops_at_its_next_step_and_stores_nothing(door: FakeDoor) -> None:
    embedder, document = BagOfWords(), door.add("rental.md", LONG)
    with pytest.raises(Cancelled):
        await Indexing(door, embedder).read_document({"document_id": document}, Told(cancel_at=1))
    assert len(embedder.seen) == BATCH
    assert (door.problems, door.taken) == ({}, [])


async def test_a_rebuild_reads_all_that_can_be_read_and_then_swaps(door: FakeDoor) -> None:
    first, second = door.add("a.md", "# A\n\nOne.", DocumentState.READY), door.add("b.txt", "Zwei Räder.")
    door.add("c.md", "", DocumentState.UNREADABLE)
    told = Told()
    await Indexing(door, BagOfWords()).rebuild({}, told)
    assert [(document, generation) for document, generation, _ in door.taken] == [
        (first, "gen_new"),
        (second, "gen_new"),
    ]
    assert door.active == ["gen_new"]
    assert told.reports == [(0, 2), (1, 2), (2, 2)]


async def test_a_cancelled_rebuild_leaves_the_index_as_it_is(door: FakeDoor) -> None:
    door.add("a.md", "# A\n\nOne.")
    door.add("b.md", "# B\n\nTwo.")
    with pytest.raises(Cancelled):
        await Indexing(door, BagOfWords()).rebuild({}, Told(cancel_at=1))
    assert len(door.taken) == 1
    assert door.active == []


async def test_one_broken_document_does_not_stop_a_rebuild(door: FakeDoor) -> None:
    broken, good = door.add("a.md", "# Only a heading\n"), door.add("b.md", "# B\n\nTwo.")
    await Indexing(door, BagOfWords()).rebuild({}, Told())
    assert list(door.problems) == [broken]
    assert [document for document, _, _ in door.taken] == [good]
    assert door.active == ["gen_new"]


async def test_a_document_removed_during_a_rebuild_does_not_stop_it(door: FakeDoor) -> None:
    gone, kept = door.add("a.md", "# A\n\nOne."), door.add("b.md", "# B\n\nTwo.")
    door.removed.add(gone)
    await Indexing(door, BagOfWords()).rebuild({}, Told())
    assert [document for document, _, _ in door.taken] == [kept]
    assert door.active == ["gen_new"]


@pytest.mark.parametrize(("made_by", "rebuilds"), [(None, 0), ("bag-of-words", 0), ("another-embedder", 1)])
async def test_an_index_of_another_embedder_is_rebuilt(door: FakeDoor, made_by: str | None, rebuilds: int) -> None:
    door.made_by = made_by
    await Indexing(door, BagOfWords()).keep_up({}, Told())
    assert (door.checked, door.rebuilds) == (1, rebuilds)
