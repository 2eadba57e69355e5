"""The demo shop goes into an empty box, once, also when the first try ended after its facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from appliance.client import Client
from appliance.contract.facts import ShopFacts
from appliance.contract.knowledge import Document, DocumentState, Origin
from appliance.wiring.demo import load_demo


def document(origin: Origin) -> Document:
    return Document(
        id="doc_1", name="a.md", title="A", state=DocumentState.READY, bytes=1, passages=1, language="en",
        added_at="2026-10-07T12:00:00.000+00:00", origin=origin,
    )  # fmt: skip


class Box:
    """Plays the client: what lies there, and what was sent."""

    def __init__(self, *held: Document) -> None:
        self.held = list(held)
        self.facts: list[ShopFacts] = []
        self.added: list[str] = []

    def documents(self) -> list[Document]:
        return self.held

    def save_facts(self, facts: ShopFacts) -> ShopFacts:
        self.facts.append(facts)
        return facts

    def add_document(self, path: Path) -> None:
        self.added.append(path.name)


@pytest.mark.parametrize("held", [(), (document(Origin.FACTS),)])
def test_a_box_without_documents_of_its_own_is_filled(held: tuple[Document, ...]) -> None:
    box: Any = Box(*held)
    assert load_demo(cast(Client, box)) == len(box.added) > 15
    assert [facts.name for facts in box.facts] == ["Maple Street Bikes"]


@pytest.mark.parametrize("origin", [Origin.FILE, Origin.PAGE])
def test_a_box_with_documents_stays_as_it_is(origin: Origin) -> None:
    box: Any = Box(document(origin))
    assert load_demo(cast(Client, box)) == 0
    assert (box.facts, box.added) == ([], [])
