"""Owns finding what money moves by: card numbers and bank accounts. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appliance.privacy.redaction import checks
from appliance.privacy.redaction.around import Around
from appliance.privacy.redaction.span import Kind, Span

_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\s?\d{2}(?:[ \u00a0-]?[A-Z0-9]){11,30}", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\d)(?<!\d[.,])\d(?:[ \u00a0.-]{0,2}\d){11,}")
_GROUP = re.compile(r"\d+")
# How cards begin, and how many digits they have then (ISO/IEC 7812).
_ISSUERS = tuple(
    (re.compile(begins), lengths)
    for begins, lengths in (
        ("4", (13, 16, 19)),  # Visa
        ("5[1-5]|2[2-7]", (16,)),  # Mastercard
        ("3[47]|1800|2131", (15,)),  # American Express, JCB
        ("30[0-5]|3[689]", (14, 16)),  # Diners
        ("35|6011|62|64[4-9]|65|81|9792", (16, 17, 18, 19)),  # JCB, Discover, UnionPay, RuPay, Troy
        ("50|5[6-9]|6", tuple(range(12, 20))),  # Maestro
    )
)
MOST_DIGITS = 19
# A mistyped one is a card as well, when the word stands before it.
USUAL_DIGITS = (15, 16)


def ibans(text: str) -> Iterator[Span]:
    for found in _IBAN.finditer(text):
        compact = re.sub(r"[\s\u00a0-]", "", found.group()).upper()
        length = checks.IBAN_LENGTHS.get(compact[:2], 0)
        if 0 < length <= len(compact) and checks.iban(compact[:length]):
            yield Span(found.start(), found.start() + _written(found.group(), length), Kind.IBAN)


def cards(text: str) -> Iterator[Span]:
    for found in _DIGITS.finditer(text):
        groups = list(_GROUP.finditer(found.group()))
        spans = [Span(found.start() + start, found.start() + end, Kind.CARD) for start, end in _windows(groups)]
        yield from (span for span in spans if _is_card(text, span))


def _windows(groups: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Neighbouring groups of digits that could be a card; other numbers may stand before and behind them."""
    for first, begin in enumerate(groups):
        number = ""
        for group in groups[first:]:
            number += group.group()
            if len(number) > MOST_DIGITS:
                break
            if _fits(number):
                yield begin.start(), group.end()


def _fits(number: str) -> bool:
    return any(len(number) in lengths and begins.match(number) for begins, lengths in _ISSUERS)


def _is_card(text: str, span: Span) -> bool:
    """One order number in thirty passes the check sum as well: what stands before it decides then."""
    around, written = Around(text, span.start, span.end), text[span.start : span.end]
    number = "".join(_GROUP.findall(written))
    right = checks.luhn(number)
    if around.says("card"):
        return right or len(number) in USUAL_DIGITS
    if written.isdecimal() and (around.is_of_a_thing or around.is_marked):
        return False
    return right and not checks.ean13(number)


def _written(text: str, characters: int) -> int:
    """How much of `text` holds so many letters and digits."""
    seen = 0
    for at, char in enumerate(text):
        seen += char.isalnum()
        if seen == characters:
            return at + 1
    return len(text)
