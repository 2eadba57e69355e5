"""Owns documents on a real database and a real Chroma: found once taken in, gone once removed, whole after a crash."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from appliance.contract.knowledge import IndexedDocument, IndexedPassage, Passage
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.contract.retrieval import Asked, Found, Trust
from appliance.core.clock import utc_now
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.knowledge.documents.catalogue import Catalogue
from appliance.knowledge.documents.files import DocumentFiles
from appliance.knowledge.index.centre import Centre
from appliance.knowledge.index.generations import Index
from appliance.knowledge.ports import Vector
from appliance.knowledge.products.shelf import ProductShelf
from appliance.knowledge.retrieval.gate import Gate
from appliance.knowledge.retrieval.search import Retrieval
from tests.fakes.model_words import vector

TEXTS = {
    "rental.md": "The deposit for a city bike is two hundred dollars.",
    "winter.md": "Winter storage costs ninety dollars for the season.",
    "rides.md": "The group ride starts on Saturday morning at the fountain.",
}


class Embedder:
    """Vectors that are alike when texts share words; away when told so."""

    def __init__(self) -> None:
        self.away = False

    async def query(self, text: str) -> Vector:
        if self.away:
            raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "away")
        return tuple(vector(text))

    async def passages(self, texts: Sequence[str]) -> list[Vector]:
        return [tuple(vector(text)) for text in texts]

    async def model_id(self) -> str:
        return "played"


class Shelf:
    """What one api process would hold."""

    def __init__(self, home: Path) -> None:
        upgrade(home / "shop.db")
        self.embedder = Embedder()
        self.database = Database.at(home / "shop.db")
        self.index = Index(self.database, home / "index", utc_now)
        self.catalogue = Catalogue(
            self.database, DocumentFiles(home / "documents"), self.index, ProductShelf(self.database, utc_now), utc_now
        )
        self.retrieval = Retrieval(self.database, self.index, self.embedder, Centre(self.embedder), Gate(), utc_now)

    async def add(self, name: str, generation: str | None = None) -> str:
        document, _ = await self.catalogue.add(name, TEXTS[name].encode())
        entry = IndexedPassage(passage=Passage(heading=(), text=TEXTS[name]), vector=tuple(vector(TEXTS[name])))
        read = IndexedDocument(title=name, language="en", embedder="played", passages=(entry,))
        await self.catalogue.take_in(generation, document.id, read)
        return document.id

    async def search(self, question: str) -> Found:
        return await self.retrieval.search(Asked(question, "en"), 3)

    async def close(self) -> None:
        await self.index.close()
        await self.database.close()


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Shelf]:
    shelf = Shelf(tmp_path)
    await shelf.index.open()
    for name in TEXTS:
        await shelf.add(name)
    yield shelf
    await shelf.close()


async def test_a_question_finds_its_passage(shelf: Shelf) -> None:
    found = await shelf.search("what is the deposit for a city bike")
    assert found.trust is Trust.SURE
    assert found.passages[0].text == TEXTS["rental.md"]


async def test_without_the_embedder_words_find_it(shelf: Shelf) -> None:
    shelf.embedder.away = True
    found = await shelf.search("what does winter storage cost")
    assert found.trust is Trust.SURE
    assert found.passages[0].text == TEXTS["winter.md"]


async def test_earlier_turns_help(shelf: Shelf) -> None:
    found = await shelf.retrieval.search(Asked("and what does it cost", "en", ("do you offer winter storage",)), 3)
    assert found.passages[0].text == TEXTS["winter.md"]


async def test_the_same_content_is_recognised(shelf: Shelf) -> None:
    document, to_read = await shelf.catalogue.add("copy.md", TEXTS["rental.md"].encode())
    assert not to_read
    assert document.name == "rental.md"


async def test_a_removed_document_is_not_found_any_more(shelf: Shelf) -> None:
    document = next(one for one in await shelf.catalogue.all() if one.name == "rental.md")
    await shelf.catalogue.remove(document.id)
    found = await shelf.search("what is the deposit for a city bike")
    assert all(passage.text != TEXTS["rental.md"] for passage in found.passages)
    with pytest.raises(Refused):
        await shelf.catalogue.remove(document.id)


async def test_a_new_build_is_read_only_once_it_is_activated(shelf: Shelf, tmp_path: Path) -> None:
    old = shelf.index.active
    generation = await shelf.index.begin()
    await shelf.add("rental.md", generation)
    assert (await shelf.search("winter storage")).passages
    await shelf.index.activate(generation)
    assert [passage.text for passage in (await shelf.search("winter storage deposit")).passages] == [TEXTS["rental.md"]]
    assert not (tmp_path / "index" / str(old)).exists()


async def test_a_lost_chroma_folder_is_rebuilt_from_the_rows(tmp_path: Path) -> None:
    first = Shelf(tmp_path)
    await first.index.open()
    await first.add("rides.md")
    await first.close()
    shutil.rmtree(tmp_path / "index")
    second = Shelf(tmp_path)
    await second.index.open()
    assert (await second.search("when does the group ride start")).passages[0].similarity > 0
    await second.close()


async def test_hostile_words_are_only_words(shelf: Shelf) -> None:
    assert (await shelf.search('deposit" OR 1=1 NEAR( * city bike')).passages
