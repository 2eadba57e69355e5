"""The check finds what does not agree and mends it: files, words, vectors, documents nobody reads."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from sqlalchemy import text

from appliance.contract.jobs import JobKind
from appliance.contract.knowledge import FlawKind
from appliance.contract.problems import Unavailable
from appliance.core.jobs import JobQueue
from appliance.knowledge.documents.files import DocumentFiles
from appliance.knowledge.documents.upkeep import DocumentUpkeep
from tests.unit.knowledge.bag_of_words import indexed
from tests.unit.knowledge.conftest import Room, now


@pytest.fixture
def files(room: Room) -> DocumentFiles:
    return DocumentFiles(room.home / "documents")


@pytest.fixture
def jobs(room: Room) -> JobQueue:
    return JobQueue(room.database, now)


@pytest.fixture
def upkeep(room: Room, files: DocumentFiles, jobs: JobQueue) -> DocumentUpkeep:
    return DocumentUpkeep(room.database, files, room.index, jobs, lambda: now() + timedelta(hours=2))


async def flaws(upkeep: DocumentUpkeep, repair: bool = True) -> dict[FlawKind, tuple[int, bool]]:
    return {flaw.kind: (flaw.count, flaw.repaired) for flaw in (await upkeep.check(repair)).flaws}


async def test_a_sound_knowledge_base_has_no_flaw(room: Room, upkeep: DocumentUpkeep) -> None:
    await room.add("rental.md", indexed("Rental", "Bring a photo ID.", "Pay a deposit."))
    report = await upkeep.check(repair=False)
    assert (report.documents, report.passages, report.flaws) == (1, 2, ())


async def test_vectors_that_are_missing_are_put_back(room: Room, upkeep: DocumentUpkeep) -> None:
    document = await room.add("rental.md", indexed("Rental", "Bring a photo ID.", "Pay a deposit."))
    async with room.index.at_rest() as (_, store):
        await store.remove([f"{document.id}/1"])
    assert await flaws(upkeep, repair=False) == {FlawKind.VECTORS_MISSING: (1, False)}
    assert await flaws(upkeep) == {FlawKind.VECTORS_MISSING: (1, True)}
    assert await flaws(upkeep) == {}
    async with room.index.at_rest() as (_, store):
        assert sorted(await store.ids()) == [f"{document.id}/0", f"{document.id}/1"]


async def test_vectors_of_nobody_are_taken_out(room: Room, upkeep: DocumentUpkeep) -> None:
    document = await room.add("rental.md", indexed("Rental", "Bring a photo ID."))
    async with room.index.at_rest() as (_, store):
        await store.put(["doc_gone/0"], [[1.0] + [0.0] * 383])
    assert await flaws(upkeep) == {FlawKind.VECTORS_LEFT_OVER: (1, True)}
    async with room.index.at_rest() as (_, store):
        assert await store.ids() == [f"{document.id}/0"]


async def test_a_keyword_index_that_lost_words_is_made_again(room: Room, upkeep: DocumentUpkeep) -> None:
    await room.add("rental.md", indexed("Rental", "Bring a photo ID."))
    async with room.database.session() as session:
        await session.execute(text("INSERT INTO passage_stems(passage_stems) VALUES ('delete-all')"))
    room.embedder.away = True
    assert await room.titles("photo") == []
    assert await flaws(upkeep) == {FlawKind.WORDS_BROKEN: (1, True)}
    assert await room.titles("photo") == ["Rental"]


async def test_a_damaged_or_missing_file_is_told_to_the_owner(
    room: Room, files: DocumentFiles, upkeep: DocumentUpkeep
) -> None:
    gone = await room.add("a.md", indexed("A", "One."))
    changed = await room.add("b.md", indexed("B", "Two."))
    (await room.catalogue.file_of(gone.id))[1].unlink()
    (await room.catalogue.file_of(changed.id))[1].write_bytes(b"something else")
    assert await flaws(upkeep) == {FlawKind.FILE_MISSING: (1, False), FlawKind.FILE_CHANGED: (1, False)}
    assert all(one.problem and "add this document again" in one.problem for one in await room.catalogue.all())


async def test_files_of_nobody_are_deleted_once_they_are_old(
    room: Room, files: DocumentFiles, upkeep: DocumentUpkeep
) -> None:
    await room.add("a.md", indexed("A", "One."))
    digest = files.store(b"nobody's")
    assert await flaws(upkeep) == {}, "its row may be on its way"
    os.utime(files.path(digest), (0, 0))
    assert await flaws(upkeep) == {FlawKind.FILE_WITHOUT_DOCUMENT: (1, True)}
    assert not files.path(digest).exists()


async def test_a_document_nobody_reads_is_queued(room: Room, upkeep: DocumentUpkeep, jobs: JobQueue) -> None:
    document, _ = await room.catalogue.add("a.md", b"# A")
    assert await flaws(upkeep) == {FlawKind.NOT_READ: (1, True)}
    [queued] = await jobs.unfinished([JobKind.READ_DOCUMENT])
    assert queued.payload == {"document_id": document.id}
    assert await flaws(upkeep) == {}, "it is on its way"


async def test_files_that_have_just_come_in_are_left_to_their_import(
    room: Room, files: DocumentFiles, jobs: JobQueue
) -> None:
    await room.catalogue.add("a.md", b"# A")
    assert await flaws(DocumentUpkeep(room.database, files, room.index, jobs, now)) == {}


async def test_before_the_index_is_open_nothing_can_be_compared(room: Room, upkeep: DocumentUpkeep) -> None:
    await room.index.close()
    with pytest.raises(Unavailable):
        await upkeep.check(repair=True)
