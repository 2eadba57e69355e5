"""What schema.org's words mean: offers, variants, availability, however a shop program nests them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from appliance.contract.problems import Refused
from appliance.contract.products import Product
from appliance.knowledge.importers import jsonld
from appliance.knowledge.importers.reading import Reading


def read(said: Any) -> Reading:
    return jsonld.read(json.dumps(said).encode())


def product(**more: Any) -> Product:
    (found,) = read({"@type": "Product", "name": "Tent", **more}).products
    return found


def prices(found: Product) -> list[tuple[str, str, bool | None]]:
    return [(one.name, str(one.price), one.in_stock) for one in found.variants]


@pytest.mark.parametrize(
    ("offers", "expected"),
    [
        ({"price": 12.5, "availability": "InStock"}, [("", "12.5", True)]),
        ({"price": "1,299.00", "availability": "http://schema.org/SoldOut"}, [("", "1299.00", False)]),
        ({"price": "49,90"}, [("", "49.90", None)]),
        ({"priceSpecification": {"price": "9"}}, [("", "9", None)]),
        (
            [{"price": "1", "name": "Tent Small"}, {"price": "2", "name": "Large"}],
            [("Small", "1", None), ("Large", "2", None)],
        ),
        ({"@type": "AggregateOffer", "lowPrice": 5, "highPrice": 9}, [("", "5", None), ("", "9", None)]),
        ({"@type": "AggregateOffer", "lowPrice": 5, "offers": [{"price": "5"}]}, [("", "5", None)]),
        ({"price": "on request"}, [("", "None", None)]),
        ("nonsense", [("", "None", None)]),
        (None, [("", "None", None)]),
    ],
)
def test_an_offer_is_a_price(offers: Any, expected: list[tuple[str, str, bool | None]]) -> None:
    assert prices(product(offers=offers)) == expected


def test_a_group_has_its_variants() -> None:
    kinds = [
        {"@type": "Product", "name": "Shirt S", "sku": "S", "size": "S", "color": "Red", "offers": {"price": "10"}},
        {
            "@type": "Product",
            "name": "Shirt L",
            "sku": "L",
            "size": "L",
            "offers": {"price": "12", "priceCurrency": "GBP"},
        },
    ]
    (shirt,) = read({"@type": "ProductGroup", "name": "Shirt", "productGroupID": "sh", "hasVariant": kinds}).products
    assert (shirt.key, shirt.currency) == ("sh", "GBP")
    assert prices(shirt) == [("Red / S", "10", None), ("L", "12", None)]
    assert shirt.variants[0].sku == "S"


def test_brand_image_category_and_properties_are_understood_in_any_shape() -> None:
    tent = product(
        brand={"@type": "Brand", "name": "Maker"}, image={"@type": "ImageObject", "url": "https://shop.example/t.jpg"},
        category=["Camping", "Tents"], url="https://shop.example/tent", weight={"@value": "3 kg"},
        additionalProperty=[{"name": "Persons", "value": 4}, "odd"],
    )  # fmt: skip
    assert (tent.brand, tent.image, tent.category, tent.key) == (
        "Maker", "https://shop.example/t.jpg", "Camping", "https://shop.example/tent",
    )  # fmt: skip
    assert tent.attributes == {"Weight": "3 kg", "Persons": "4"}


def test_products_are_found_in_lists_and_graphs_and_told_once() -> None:
    tent = {"@type": ["Product", "Thing"], "name": "Tent", "sku": "1"}
    reading = read({"@graph": [{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": tent}]}, tent]})
    assert [found.name for found in reading.products] == ["Tent"]
    assert [block.text for block in reading.blocks] == ["Tent"]


@pytest.mark.parametrize("said", [{}, [], 7, {"@type": "Product"}])
def test_json_without_products_or_questions_is_refused(said: Any) -> None:
    with pytest.raises(Refused, match="holds no products or questions"):
        read(said)
