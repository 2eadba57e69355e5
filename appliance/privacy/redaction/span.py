"""Owns a detail's place in a text and its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of detail it is; the word in its mark."""

    EMAIL = "EMAIL"
    PHONE = "PHONE"
    CARD = "CARD"
    IBAN = "IBAN"
    ID = "ID"
    PASSPORT = "PASSPORT"
    BORN = "BORN"
    CUSTOMER = "CUSTOMER"
    ADDRESS = "ADDRESS"
    PERSON = "PERSON"
    NETWORK = "NETWORK"
    MARK = "MARK"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of a text are a detail of this kind."""

    start: int
    end: int
    kind: Kind

    def touches(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


Finder = Callable[[str], Iterable[Span]]
