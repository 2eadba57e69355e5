"""The owner adds, lists and removes documents; what was taken in is found, what was removed is gone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from appliance.contract.knowledge import DocumentState
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.knowledge.documents.catalogue import DOCUMENT_MAX_BYTES, clean_name
from appliance.knowledge.documents.files import DocumentFiles, digest_of
from tests.unit.knowledge.bag_of_words import indexed
from tests.unit.knowledge.conftest import Room, now


def stored(room: Room) -> list[Path]:
    return [path for path in (room.home / "documents").rglob("*") if path.is_file()]


async def test_an_added_document_waits_until_it_is_taken_in(room: Room) -> None:
    document, to_read = await room.catalogue.add(
        clean_name("C:\\shop\\Rental terms.md"), b"# Rental\n\nBring a photo ID."
    )
    assert (document.name, document.title, document.state) == ("Rental terms.md", "Rental terms", DocumentState.WAITING)
    assert to_read
    name, path = await room.catalogue.file_of(document.id)
    assert (name, path.read_bytes()) == ("Rental terms.md", b"# Rental\n\nBring a photo ID.")
    await room.catalogue.take_in(None, document.id, indexed("Rental", "Bring a photo ID.", "Pay a deposit."))
    [listed] = await room.catalogue.all()
    assert (listed.title, listed.state, listed.passages, listed.language) == ("Rental", DocumentState.READY, 2, "en")


async def test_the_same_content_is_one_document_under_any_name(room: Room) -> None:
    first, _ = await room.catalogue.add("rental.md", b"Bring a photo ID.")
    again, to_read = await room.catalogue.add("copy of rental.md", b"Bring a photo ID.")
    assert (again.id, to_read) == (first.id, True)
    await room.catalogue.take_in(None, first.id, indexed("Rental", "Bring a photo ID."))
    assert (await room.catalogue.add("rental.md", b"Bring a photo ID."))[1] is False
    assert len(await room.catalogue.all()) == len(stored(room)) == 1


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("empty.md", b" \n\t", ErrorCode.UNREADABLE_DOCUMENT, "empty.md is empty."),
        ("huge.txt", b"x" * (DOCUMENT_MAX_BYTES + 1), ErrorCode.TOO_LARGE, "huge.txt is larger than 20 MB."),
        ("photo.jpg", b"x", ErrorCode.UNSUPPORTED_DOCUMENT, "photo.jpg cannot be read; Shopbell reads ."),
    ],
)
async def test_what_cannot_be_kept_is_refused(room: Room, name: str, data: bytes, code: ErrorCode, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        await room.catalogue.add(name, data)
    assert refusal.value.code is code
    assert refusal.value.detail.startswith(said)
    assert await room.catalogue.all() == []
    assert stored(room) == []


async def test_a_removed_document_is_found_no_more(room: Room) -> None:
    gone = await room.add("rental.md", indexed("Rental", "Bring a photo ID for the rental."))
    await room.add("gifts.md", indexed("Gift cards", "Gift cards never expire."))
    assert await room.titles("photo ID rental") == ["Rental", "Gift cards"]
    await room.catalogue.remove(gone.id)
    assert await room.titles("photo ID rental") == ["Gift cards"]
    assert [document.title for document in await room.catalogue.all()] == ["Gift cards"]
    assert len(stored(room)) == 1
    for late in (room.catalogue.remove(gone.id), room.catalogue.mark_unreadable(gone.id, "It is broken.")):
        with pytest.raises(Refused, match="There is no such document"):
            await late


async def test_a_document_removed_while_it_was_read_is_not_brought_back(room: Room) -> None:
    document, _ = await room.catalogue.add("rental.md", b"Bring a photo ID.")
    await room.catalogue.remove(document.id)
    with pytest.raises(Refused, match="There is no such document"):
        await room.catalogue.take_in(None, document.id, indexed("Rental", "Bring a photo ID."))
    assert await room.titles("photo ID") == []


async def test_an_unreadable_document_says_why_until_it_is_read(room: Room) -> None:
    document, _ = await room.catalogue.add("rental.md", b"Bring a photo ID.")
    await room.catalogue.mark_unreadable(document.id, "It took too long to read.")
    [listed] = await room.catalogue.all()
    assert (listed.state, listed.problem) == (DocumentState.UNREADABLE, "It took too long to read.")
    await room.catalogue.take_in(None, document.id, indexed("Rental", "Bring a photo ID."))
    [listed] = await room.catalogue.all()
    assert (listed.state, listed.problem) == (DocumentState.READY, None)


async def test_documents_are_listed_by_title_and_counted(room: Room) -> None:
    await room.add("z.md", indexed("Appointments", "One.", "Two."))
    await room.add("a.md", indexed("Warranty", "Three."))
    assert [document.title for document in await room.catalogue.all()] == ["Appointments", "Warranty"]
    summary = await room.catalogue.summary()
    assert (summary.documents, summary.passages, summary.embedder) == (2, 3, "bag-of-words")
    assert summary.generation == room.index.active


async def test_before_the_index_is_open_a_reading_is_asked_to_come_again(tmp_path: Path) -> None:
    room = Room.at(tmp_path)
    document, _ = await room.catalogue.add("rental.md", b"Bring a photo ID.")
    with pytest.raises(Unavailable) as absence:
        await room.catalogue.take_in(None, document.id, indexed("Rental", "Bring a photo ID."))
    assert absence.value.code is ErrorCode.KNOWLEDGE_UNAVAILABLE
    assert absence.value.retry_after_s is not None
    assert (await room.ask("photo ID")).passages == ()
    await room.close()


def test_files_are_stored_once_and_only_whole(tmp_path: Path) -> None:
    files = DocumentFiles(tmp_path / "documents")
    digest = files.store(b"content")
    assert files.store(b"content") == digest == digest_of(b"content")
    assert files.path(digest).read_bytes() == b"content"
    assert [path.name for path in files.path(digest).parent.iterdir()] == [digest]
    files.remove(digest)
    files.remove(digest)
    assert not files.path(digest).exists()


async def test_a_document_is_quoted_up_to_its_last_day(room: Room) -> None:
    document = await room.add("sale.md", indexed("Sale", "Helmets are reduced by half."))
    today = now().date()
    await room.catalogue.hold_until(document.id, today)
    assert await room.titles("helmets reduced") == ["Sale"]
    assert (await room.catalogue.summary()).expiring == 1
    changed = await room.catalogue.hold_until(document.id, today - timedelta(days=1))
    assert changed.expires_on == "2026-10-06"
    assert await room.titles("helmets reduced") == []
    assert (await room.catalogue.summary()).expired == 1
    await room.catalogue.hold_until(document.id, None)
    assert await room.titles("helmets reduced") == ["Sale"]
    with pytest.raises(Refused):
        await room.catalogue.hold_until("doc_none", today)


async def test_what_was_read_of_replaced_content_is_dropped(room: Room) -> None:
    document, _ = await room.catalogue.add("rent.txt", b"The deposit is $10.")
    await room.catalogue.add("rent.txt", b"The deposit is $20.")
    late = indexed("Rent", "The deposit is $10.").model_copy(update={"digest": digest_of(b"The deposit is $10.")})
    await room.catalogue.take_in(None, document.id, late)
    [listed] = await room.catalogue.all()
    assert (listed.state, listed.passages) == (DocumentState.WAITING, 0)
    fresh = indexed("Rent", "The deposit is $20.").model_copy(update={"digest": digest_of(b"The deposit is $20.")})
    await room.catalogue.take_in(None, document.id, fresh)
    assert [one.state for one in await room.catalogue.all()] == [DocumentState.READY]
