"""Owns reading JSON files of schema.org: products and questions, as feeds and pages tell them."""

from __future__ import annotations

from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.importers import schema_org, schema_products
from appliance.knowledge.importers.decoding import decode
from appliance.knowledge.importers.reading import Block, Reading, joined
from appliance.knowledge.importers.tables.shelf import Item, shelf


def read(data: bytes) -> Reading:
    found = schema_org.things(decode(data))
    products = schema_products.products(found)
    asked = [Block((), f"{question} {answer}", whole=True) for question, answer in schema_org.questions(found)]
    if not products and not asked:
        detail = "This JSON file holds no products or questions in the words of schema.org (JSON-LD)."
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, detail)
    shown = shelf([Item(product) for product in products])
    return joined([shown, Reading("", tuple(asked), structured=tuple(found))])
