"""Owns finding the numbers by which countries and shops know a person. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from appliance.privacy.redaction import checks
from appliance.privacy.redaction.around import Around
from appliance.privacy.redaction.span import Kind, Span
from appliance.privacy.redaction.vocabulary import one_of


def _always(number: str) -> bool:
    return True


_DATE6 = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"
_DATE6_BACK = r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
# Each with the check that its country's rule gives; a form that is unmistakable needs none.
FORMS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}", _always),  # United States
    (r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:\s?\d\d){3}\s?[A-D]", _always),  # United Kingdom
    (r"\d{2}[ ]?\d{3}[ ]?\d{3}[ ]?\d{3}", checks.german_tax),
    (r"[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\d", checks.german_card),
    (r"[12]\s?\d\d\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d\d|2[AB])\s?\d{3}\s?\d{3}\s?\d\d", checks.french),
    (r"(?:\d{8}|[XYZ]-?\d{7})[- ]?[A-Z]", checks.spanish),
    (r"[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPR-T][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]", _always),  # Italy
    (r"\d{4}\.\d{2}\.\d{3}", checks.dutch),
    (rf"{_DATE6_BACK}[-+]\d{{4}}", checks.luhn),  # Sweden
    (rf"(?:1[89]|20){_DATE6_BACK}-?\d{{4}}", lambda number: checks.luhn(number[2:])),  # Sweden, with the century
    (rf"{_DATE6}-\d{{4}}", _always),  # Denmark
    (rf"{_DATE6} ?\d{{5}}", checks.norwegian),
    (rf"{_DATE6}[-+A-FU-Y]\d{{3}}[0-9A-Y]", _always),  # Finland
    (r"\d{11}", checks.polish),
    (r"\d\d\.\d\d\.\d\d-\d{3}\.\d\d", checks.belgian),
    (r"756\.\d{4}\.\d{4}\.\d\d", checks.ean13),  # Switzerland
    (r"\d{3}\.\d{3}\.\d{3}-\d\d", checks.brazilian),
    (r"\d{6}/\d{4}", lambda number: int(number) % 11 == 0),  # Czech Republic, Slovakia
)
_FORMS = tuple(
    (re.compile(rf"(?<![\w/-])(?<!\d[.,]){form}(?![\w/]|-\w|[.,]\d)", re.IGNORECASE), check) for form, check in FORMS
)
_VALUE = r"(?P<value>(?=(?:[A-Z]*[ .-]?\d){4})[A-Z0-9](?:[ ./-]?[A-Z0-9]){3,33})(?![A-Z0-9])"
# Between the label and its number: "number is", "no.:", "Nr.", "lautet", "=".
_BETWEEN = rf"(?:\s?(?:[:#=.,-]|{one_of('filler')}\b))*\s?"
_LABELLED = tuple(
    (re.compile(rf"(?<!\w){one_of(label)}(?!\w){_BETWEEN}{_VALUE}", re.IGNORECASE), kind)
    for label, kind in (("passport", Kind.PASSPORT), ("identity", Kind.ID), ("customer", Kind.CUSTOMER))
)


def national(text: str) -> Iterator[Span]:
    """Numbers whose own form and check sum tell what they are."""
    for form, check in _FORMS:
        for found in form.finditer(text):
            compact = re.sub(r"[^0-9A-Z]", "", found.group().upper())
            around = Around(text, *found.span())
            if check(compact) and not (compact.isdecimal() and (around.is_of_a_thing or around.is_marked)):
                yield Span(*found.span(), Kind.ID)


def labelled(text: str) -> Iterator[Span]:
    """Numbers that a word before them names: a passport's, a licence's, a customer's."""
    for form, kind in _LABELLED:
        for found in form.finditer(text):
            yield Span(*found.span("value"), kind)
