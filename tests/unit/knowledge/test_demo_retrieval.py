"""The demo shop's own documents: a visitor's question leads to the document that answers it, without any model."""

from __future__ import annotations

import pytest

from appliance.contract.knowledge import IndexedDocument, IndexedPassage
from appliance.contract.retrieval import Trust
from appliance.core.language import language_of
from appliance.core.paths import ASSETS
from appliance.knowledge.documents.chunking import PASSAGE_WORDS
from appliance.knowledge.documents.reader import read_here
from tests.unit.knowledge.bag_of_words import vector_of
from tests.unit.knowledge.conftest import Room

DOCUMENTS = ASSETS / "demo/documents"
NAMES = ("rental-terms.md", "gift-cards.txt", "old-faq.txt", "winter-storage.md", "deutsch.html", "brands.html")


def indexed(name: str) -> IndexedDocument:
    read = read_here(DOCUMENTS / name, name)
    passages = tuple(
        IndexedPassage(passage=passage, vector=vector_of("\n".join((read.title, *passage.heading, passage.text))))
        for passage in read.passages
    )
    language = language_of(" ".join(passage.text for passage in read.passages), ("en", "de"))
    return IndexedDocument(title=read.title, language=language, embedder="bag-of-words", passages=passages)


@pytest.fixture
async def shop(room: Room) -> Room:
    for name in NAMES:
        await room.add(name, indexed(name))
    return room


@pytest.mark.parametrize("name", sorted(path.name for path in DOCUMENTS.iterdir()))
def test_every_document_of_the_demo_shop_is_read(name: str) -> None:
    read = read_here(DOCUMENTS / name, name)
    assert read.title
    assert len(read.passages) >= 3
    assert all(len(passage.text.split()) <= PASSAGE_WORDS for passage in read.passages)


def test_the_german_page_is_recognised() -> None:
    assert indexed("deutsch.html").language == "de"
    assert indexed("brands.html").language == "en"


@pytest.mark.parametrize("embedder_away", [False, True], ids=["vectors and keywords", "keywords alone"])
async def test_questions_lead_to_the_passage_with_the_answer(shop: Room, embedder_away: bool) -> None:
    shop.embedder.away = embedder_away
    for question, words in (
        ("can i buy just a tube", "Tubes are $9 each"),
        ("when do gift cards expire", "expire"),
        ("what does winter storage of an ebike cost", "$125"),
        ("do i need a photo ID for the rental", "photo ID"),
    ):
        found = await shop.ask(question)
        assert any(words in passage.text for passage in found.passages), question
        assert found.trust is Trust.SURE, question


async def test_an_old_price_is_never_shown_without_its_warning(shop: Room) -> None:
    found = await shop.ask("what does a flat fix cost")
    old = [passage.text for passage in found.passages if "$19" in passage.text]
    assert all("no longer valid" in text for text in old)
    assert any("$22" in passage.text for passage in found.passages)
