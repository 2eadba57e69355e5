"""Owns what `shopbell products` and `shopbell ask` print of products, and what they ask the box."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal

import httpx2
import pytest
from typer.testing import CliRunner, Result

from appliance.cli.app import app
from appliance.client import Client
from appliance.contract.chat import Cards, Done, Outcome, ProductCard, Rung
from appliance.contract.products import KnownProduct, Product, Variant

Shell = Callable[..., Result]
SHIRT = Product(
    key="shirt",
    name="Trail [red] Shirt",
    brand="Fernwell",
    category="Shirts",
    currency="EUR",
    variants=(Variant(price=Decimal(19), stock=4), Variant(price=Decimal("24.50"), stock=0)),
)
BARE = Product(key="hook", name="Boat Hook")
GONE = Product(key="cap", name="Cap", variants=(Variant(price=Decimal(5), in_stock=False),))
CARD = ProductCard(
    name="Cap",
    detail="M",
    price="$18",
    regular_price="$22",
    in_stock=True,
    url="https://shop.example/cap",
    document_id="d",
)
SAID: tuple[Cards | Done, ...] = (Cards(cards=(CARD,)), Done(outcome=Outcome.ANSWERED, rung=Rung.PRODUCTS))


class Box:
    """Plays the api: three products, and an answer with one card."""

    def __init__(self) -> None:
        self.products = [
            KnownProduct(document_id="doc_1", document="Our range", product=one) for one in (SHIRT, BARE, GONE)
        ]
        self.asked: list[httpx2.URL] = []

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request.url)
        if request.url.path == "/v1/chat":
            events = [
                f"id: {at}\nevent: {one.event}\ndata: {one.model_dump_json()}\n" for at, one in enumerate(SAID, 1)
            ]
            return httpx2.Response(200, content="\n".join(events) + "\n")
        return httpx2.Response(200, json=[one.model_dump(mode="json") for one in self.products])


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Box:
    played = Box()
    monkeypatch.setattr(Client, "local", lambda: Client("http://box", "token", httpx2.MockTransport(played.answer)))
    return played


@pytest.fixture
def shell(box: Box) -> Shell:
    return lambda *arguments: CliRunner(env={"COLUMNS": "220"}).invoke(app, list(arguments))


def test_the_list_says_price_stock_kind_and_document(shell: Shell) -> None:
    told = shell("products", "list")
    assert told.exit_code == 0
    _, shirt, hook, cap = (" ".join(line.split()) for line in told.stdout.splitlines())
    assert shirt == "Trail [red] Shirt 19.00 - 24.50 EUR 4 Fernwell · Shirts Our range"
    assert hook == "Boat Hook - - Our range"
    assert cap == "Cap 5.00 no Our range"


def test_a_search_sends_all_words(box: Box, shell: Shell) -> None:
    assert shell("products", "search", "red", "t-shirt & more", "--limit", "5").exit_code == 0
    assert dict(box.asked[0].params) == {"words": "red t-shirt & more", "limit": "5"}
    shell("products", "list", "--document-id", "doc_1", "--limit", "9999")
    assert dict(box.asked[1].params) == {"words": "", "limit": "1000", "document_id": "doc_1"}


def test_the_list_for_programs_is_the_apis(box: Box, shell: Shell) -> None:
    listed = json.loads(shell("products", "list", "--json").stdout)
    assert listed == [one.model_dump(mode="json") for one in box.products]


def test_an_answer_prints_its_products(shell: Shell) -> None:
    told = shell("ask", "do you have caps?")
    assert "Cap · M · $18 · instead of $22 · in stock · https://shop.example/cap" in told.stdout
