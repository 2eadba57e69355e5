"""The index is rebuilt beside the one in use, swapped, and mended after a crash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from appliance.contract.problems import Refused
from appliance.knowledge.index.chroma_store import ChromaStore, VectorsUnreadable
from tests.unit.knowledge.bag_of_words import indexed, vector_of
from tests.unit.knowledge.conftest import Room


def folders(room: Room) -> list[str]:
    return sorted(path.name for path in (room.home / "index").glob("gen_*"))


async def test_a_new_generation_is_read_only_after_the_swap(room: Room) -> None:
    document = await room.add("rental.md", indexed("Rental", "The old deposit rule."))
    before = room.index.active
    building = await room.index.begin()
    await room.catalogue.take_in(building, document.id, indexed("Rental", "The new deposit rule."))
    assert [found.text for found in (await room.ask("deposit rule")).passages] == ["The old deposit rule."]
    assert folders(room) == sorted([str(before), building])
    await room.index.activate(building)
    assert [found.text for found in (await room.ask("deposit rule")).passages] == ["The new deposit rule."]
    assert folders(room) == [building]
    assert (await room.catalogue.summary()).passages == 1


async def test_an_abandoned_build_is_thrown_away_by_the_next(room: Room) -> None:
    document = await room.add("rental.md", indexed("Rental", "The deposit rule."))
    abandoned = await room.index.begin()
    await room.catalogue.take_in(abandoned, document.id, indexed("Rental", "Half a build."))
    building = await room.index.begin()
    with pytest.raises(Refused, match="This build of the index is gone"):
        await room.catalogue.take_in(abandoned, document.id, indexed("Rental", "Too late."))
    with pytest.raises(Refused, match="This build of the index is gone"):
        await room.index.activate(abandoned)
    assert abandoned not in folders(room)
    assert building in folders(room)
    assert await room.titles("deposit rule") == ["Rental"]


async def test_a_shorter_version_of_a_document_leaves_nothing_of_the_longer(room: Room) -> None:
    document = await room.add(
        "rental.md", indexed("Rental", "Deposit rule one.", "Deposit rule two.", "Deposit rule three.")
    )
    await room.catalogue.take_in(None, document.id, indexed("Rental", "Deposit rule only."))
    assert [found.text for found in (await room.ask("deposit rule three")).passages] == ["Deposit rule only."]
    assert await room.index.store(str(room.index.active)).nearest(vector_of("deposit"), 10) == [f"{document.id}/0"]


async def reopened(room: Room) -> Room:
    await room.close()
    again = Room.at(room.home)
    await again.index.open()
    return again


async def test_a_restart_finds_everything_again(room: Room) -> None:
    await room.add("rental.md", indexed("Rental", "Bring a photo ID."))
    generation = room.index.active
    again = await reopened(room)
    assert again.index.active == generation
    assert await again.titles("photo ID") == ["Rental"]
    await again.close()


async def test_lost_vectors_are_made_again_from_the_rows(room: Room) -> None:
    document = await room.add("rental.md", indexed("Rental", "Bring a photo ID.", "Pay a deposit."))
    generation = str(room.index.active)
    await room.index.close()
    shutil.rmtree(room.home / "index" / generation)
    again = await reopened(room)
    nearest = await again.index.store(generation).nearest(vector_of("Rental deposit pay"), 5)
    assert nearest == [f"{document.id}/1", f"{document.id}/0"]
    [best, _] = (await again.ask("pay deposit")).passages
    assert (best.text, best.similarity > 0) == ("Pay a deposit.", True)
    await again.close()


async def test_vectors_that_a_crash_left_without_rows_are_dropped(room: Room) -> None:
    await room.add("rental.md", indexed("Rental", "Bring a photo ID."))
    store = room.index.store(str(room.index.active))
    await store.put(["doc_lost/0"], [vector_of("photo ID")])
    again = await reopened(room)
    assert len(await again.index.store(str(again.index.active)).nearest(vector_of("photo"), 5)) == 1
    await again.close()


async def test_a_build_that_a_crash_left_is_swept_away_at_the_start(room: Room) -> None:
    await room.index.begin()
    (room.home / "index/gen_forgotten").mkdir()
    again = await reopened(room)
    assert folders(again) == [again.index.active]
    await again.close()


async def test_the_store_alone_replaces_removes_and_vanishes(tmp_path: Path) -> None:
    store = ChromaStore(tmp_path / "vectors")
    assert await store.open() == 0
    assert await store.nearest(vector_of("bike"), 3) == []
    await store.put(["a/0", "b/0"], [vector_of("bike"), vector_of("helmet")])
    await store.put(["a/0"], [vector_of("helmet lock")])
    assert await store.nearest(vector_of("helmet"), 9) == ["b/0", "a/0"]
    await store.remove(["b/0", "never/0"])
    assert await store.nearest(vector_of("helmet"), 9) == ["a/0"]
    await store.destroy()
    assert not store.folder.exists()


async def test_a_store_that_is_not_open_says_so(tmp_path: Path) -> None:
    store = ChromaStore(tmp_path / "vectors")
    with pytest.raises(VectorsUnreadable):
        await store.nearest(vector_of("bike"), 3)
    await store.close()
