"""Owns finding an order's number in what a visitor writes. Pure."""

from __future__ import annotations

import re

_NAMED = re.compile(
    r"\b(?:order|purchase|parcel|package|shipment|tracking|bestell(?:ung|nummer|nr)?|auftrag(?:snummer|s)?"
    r"|sendung(?:snummer|s)?|paket|commande|colis|pedido|encargo|ordine|pacco|bestelling|bestelnummer|ordernummer"
    r"|zending|pakket)"
    r"(?:[\s-]*(?:with\s+)?(?:the\s+)?(?:number|numer|nummer|numero|número|num|no|nr|id|ref|reference|code)\b|[\s-]*n[°º])?"
    r"[\s:.#]*(?:is|ist|est|es|è|lautet)?[\s:.#]*"
    r"(?P<reference>[A-Za-z]{0,5}[-_]?\d[\d-]*\d)(?![\w-])(?!\.\d)",
    re.IGNORECASE,
)
# `#37777` alone is one; `card #...`, `invoice #...` and `room #...` are something else's.
_HASH = re.compile(r"(?<!\w\s)(?<!\w)#\s?(?P<reference>(?:[A-Z]{1,5}-)?\d[\d-]*\d)(?![\w-])")
# `ORD-20231`, `SO12345`: letters that stand for orders, and a number.
_PREFIXED = re.compile(r"\b(?P<reference>(?:ORD|ORDER|SO|PO|WC|BST|AB|CMD|PED)[-_]?\d[\d-]{2,}\d)(?![\w-])")
# `I want to order 5000 flyers`: how many, not which. Nobody orders a million.
_VERB_BEFORE = re.compile(r"\b(?:to|can i|could i|can we|could we|we|i|please)\s+$", re.IGNORECASE)
MANY_DIGITS = 6
_DATE = re.compile(r"(?:19|20)\d\d-\d\d?-\d\d?|\d\d?-\d\d?-(?:19|20)?\d\d")
# A name says that what follows is a number of something: after it short ones are taken too.
MIN_DIGITS = {_NAMED: 4, _HASH: 3, _PREFIXED: 3}


def order_reference(text: str) -> str | None:
    """The number as written, without `#`: `order #37-777` -> `37-777`. None when there is none or it is no order's."""
    for pattern, digits in MIN_DIGITS.items():
        for found in pattern.finditer(text):
            reference = found["reference"]
            if sum(char.isdigit() for char in reference) < digits or _DATE.fullmatch(reference):
                continue
            if pattern is _NAMED and _counts(text, found):
                continue
            return reference
    return None


def _counts(text: str, found: re.Match[str]) -> bool:
    """`order 5000 flyers` asks for many; `cancel order 5000` and `the order 5000` name one."""
    bare = found[0].lower() == f"order {found['reference']}".lower() and len(found["reference"]) < MANY_DIGITS
    return bare and bool(_VERB_BEFORE.search(text[: found.start()]))
