"""Owns what knowledge hands to chat: passages found for a question, and answers made of typed facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from appliance.contract.chat import ProductCard, Source
from appliance.contract.knowledge import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Asked:
    """A visitor's question as knowledge sees it. `history` holds their earlier questions, oldest first."""

    text: str
    language: str
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """One passage with the document it stands in. `similarity` is 0 when no vector could be compared."""

    document_id: str
    position: int
    title: str
    heading: tuple[str, ...]
    text: str
    score: float
    similarity: float
    place: Place = NOWHERE
    url: str | None = None

    @property
    def sections(self) -> tuple[str, ...]:
        """Its headings below the document's title, outermost first."""
        return self.heading[1:] if self.heading[:1] == (self.title,) else self.heading

    def source(self) -> Source:
        url = f"{self.url}#{self.place.anchor}" if self.url and self.place.anchor else self.url
        return Source(
            title=self.title, place=" › ".join(self.sections), document_id=self.document_id, url=url,
            page=self.place.page, row=self.place.row,
        )  # fmt: skip


class Trust(StrEnum):
    """How far what was found can be an answer: tell it, tell it as a guess, or do not tell it."""

    SURE = "sure"
    NEAR = "near"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Step:
    """How long one part of a search took. Seconds; `began` is read from the process's monotonic clock."""

    name: str
    began: float
    took: float


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval found, best first, and how far the best of it answers what was asked.

    `reading`: nothing sure was found, and there are documents whose words cannot be found yet.
    Not `complete`: a part of the search failed, so what was not found may stand there all the same.
    `alone`: a new subject was asked about, so what was said before had no say.
    """

    passages: tuple[FoundPassage, ...]
    trust: Trust
    steps: tuple[Step, ...] = ()
    reading: bool = False
    complete: bool = True
    alone: bool = False


@dataclass(frozen=True, slots=True)
class FactAnswer:
    """An answer made of typed facts alone, ready to be shown."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class ApprovedMatch:
    """What the owner taught for this very question, in the visitor's language as far as there is a text in it."""

    answer_id: str
    text: str


@dataclass(frozen=True, slots=True)
class ProductsAnswer:
    """An answer made of the table of products alone, ready to be shown."""

    text: str
    sources: tuple[Source, ...]
    cards: tuple[ProductCard, ...]


@dataclass(frozen=True, slots=True)
class Shop:
    """What the answer ladder needs to know of the shop itself; its first language is the main one.

    `hosts` are its own addresses on the web, which an answer may always name; on `phone` people can be asked.
    """

    name: str
    languages: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    phone: str | None = None
