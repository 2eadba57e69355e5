"""Owns how fast a question is answered from a large table of products, and how long such a table takes to fill."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from appliance.contract.products import Product, Variant
from appliance.contract.retrieval import Asked
from appliance.knowledge.products.book import ProductBook
from tests.unit.knowledge.product_shop import opened

MAKERS = ("Fernwell", "Alderby", "Ridgeway", "Lakeside", "Stonecroft", "Harrowgate", "Millbrook", "Thornfield")
KINDS = ("Tent", "Backpack", "Sleeping Bag", "Headlamp", "Camping Stove", "Hiking Shoe", "Rain Jacket", "Water Filter")
COLORS, SIZES = ("Red", "Blue", "Green", "Black"), ("S", "M", "L", "XL")
QUESTIONS = (
    "do you have {kind}s under $50?",
    "{kind} in red, size M, in stock",
    "your cheapest {kind}",
    "how much is the {name}?",
    "{kind}s between 20 and 40 dollars in blue",
    "do you sell {kind}s?",
    "Can I wash the {kind} in the machine?",
    "are you open on sunday?",
    "{kind}s on sale",
    "{name} in XL",
    "{kind}s under $1",
    "do you have {kind}s in purple?",
    "anything under $6 in green?",
)


def run(count: int) -> dict[str, Any]:
    """Seconds to take in `count` products of three variants each; milliseconds a question."""
    return asyncio.run(_run(count))


async def _run(count: int) -> dict[str, Any]:
    chance = random.Random(3)
    products = list(_made(count, chance))
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder), ()) as shop:
            began = time.perf_counter()
            await shop.shelf.put("doc_1", products, "en")
            put_s = time.perf_counter() - began
            asked = [
                question.format(kind=kind.lower(), name=chance.choice(products).name)
                for kind in KINDS
                for question in QUESTIONS
            ]
            times = sorted([await _milliseconds(shop.book, question) for question in ("warm up", *asked)][1:])
    return {
        "products": count,
        "products_put_s": round(put_s, 2),
        "products_questions": len(times),
        "products_ms_p50": round(times[len(times) // 2], 1),
        "products_ms_p95": round(times[int(len(times) * 0.95)], 1),
        "products_ms_max": round(times[-1], 1),
    }


async def _milliseconds(book: ProductBook, question: str) -> float:
    began = time.perf_counter()
    await book.answer(Asked(question, "en"), "USD")
    return (time.perf_counter() - began) * 1000


def _made(count: int, chance: random.Random) -> Iterator[Product]:
    for at in range(count):
        price = Decimal(chance.randrange(500, 50_000)) / 100
        looks = chance.sample([(size, color) for size in SIZES for color in COLORS], 3)
        yield Product(
            key=str(at),
            name=f"{chance.choice(MAKERS)} {chance.choice(KINDS)} {chance.randrange(100, 9_999)}",
            category=chance.choice(KINDS),
            description="Made for long days outside. It weighs little and dries quickly.",
            variants=tuple(
                Variant(
                    sku=f"K-{at}-{size}-{color[0]}",
                    attributes={"Size": size, "Color": color},
                    price=price,
                    stock=chance.randrange(4),
                )
                for size, color in looks
            ),
        )
