"""Owns the order in which details are looked for: of two that touch, the earlier kind is believed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appliance.privacy.redaction import addresses, contact, dates, identities, money, people, phones
from appliance.privacy.redaction.span import Finder, Kind, Span

# Text that looks like one of our marks is hidden as well: what comes back is then never taken for another's.
MARK = re.compile(r"\[[A-Z]{2,12}_[0-9]{1,6}\]")


def marks(text: str) -> Iterator[Span]:
    for found in MARK.finditer(text):
        yield Span(*found.span(), Kind.MARK)


FINDERS: tuple[Finder, ...] = (
    marks,
    contact.emails,
    money.ibans,
    money.cards,
    identities.labelled,
    identities.national,
    contact.networks,
    dates.births,
    phones.phones,
    addresses.addresses,
    people.people,
)


def find(text: str) -> list[Span]:
    """Every detail in `text`, in its order; none touches another."""
    kept: list[Span] = []
    for finder in FINDERS:
        for span in sorted(finder(text), key=lambda one: (one.start - one.end, one.start)):
            kept += _beside(text, span, kept)
    return sorted(kept, key=lambda span: span.start)


def _beside(text: str, span: Span, others: Sequence[Span]) -> list[Span]:
    """What of a span no other covers; the number in the middle of an address may be a phone's."""
    at, left = span.start, list[Span]()
    for other in sorted((one for one in others if one.touches(span)), key=lambda one: one.start):
        left.append(Span(at, other.start, span.kind))
        at = max(at, other.end)
    left.append(Span(at, span.end, span.kind))
    return [trimmed for one in left if (trimmed := _trimmed(text, one))]


def _trimmed(text: str, span: Span) -> Span | None:
    """Without the spaces and commas at its ends; None when nothing is left."""
    piece = text[span.start : max(span.start, span.end)]
    told = piece.strip(" \t\r\n,;:.")
    start = span.start + piece.find(told)
    if told == piece or not told:
        return span if told else None
    return Span(start, start + len(told), span.kind)
