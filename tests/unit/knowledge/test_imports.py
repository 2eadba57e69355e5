"""Many files come in together: each is stored, known or refused for itself, and the report says which."""

from __future__ import annotations

import pytest

from appliance.contract.imports import ItemState
from appliance.contract.jobs import JobKind
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.jobs import JobQueue
from appliance.knowledge.documents.files import DocumentFiles
from appliance.knowledge.documents.imports import Imports
from tests.unit.knowledge.bag_of_words import indexed
from tests.unit.knowledge.conftest import Room, now


@pytest.fixture
def imports(room: Room) -> Imports:
    files = DocumentFiles(room.home / "documents")
    return Imports(room.database, room.catalogue, files, JobQueue(room.database, now), now)


async def read_all(room: Room, imports: Imports, import_id: str) -> None:
    """What the worker does with the files that wait."""
    for file in await imports.waiting(import_id):
        if file.document_id:
            await room.catalogue.take_in(None, file.document_id, indexed(file.name, "Bring a photo ID."))


async def test_each_file_is_a_line_of_the_report(room: Room, imports: Imports) -> None:
    batch = (await imports.begin("papers")).id
    for name, data in (("a/rent.md", b"# Rent"), ("b/rent.md", b"# Other rent"), ("song.mp3", b"la"), ("c.txt", b" ")):
        await imports.add(batch, name, data)
    before = await imports.report(batch)
    assert before.states == {ItemState.WAITING: 2, ItemState.UNREADABLE: 2}
    assert [(item.name, item.problem) for item in before.problems][1] == ("c.txt", "c.txt is empty.")
    assert before.problems[0].problem
    assert before.problems[0].problem.startswith("song.mp3 cannot be read")
    assert before.job is None
    await read_all(room, imports, batch)
    assert (await imports.report(batch)).states == {ItemState.READ: 2, ItemState.UNREADABLE: 2}
    assert [one.name for one in await room.catalogue.all()] == ["a/rent.md", "b/rent.md"]


async def test_what_is_known_is_not_read_again(room: Room, imports: Imports) -> None:
    first = (await imports.begin("papers")).id
    await imports.add(first, "rent.md", b"# Rent")
    await read_all(room, imports, first)
    second = (await imports.begin("papers")).id
    await imports.add(second, "rent.md", b"# Rent")
    assert (await imports.report(second)).states == {ItemState.UNCHANGED: 1}
    assert await imports.waiting(second) == []


async def test_a_changed_file_takes_the_place_of_the_one_before(room: Room, imports: Imports) -> None:
    for text in ("old deposit", "new deposit"):
        batch = (await imports.begin("papers")).id
        item = await imports.add(batch, "papers/rent.md", text.encode())
        if text.startswith("new"):
            assert await room.titles("deposit") == ["old deposit"], "the old words answer until the new ones are read"
        await room.catalogue.take_in(None, item.document_id or "", indexed(text, f"The {text} is $20."))
    assert await room.titles("deposit") == ["new deposit"]
    assert len(await room.catalogue.all()) == 1
    assert len([path for path in (room.home / "documents").rglob("*") if path.is_file()]) == 1


async def test_starting_queues_one_job_and_starting_again_goes_on(room: Room, imports: Imports) -> None:
    batch = (await imports.begin("papers")).id
    await imports.add(batch, "rent.md", b"# Rent")
    started = await imports.start(batch)
    assert started.job
    assert (started.job.kind, started.job.subject) == (JobKind.READ_IMPORT, "papers")
    queue = JobQueue(room.database, now)
    await queue.cancel(started.job.id)
    again = await imports.start(batch)
    assert again.job
    assert again.job.id != started.job.id
    assert [one.id for one in await imports.latest(5)] == [batch]


async def test_an_archive_waits_to_be_unpacked_and_is_then_gone(room: Room, imports: Imports) -> None:
    batch = (await imports.begin("papers.zip")).id
    await imports.add(batch, "papers.zip", b"PK...")
    [waiting] = await imports.waiting(batch)
    assert waiting.archive
    await imports.add(batch, "papers/rent.md", b"# Rent")
    assert [file.name for file in await imports.waiting(batch)] == ["papers.zip", "papers/rent.md"]
    await imports.unpacked(batch, waiting.item_id, None)
    assert (await imports.report(batch)).states == {ItemState.WAITING: 1}
    assert not DocumentFiles(room.home / "documents").path(waiting.archive.rpartition("/")[2]).exists()
    with pytest.raises(Refused):
        await imports.unpacked(batch, waiting.item_id, None)


async def test_an_archive_that_cannot_be_unpacked_says_why(imports: Imports) -> None:
    batch = (await imports.begin("papers.zip")).id
    await imports.add(batch, "papers.zip", b"no archive")
    [waiting] = await imports.waiting(batch)
    await imports.unpacked(batch, waiting.item_id, "papers.zip is no ZIP archive.")
    [told] = (await imports.report(batch)).problems
    assert (told.name, told.problem) == ("papers.zip", "papers.zip is no ZIP archive.")
    assert await imports.waiting(batch) == []


async def test_a_document_removed_later_is_said_to_be_removed(room: Room, imports: Imports) -> None:
    batch = (await imports.begin("papers")).id
    item = await imports.add(batch, "rent.md", b"# Rent")
    await room.catalogue.remove(item.document_id or "")
    assert (await imports.report(batch)).states == {ItemState.REMOVED: 1}


async def test_an_unknown_batch_is_refused(imports: Imports) -> None:
    with pytest.raises(Refused) as refusal:
        await imports.add("imp_none", "rent.md", b"# Rent")
    assert refusal.value.code is ErrorCode.NOT_FOUND


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("..\\..\\etc\\passwd.txt", "etc/passwd.txt"),
        ("/absolute/prices.txt", "absolute/prices.txt"),
        ("a//./b.txt", "a/b.txt"),
        ("../..", "document"),
    ],
)
async def test_a_name_never_leads_out_of_its_folder(imports: Imports, given: str, kept: str) -> None:
    batch = (await imports.begin("papers")).id
    assert (await imports.add(batch, given, b"# Rent")).name == kept
