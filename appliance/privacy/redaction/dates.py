"""Owns dates and times in a text: no details by themselves, but a date of birth is one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appliance.privacy.redaction.span import Kind, Span
from appliance.privacy.redaction.vocabulary import one_of

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:1[89]|20)\d\d"
_NUMBERS = (
    rf"(?:{_YEAR}[-/. ]{_MONTH}[-/. ]{_DAY}"
    rf"|{_DAY}[-/. ]\s?{_MONTH}[-/. ]\s?{_YEAR}|{_MONTH}[-/.]{_DAY}[-/.]{_YEAR}"
    rf"|{_DAY}[-/.]{_MONTH}[-/.]\d\d|{_MONTH}[-/.]{_DAY}[-/.]\d\d)(?!\d)"
)
_NAME_OF_MONTH = r"[^\W\d_]{3,10}\.?"
_WORDS = (
    rf"(?:{_DAY}(?:st|nd|rd|th|\.)?\s(?:of\s|de\s)?{_NAME_OF_MONTH},?\s(?:de\s)?{_YEAR}"
    rf"|{_NAME_OF_MONTH}\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR})"
)
_CLOCK = r"(?:[01]?\d|2[0-4])[:.]?[0-5][05]"
_TIME = r"(?:[T,]?\s*\d{1,2}(?:[:.]\d{2}){0,2})?"
_NO_PHONE = re.compile(rf"{_NUMBERS}{_TIME}|{_YEAR}\s?[-–/ ]\s?{_YEAR}(?!\d)|{_CLOCK}\s?[-–]\s?{_CLOCK}(?!\d)")
# Up to a few words may stand between, as in "born in Oslo on" or "date of birth:".
_BORN = re.compile(rf"\b{one_of('birth')}\b[^\d\n]{{0,24}}?(?P<date>{_NUMBERS}|{_WORDS})", re.IGNORECASE)


def begins(text: str) -> bool:
    """A date, a span of years or opening hours stand at the beginning of `text`."""
    return _NO_PHONE.match(text) is not None


def births(text: str) -> Iterator[Span]:
    for found in _BORN.finditer(text):
        yield Span(*found.span("date"), Kind.BORN)
