"""Owns finding postal addresses by their street, their box and what introduces them: best effort. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appliance.privacy.redaction.around import Around
from appliance.privacy.redaction.span import Kind, Span
from appliance.privacy.redaction.vocabulary import one_of

_WORD = r"[^\W\d_][\w'’.-]{0,30}"
# Begins large, whatever the rest of the pattern thinks of case.
_LARGE = r"(?-i:[^\W\d_a-zß-öø-ÿ])[\w'’.-]{0,30}"
_OF = r"(?:(?:de|la|du|des|del|della|delle|da|do|dos|den|der|van|von|le|les|l['’]|d['’])\s?){0,3}"
_NUMBER = r"\d{1,5}(?:[ ]?[a-z](?!\w))?(?:[-/]\d{1,4})?"
_PLACE = rf"{_LARGE}(?:\s{_OF}{_LARGE}){{0,3}}"
_CODE = r"(?:\d{3,6}(?:[- ]\d{2,4})?|\d\d-\d{3})(?!\d)(?:[ ](?-i:[A-Z]{2})(?![a-z]))?"
# British, Canadian
_LETTERED = r"(?-i:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|(?:[A-Z]{2}\s)?[A-Z]\d[A-Z]\s?\d[A-Z]\d)"
# Only the first line break is looked for: thousands of blank lines must not be tried in all ways.
_NEXT = r"(?:,\s*|[^\S\n]*\n\s*)"
# Behind the street: flat, postcode, place, region, country, each after a comma or on the next line.
_REST = (
    rf"(?:(?:{_NEXT}|\s){one_of('box')}\s*\d+"
    rf"|{_NEXT}(?:{_LETTERED}|{_PLACE}(?:\s{_CODE})?|{_CODE}(?:\s{_PLACE})?)"
    r"){0,6}"
)
_STREETS = (
    # 12 Maple Street, 5586 Long Hill Road
    rf"(?:\d{{1,5}}\s)?\d{{1,5}}[a-z]?,?\s(?:{_LARGE}\s){{1,4}}{one_of('street_after')}(?![^\W\d_])\.?{_REST}",
    rf"\d{{1,5}}[a-z]?,?\s(?:{_WORD}\s){{1,3}}{one_of('street_after_small')}(?![^\W\d_])\.?{_REST}",
    # Lindenstraße 4, Gl. Sygehusvej 153
    rf"(?:\d{{1,5}}\s)?(?:{_LARGE}\s){{0,2}}[^\W\d_][\w'’.-]{{0,30}}?{one_of('street_ending')}\s{_NUMBER}{_REST}",
    # Rue de la Paix 5, 5 rue de la Paix, ul. Filtrowa 70
    rf"(?:\d{{1,5}}\s)?{one_of('street_before')}\s{_OF}(?:{_LARGE}\s{_OF}){{1,5}}{_NUMBER}{_REST}",
    rf"(?:\d{{1,5}}\s)?\d{{1,5}}(?:bis|ter)?,?\s{one_of('street_before')}\s{_OF}{_PLACE}{_REST}",
    # Ceibo 9127, 75205 Cuchilla: a house, then postcode and place
    rf"{_LARGE}(?:\s{_WORD}){{0,3}}\s{_NUMBER}\.?,\s{_CODE}\s{_PLACE}{_REST}",
    rf"(?:\d{{1,5}}\s)?{one_of('box')}\s*\d{{1,6}}(?!\d){_REST}",
)
_STREET = tuple(re.compile(rf"(?<![\w.,]){street}", re.IGNORECASE) for street in _STREETS)
_LIVES = re.compile(
    rf"(?<!\w){one_of('lives')}[\s:]\s?(?P<address>(?:{_WORD}\s){{1,5}}{_NUMBER}{_REST}|\d{{1,5}}\s(?:{_WORD}\s?){{1,4}}{_REST})",
    re.IGNORECASE,
)


def addresses(text: str) -> Iterator[Span]:
    for street in _STREET:
        for found in street.finditer(text):
            end = found.start() + len(found.group().rstrip(" ,.\n"))
            if not Around(text, found.start(), end).is_an_amount:  # "via PayPal 20 euro", "box 5 pieces"
                yield Span(found.start(), end, Kind.ADDRESS)
    for found in _LIVES.finditer(text):
        yield Span(*found.span("address"), Kind.ADDRESS)
