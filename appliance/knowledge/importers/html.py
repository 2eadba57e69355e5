"""Owns reading HTML: what a person sees of the page's own part and its footer, and what it says to machines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from appliance.contract.knowledge import Note, NoteCode
from appliance.contract.products import Product
from appliance.knowledge.importers import schema_org, schema_products
from appliance.knowledge.importers.decoding import decode
from appliance.knowledge.importers.lead_ins import led
from appliance.knowledge.importers.page.furniture import drop_furniture
from appliance.knowledge.importers.page.hidden import Hidden
from appliance.knowledge.importers.page.outline import Outline
from appliance.knowledge.importers.page.tree import Measures, measures, words
from appliance.knowledge.importers.questions import paired
from appliance.knowledge.importers.reading import Block, Reading
from appliance.knowledge.importers.schema_org import Thing
from appliance.knowledge.importers.tables import told

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_CONTACT = re.compile(r"\d{3,}|\d{1,2}[:.]\d{2}|\d\s*(?:am|pm|uhr|h)\b|@", re.IGNORECASE)
_HEAD_BYTES = 4_096
# A part that calls itself the main one and holds less of the page's words than this is not.
MAIN_SHARE = 0.25
# One or two hidden words are the name of a picture.
HIDDEN_WORDS = 3
QUOTED_MAX = 300


def read(data: bytes) -> Reading:
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    page = LexborHTMLParser(decode(data, declared[1].decode() if declared else None))
    title = words(page.css_first("title"))
    things = [
        one for script in page.css('script[type="application/ld+json"]') for one in schema_org.things(script.text())
    ]
    products = schema_products.products(things)
    hidden = Hidden(page)
    drop_furniture(page)
    unseen = hidden.drop()
    heading = words(page.css_first("h1"))
    blocks = _blocks(page)
    blocks += [*_not_told_yet(blocks, things), *_priced(blocks, products)]
    named = products[0].name if len(products) == 1 else ""
    notes = tuple(_notes(unseen))
    return Reading(named or heading or title, tuple(blocks), notes, tuple(products), tuple(things))


def _blocks(page: LexborHTMLParser) -> list[Block]:
    if page.body is None:
        return []
    held = measures(page.body)
    outline = Outline(held)
    core = _core(page, page.body, held)
    outline.read(core)
    for part in _around(page, core):
        outline.read_apart(part)
    return list(paired(led(outline.blocks)))


def _core(page: LexborHTMLParser, body: LexborNode, held: Measures) -> LexborNode:
    """The page's own part: what it marks as such, else all of it."""
    marked = page.css("main, [role=main]") or page.css("article")
    if len(marked) != 1 or held[marked[0].mem_id].letters < MAIN_SHARE * held[body.mem_id].letters:
        return body
    return marked[0]


def _around(page: LexborHTMLParser, core: LexborNode) -> Iterator[LexborNode]:
    """Footers, where shops keep their hours, and the head or side of a page when it tells how to reach the shop."""
    if core.tag == "body":
        return
    inside = {node.mem_id for node in core.css("*")}
    for node in page.css("header, aside, footer"):
        if node.mem_id not in inside and (node.tag == "footer" or _CONTACT.search(words(node))):
            inside.update(inner.mem_id for inner in node.css("*"))
            yield node


def _not_told_yet(blocks: Sequence[Block], things: Sequence[Thing]) -> Iterator[Block]:
    """Questions that stand only in what the page says to machines: on many pages a click brings the answers."""
    seen = " ".join(" ".join((*block.heading, block.text)) for block in blocks)
    for question, answer in schema_org.questions(things):
        if question not in seen or answer[:80] not in seen:
            yield Block((), f"{question} {answer}", whole=True)


def _priced(blocks: Sequence[Block], products: Sequence[Product]) -> Iterator[Block]:
    """Products whose price stands nowhere in the text."""
    seen = " ".join(block.text for block in blocks)
    for product in products:
        prices = [told.amount(one.price) for one in product.variants if one.price is not None]
        if prices and prices[0] not in seen:
            yield next(told.blocks(product, told.words_for([product])))


def _notes(unseen: Sequence[str]) -> Iterator[Note]:
    texts = [text for text in unseen if len(text.split()) >= HIDDEN_WORDS]
    if texts:
        quoted = " … ".join(texts)[:QUOTED_MAX]
        yield Note(
            code=NoteCode.HIDDEN_TEXT, detail=f"Text that visitors of the page do not see was left out: “{quoted}”"
        )
