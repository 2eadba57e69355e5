"""Owns what has to come out of each file of the import manifest, told from the file itself by other means.

The kind of a file is told by its name; a file of a kind that is not in the table is only asked to be read, or to be
refused with a sentence that a person understands.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pypdfium2
from python_calamine import CalamineWorkbook

from appliance.contract.knowledge import NoteCode, ReadDocument
from appliance.contract.problems import Refused
from appliance.knowledge.importers import archive
from appliance.knowledge.importers.decoding import decode

Given = ReadDocument | str
"""A document, or the sentence with which it was refused."""

Check = Callable[[Path, ReadDocument], Iterator[str]]

_SCRIPT = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", re.DOTALL)
_RELATED = re.compile(r"<aside.*?</aside>|<div[^>]*related.*?</div>", re.DOTALL)
_LINK = re.compile(r"<a [^>]*>([^<]+)</a>")
_WORD = re.compile(r"\w+")
_TECHNICAL = re.compile(r"Error|Exception|Traceback|errno|0x[0-9a-f]{4}|<class", re.IGNORECASE)
# Page numbers and lists of contents are left out on purpose.
PDF_SHARE, DOCX_SHARE = 0.9, 0.98


def check(path: Path, given: Given) -> Iterator[str]:
    """What is wrong with what came out of a file."""
    name = path.name.lower()
    if isinstance(given, str):
        yield from _clear_sentence(given)
        if not any(fnmatch(name, pattern) for pattern in MAY_BE_REFUSED):
            yield "it was refused"
        if name.endswith(".zip"):
            yield from _archive(path)
        return
    if any(fnmatch(name, pattern) for pattern in MUST_BE_REFUSED):
        yield "it was read"
    yield from (f"a passage says nothing: {one.heading}" for one in given.passages if not one.text.strip())
    if "root:x:0" in text(given):
        yield "another file was read through it"
    for pattern, wanted in CHECKS:
        if fnmatch(name, pattern):
            yield from wanted(path, given)


def text(given: ReadDocument) -> str:
    return "\n".join("\n".join((*one.heading, one.text)) for one in given.passages)


def _clear_sentence(said: str) -> Iterator[str]:
    if len(said.split()) < 4 or not said.endswith((".", "again.")) or _TECHNICAL.search(said):
        yield f"this is no clear sentence: {said}"


def _archive(path: Path) -> Iterator[str]:
    """A ZIP is no document; as a batch it gives its members, or is refused before the first."""
    try:
        names = [name for name, _ in archive.members(path)]
    except Refused as refusal:
        yield from _clear_sentence(refusal.detail)
    else:
        yield from (f"an archive inside was unpacked: {name}" for name in names if name.endswith(".zip"))


def _holds(given: ReadDocument, *words: str) -> Iterator[str]:
    yield from (f"this is missing: {one}" for one in words if one not in text(given))


def _lacks(given: ReadDocument, *words: str) -> Iterator[str]:
    yield from (f"this should not be there: {one}" for one in words if one.casefold() in text(given).casefold())


def _share(wanted: str, given: ReadDocument) -> float:
    """How many of these words were read: 0 to 1."""
    there, found = Counter(_WORD.findall(wanted)), Counter(_WORD.findall(text(given)))
    return sum((there & found).values()) / max(1, there.total())


def _pdf(path: Path, given: ReadDocument) -> Iterator[str]:
    document = pypdfium2.PdfDocument(path)
    raw = {at: page.get_textpage().get_text_range() for at, page in enumerate(document, start=1)}
    share = _share(re.sub("[\x02\ufffe]\\s*", "", "\n".join(raw.values())), given)
    if share < PDF_SHARE and not all(len(said) < 10 for said in raw.values()):
        yield f"only {share:.0%} of the words were read"
    told = {one.place.page for one in given.passages}
    yield from (f"nothing of page {at}" for at, said in raw.items() if len(said) > 200 and at not in told)


def _docx(path: Path, given: ReadDocument) -> Iterator[str]:
    with zipfile.ZipFile(path) as held:
        xml = held.read("word/document.xml").decode()
    written = " ".join("".join(re.findall(r"<w:t[ >][^<]*", part)) for part in xml.split("</w:p>"))
    share = _share(re.sub(r"<w:t[^>]*>", "", written), given)
    if share < DOCX_SHARE:
        yield f"only {share:.0%} of the words were read"
    for table in docx.Document(str(path)).tables:
        rows = [[cell.text.strip() for cell in row.cells] for row in table.rows]
        if len(rows) > 2 and len(rows[0]) > 1 and all(map(all, rows)):
            yield from _paired(given, [(row[0], row[-1]) for row in rows[1:]])


def _docx_questions(path: Path, given: ReadDocument) -> Iterator[str]:
    lines = [one.text.strip() for one in docx.Document(str(path)).paragraphs if one.text.strip()]
    pairs = [(one, after) for one, after in pairwise(lines) if one.endswith("?")]
    yield from _paired(given, pairs)


def _paired(given: ReadDocument, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """Each pair has to stand in one passage, the second perhaps going on in the next."""
    told = [" ".join((*one.heading, one.text)) for one in given.passages]
    for first, second in pairs:
        begins = " ".join(second.split()[:8])
        if not any(first in one and begins in one for one in told):
            yield f"parted: {first} | {begins}"


def _xlsx(path: Path, given: ReadDocument) -> Iterator[str]:
    book = CalamineWorkbook.from_path(str(path))
    for sheet in book.sheet_names:
        rows = book.get_sheet_by_name(sheet).to_python()
        for row in rows[1:]:
            values = [f"{one:g}" if isinstance(one, float) else str(one) for one in row if one != ""]
            if not any(all(value in one.text for value in values) for one in given.passages):
                yield f"a row is not told whole: {values}"
    with zipfile.ZipFile(path) as held:
        formulas = any(re.search(rb"</f><v></v>|</f><v/>|</f></c>", held.read(name)) for name in held.namelist())
    if formulas and not any(note.code is NoteCode.LEFT_OUT for note in given.notes):
        yield "formulas without a result are not told of"


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(decode(path.read_bytes()).splitlines()))


def _shopify(path: Path, given: ReadDocument) -> Iterator[str]:
    rows = [row for row in _rows(path) if row["Handle"]]
    handles = list(dict.fromkeys(row["Handle"] for row in rows))
    if [product.key for product in given.products] != handles:
        yield f"{len(given.products)} products instead of {len(handles)}"
    for product in given.products:
        same = [row for row in rows if row["Handle"] == product.key]
        wanted = [(row["Option1 Value"], Decimal(row["Variant Price"])) for row in same if row["Variant Price"]]
        told = [(one.attributes.get(same[0]["Option1 Name"], "Default Title"), one.price) for one in product.variants]
        if told != wanted or product.name != same[0]["Title"]:
            yield f"{product.name}: {told} instead of {wanted}"
        yield from _holds(given, product.name)


def _woocommerce(path: Path, given: ReadDocument) -> Iterator[str]:
    rows = _rows(path)
    shown = {row["SKU"]: row for row in rows if row["Published"] == "1" and row["Visibility in catalog"] != "hidden"}
    mains = [sku for sku, row in shown.items() if "variation" not in row["Type"]]
    if [product.key for product in given.products] != mains:
        yield f"{[product.key for product in given.products]} instead of {mains}"
    for product in given.products:
        for one in product.variants:
            row = shown[one.sku or ""]
            price = row["Sale price"] or row["Regular price"]
            if row["Parent"] and row["Parent"] != product.key:
                yield f"{one.sku} stands with {product.key}"
            if price and one.price != Decimal(price):
                yield f"{one.sku} costs {one.price} instead of {price}"
        children = sum(row["Parent"] == product.key for row in shown.values())
        if children and len(product.variants) != children:
            yield f"{product.key} has {len(product.variants)} variants instead of {children}"
    hidden = [row["Name"] for row in rows if row["SKU"] not in shown and "variation" not in row["Type"]]
    yield from (f"hidden, but told: {name}" for name in hidden if name in text(given))


def _product_page(path: Path, given: ReadDocument) -> Iterator[str]:
    page = path.read_text(encoding="utf-8")
    yield from _lacks(
        given, "We use cookies", "Customers also bought", "Cart (0)", "Accept all", "SALE -20%", "dataLayer"
    )
    related = {name.strip() for part in _RELATED.findall(page) for name in _LINK.findall(part)}
    yield from (f"of another product: {name}" for name in related if any(name in one.text for one in given.passages))
    for thing in map(json.loads, _SCRIPT.findall(page)):
        if thing["@type"] == "Product":
            yield from _offered(thing, given)
        if thing["@type"] == "FAQPage":
            asked = [(one["name"], one["acceptedAnswer"]["text"]) for one in thing["mainEntity"]]
            yield from _paired(given, asked)


def _offered(thing: dict[str, Any], given: ReadDocument) -> Iterator[str]:
    price = Decimal(thing["offers"]["price"])
    told = [(product.name, product.variants[0].price) for product in given.products]
    if told != [(thing["name"], price)]:
        yield f"{told} instead of {thing['name']} {price}"
    yield from _holds(given, thing["name"], f"{price:f}".rstrip("0").rstrip("."))


def _faq_page(path: Path, given: ReadDocument) -> Iterator[str]:
    headings = {one.heading for one in given.passages}
    if len(headings) < 4 or not all(headings):
        yield f"only {len(headings)} headings"
    yield from (
        f"navigation: {one.text}"
        for one in given.passages
        if re.fullmatch(r"(?:Chapter \d+\.|Prev|Next|Up|Home).*", one.text)
    )
    yield from _lacks(given, "Table of Contents")
    if not any(one.place.anchor for one in given.passages):
        yield "no passage has an anchor"


def _two_products(path: Path, given: ReadDocument) -> Iterator[str]:
    told = [(product.name, product.variants[0].price) for product in given.products]
    rows = [row.rsplit(";", 1) for row in decode(path.read_bytes()).split()[1:]]
    wanted = [(name, Decimal(price.replace(",", "."))) for name, price in rows]
    if told != wanted:
        yield f"{told} instead of {wanted}"


def _hidden(path: Path, given: ReadDocument) -> Iterator[str]:
    yield from _holds(given, "30 days")
    yield from _lacks(given, "10 years", "evil-shop", "system prompt", "ignore")
    if NoteCode.HIDDEN_TEXT not in {note.code for note in given.notes}:
        yield "the owner is not told"


def _says(*words: str) -> Check:
    return lambda path, given: _holds(given, *words)


# By the name of the file: everything that fits is asked.
CHECKS: tuple[tuple[str, Check], ...] = (
    ("*.pdf", _pdf),
    ("*.docx", _docx),
    ("*faq*.docx", _docx_questions),
    ("*.xlsx", _xlsx),
    ("*shopify*.csv", _shopify),
    ("*woocommerce*.csv", _woocommerce),
    ("shop_product*.html", _product_page),
    ("faq_*.html", _faq_page),
    ("utf16*.csv", _two_products),
    ("hidden_*.html", _hidden),
    ("deep_nesting*.html", _says("Open 9-17")),
    ("latin1*.html", _says("Öffnungszeiten", "9–17", "12 €")),
    ("formula*.csv", _says("HYPERLINK", "@SUM(A1)", "10", "5")),
    ("path_traversal*.docx", _says("hello")),
)
# Files that say nothing, that are locked, or that are not what they seem; all others have to be read.
MAY_BE_REFUSED = (
    "*.xml", "*.zip", "*bomb*", "*laughs*", "*external*", "*traversal*", "not_a_*", "empty*", "truncated*", "*loop*",
    "*password*", "*encrypt*", "*scan*", "*image*", "deep_nesting*", "*two-different*", "*autocad*",
)  # fmt: skip
MUST_BE_REFUSED = ("*.xml", "*.zip", "*bomb*.docx", "*laughs*", "not_a_*", "empty*", "*loop*", "*user-password*")
