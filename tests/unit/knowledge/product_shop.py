"""Owns an outdoor shop of our own invention, with its products in a real table."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from appliance.contract.products import Product, Variant
from appliance.contract.retrieval import Asked, ProductsAnswer
from appliance.core.database import Database, migrate
from appliance.knowledge.products.book import ProductBook
from appliance.knowledge.products.shelf import ProductShelf
from appliance.knowledge.tables import DocumentRow


def now() -> datetime:
    return datetime(2026, 10, 7, 19, 0, tzinfo=UTC)


def single(name: str, price: str | None, category: str = "", brand: str = "", said: str = "", **more: Any) -> Product:
    """A product with one variant; `more` are fields of the variant."""
    amount = Decimal(price) if price else None
    variant = Variant(price=amount, **more)
    return Product(
        key=name, name=name, category=category or None, brand=brand or None, description=said, variants=(variant,)
    )


def shirt(size: str, color: str, price: str, stock: int | None) -> Variant:
    attributes = {"Size": size, "Color": color}
    code = f"TS-{size}-{color[0]}"
    return Variant(sku=code, name=f"{size} / {color}", attributes=attributes, price=Decimal(price), stock=stock)


TENTS = (
    single("Ridgeway R4 Tent", "250", "Tents", "Fernwell", "A tent for four. It is waterproof."),
    single("Ridgeway R4 Pro Tent", "420", "Tents", "Fernwell", "Lighter poles. It is not waterproof."),
    single("Lakeside 2-Person Tent", "200", "Tents", "Alderby"),
)
SHIRT = Product(
    key="trail-shirt",
    name="Trail T-Shirt",
    category="Clothing > Shirts",
    url="https://shop.example/trail-shirt",
    image="https://shop.example/trail-shirt.jpg",
    variants=(
        shirt("S", "Red", "19", 4),
        shirt("M", "Red", "19", 0),
        shirt("M", "Dark Blue", "24", 2),
        shirt("L", "Dark Blue", "24", 0),
    ),
)
CAPS = (
    single("Cap", "18", "Clothing > Caps", regular_price=Decimal("22"), in_stock=True),
    single("Cap with Ears", "25", "Clothing > Caps", in_stock=False),
)
PACK = single("Naptime 5000 Sleeping Bag", "129.99", "Sleeping Bags", "Slumber & Co")
SHOP = (*TENTS, SHIRT, *CAPS, PACK)


@dataclass
class Shop:
    """The table with the book that answers from it."""

    database: Database
    shelf: ProductShelf
    book: ProductBook

    async def document(self, document_id: str, title: str = "Our range", expires_on: str | None = None) -> None:
        row = DocumentRow(
            id=document_id, name=f"{document_id}.csv", title=title, digest=document_id, bytes=1, state="ready",
            language="en", problem=None, added_at="2026-10-07", expires_on=expires_on,
        )  # fmt: skip
        async with self.database.session() as session:
            session.add(row)

    async def remove(self, document_id: str) -> None:
        async with self.database.session() as session:
            await session.delete(await session.get(DocumentRow, document_id))

    async def answer(self, question: str, *history: str, language: str = "en") -> ProductsAnswer | None:
        return await self.book.answer(Asked(question, language, history), "USD")

    async def told(self, question: str, *history: str, language: str = "en") -> str | None:
        """The words of the answer; None when the table leaves the question to others."""
        answer = await self.answer(question, *history, language=language)
        return answer.text if answer else None

    async def named(self, question: str, *history: str, language: str = "en") -> list[str]:
        """The names of the products an answer speaks of."""
        answer = await self.answer(question, *history, language=language)
        return [card.name for card in answer.cards] if answer else []


@cache
def _empty_database() -> bytes:
    """Migrated once: every test begins with a copy."""
    with TemporaryDirectory() as folder:
        migrate.upgrade(Path(folder) / "shop.db")
        return (Path(folder) / "shop.db").read_bytes()


@asynccontextmanager
async def opened(folder: Path, products: Sequence[Product] = SHOP, language: str = "en") -> AsyncIterator[Shop]:
    (folder / "shop.db").write_bytes(_empty_database())
    database = Database.at(folder / "shop.db")
    shelf = ProductShelf(database, now)
    shop = Shop(database, shelf, ProductBook(shelf))
    await shop.document("doc_1")
    await shelf.put("doc_1", products, language)
    try:
        yield shop
    finally:
        await database.close()
