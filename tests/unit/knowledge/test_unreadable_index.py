"""A vector index that cannot be read costs nobody an answer: words find, and it is made anew from the rows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from appliance.contract.problems import Unavailable
from appliance.contract.retrieval import Trust
from appliance.knowledge.index.chroma_store import BATCH, ChromaStore, VectorsUnreadable
from tests.unit.knowledge.bag_of_words import indexed, vector_of
from tests.unit.knowledge.conftest import Room


def zeroed(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def halved(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


async def filled(room: Room) -> Path:
    """Knows one document; the file that Chroma keeps of it."""
    await room.add("rental.md", indexed("Rental", "Bring a photo ID.", "Pay a deposit."))
    return room.home / "index" / str(room.index.active) / "chroma.sqlite3"


async def is_sound(room: Room) -> None:
    found = await room.ask("photo ID")
    assert found.passages[0].text == "Bring a photo ID."
    assert found.complete
    assert len(await room.index.store(str(room.index.active)).nearest(vector_of("photo"), 5)) == 2


@pytest.mark.parametrize("damage", [zeroed, halved, emptied])
async def test_what_was_damaged_while_the_box_was_off_is_made_anew_at_the_start(
    room: Room, damage: Callable[[Path], None]
) -> None:
    file = await filled(room)
    await room.close()
    damage(file)
    again = Room.at(room.home)
    await again.index.open()
    await is_sound(again)
    await again.close()


async def test_what_is_damaged_while_it_is_read_is_made_anew_while_words_answer(room: Room) -> None:
    zeroed(await filled(room))
    meanwhile = await room.ask("photo ID")
    assert (meanwhile.passages[0].text, meanwhile.trust) == ("Bring a photo ID.", Trust.SURE)
    assert not meanwhile.complete
    with pytest.raises(VectorsUnreadable):
        await room.add("gifts.md", indexed("Gifts", "Gift cards never expire."))
    await room.index.open()
    assert (await room.ask("gift cards")).passages[0].text == "Gift cards never expire."


async def test_an_index_that_cannot_be_made_anew_is_read_by_words_until_it_can(room: Room) -> None:
    folder = (await filled(room)).parent
    await room.close()
    folder.rename(folder.with_name("away"))
    folder.write_bytes(b"in its way")
    again = Room.at(room.home)
    with pytest.raises(VectorsUnreadable):
        await again.index.open()
    found = await again.ask("photo ID")
    assert (found.passages[0].text, found.complete, again.index.whole) == ("Bring a photo ID.", False, False)
    folder.unlink()
    await again.index.open()
    assert again.index.whole
    await is_sound(again)
    await again.close()


async def test_it_is_opened_again_and_again_as_long_as_the_process_runs(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []

    async def held() -> None:
        opened.append(len(opened))
        if len(opened) > 2:
            raise asyncio.CancelledError
        raise VectorsUnreadable

    monkeypatch.setattr("appliance.knowledge.index.generations.LOOK_EVERY_S", 0)
    monkeypatch.setattr(room.index, "open", held)
    with pytest.raises(asyncio.CancelledError):
        await room.index.run()
    assert opened == [0, 1, 2]


async def test_a_store_that_fails_says_so_in_one_way_and_can_be_emptied(tmp_path: Path) -> None:
    store = ChromaStore(tmp_path / "vectors")
    await store.open()
    await store.put(["a/0"], [vector_of("bike")])
    zeroed(store.folder / "chroma.sqlite3")
    for asking in (store.open(), store.ids(), store.nearest(vector_of("bike"), 3), store.remove(["a/0"])):
        with pytest.raises(Unavailable) as refusal:
            await asking
        assert refusal.value.retry_after_s
    await store.clear()
    assert await store.open() == 0
    await store.close()


async def test_a_question_need_not_wait_until_a_long_document_is_written(tmp_path: Path) -> None:
    store = ChromaStore(tmp_path / "vectors")
    await store.open()
    names = [f"a/{at}" for at in range(4 * BATCH)]
    writing = asyncio.create_task(store.put(names, [vector_of(name) for name in names]))
    await asyncio.sleep(0)
    await store.nearest(vector_of("bike"), 3)
    assert not writing.done()
    await writing
    assert len(await store.ids()) == len(names)
    await store.remove(names)
    assert await store.ids() == []
    await store.close()
