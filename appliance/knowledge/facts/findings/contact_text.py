"""Owns reading phone, e-mail and street address out of prose, in English and German. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from appliance.contract.facts import FactFinding
from appliance.knowledge.importers.reading import Block

# A label stands at most so far before what it names.
NEAR = 30
QUOTE_MAX = 300
PHONE_DIGITS = range(7, 16)
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d[\d ()/.–-]{5,}\d(?!\w)")
_PHONE_LABEL = re.compile(
    r"\b(?:phone|telephone|tel|call(?: us)?|ring|telefon\w*|ruf\w*|anrufen)\b\W{0,4}[^\d+(]{0,16}$", re.I
)
_OTHER_NUMBER = re.compile(r"\b(?:fax|telefax|mobile of|order no|iban|vat|ust)\b", re.I)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_EMAIL_LABEL = re.compile(r"\b(?:e-?mails?|mail|write|contact|schreib\w*|kontakt\w*)\b", re.I)
_CAPITAL = r"[A-ZÄÖÜ][\w.’']{0,30}"
_ROADS = "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Place|Pl|Court|Ct|Square|Sq"
_STRASSEN = "straße|strasse|str\\.|Straße|Strasse|weg|Weg|platz|Platz|allee|gasse|ring|damm|ufer|markt"
_CODE = r"(?:[A-Z]{2}\s\d{5}|[A-Z]{1,2}\d[\dA-Z]?\s\d[A-Z]{2})"
_STREET = re.compile(
    rf"\b\d{{1,5}}[A-Za-z]?\s(?:[NSEW]{{1,2}}\.?\s)?(?:{_CAPITAL}\s){{1,4}}?(?:{_ROADS})\b\.?"
    rf"(?:,?\s(?:Suite|Unit|#)\s?\w+)?,\s{_CAPITAL}(?:\s{_CAPITAL})?,?\s{_CODE}\b"
    rf"|\b(?:{_CAPITAL}[ -]){{0,3}}\w{{0,30}}(?:{_STRASSEN})"
    rf"\s\d{{1,4}}\s?[a-z]?,?\s(?:D-)?\d{{5}}\s{_CAPITAL}(?:\sam\s{_CAPITAL})?"
)


def contact_findings(blocks: Sequence[Block]) -> Iterator[FactFinding]:
    """Of each the one that is named most often; a number or address of mail only where it is called so."""
    for field, found in (("phone", _phones), ("email", _emails), ("address", _addresses)):
        if finding := _most(field, found, blocks):
            yield finding


def _most(field: str, found: Callable[[str], Iterator[str]], blocks: Sequence[Block]) -> FactFinding | None:
    places = [(value, block.text) for block in blocks for value in found(block.text)]
    counted = Counter(value for value, _ in places).most_common(1)
    if not counted:
        return None
    value = counted[0][0]
    quote = next(text for one, text in places if one == value)
    return FactFinding(field=field, value=value, quote=quote[:QUOTE_MAX])


def _phones(text: str) -> Iterator[str]:
    for found in _PHONE.finditer(text):
        before = text[max(0, found.start() - NEAR) : found.start()]
        if len(re.sub(r"\D", "", found[0])) not in PHONE_DIGITS or _OTHER_NUMBER.search(before):
            continue
        if _PHONE_LABEL.search(before):
            yield found[0].strip()


def _emails(text: str) -> Iterator[str]:
    for found in _EMAIL.finditer(text):
        if _EMAIL_LABEL.search(text[max(0, found.start() - NEAR) : found.start()]):
            yield found[0].rstrip(".").casefold()


def _addresses(text: str) -> Iterator[str]:
    for found in _STREET.finditer(text):
        yield " ".join(found[0].split()).rstrip(".")
