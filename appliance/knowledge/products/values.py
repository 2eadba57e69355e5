"""Owns what is wanted of the table of products, and what was found there."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from appliance.contract.products import Product, Variant


class Order(StrEnum):
    """In which order is asked for: the one cheapest, cheap ones first, the one dearest."""

    CHEAPEST = "cheapest"
    CHEAP = "cheap"
    DEAREST = "dearest"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question and the stems of the table it stands for; any of them will do.

    `described`: it stands in descriptions alone. `instead_of` is what was written when that is no word of the table.
    """

    text: str
    stems: tuple[str, ...]
    described: bool = False
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """An attribute that a variant must have: any of `pairs` (`color=dark blue`), or the stems in its name.

    Without `pairs` no variant has it. `text` is as asked, `names` are what the table calls the attribute.
    """

    text: str
    pairs: tuple[str, ...]
    names: tuple[str, ...]
    stems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What one variant and its product must fulfil, all together.

    `words` holds groups: one of them must stand there whole. `also` are words that need not, but rank. `ids` and
    `called` are the products that were called by their whole names; none: any product.
    """

    words: tuple[tuple[Word, ...], ...] = ()
    also: tuple[Word, ...] = ()
    code: str | None = None
    ids: tuple[int, ...] = ()
    called: tuple[str, ...] = ()
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    currency: str | None = None
    choices: tuple[Choice, ...] = ()
    in_stock: bool = False
    on_sale: bool = False
    order: Order | None = None

    @property
    def all_words(self) -> tuple[Word, ...]:
        return tuple(word for group in self.words for word in group)

    @property
    def things(self) -> Filters:
        """Only what is asked about, without conditions."""
        return Filters(words=self.words, also=self.also, code=self.code, ids=self.ids, called=self.called)

    @property
    def narrow(self) -> bool:
        """Is more said than words?"""
        priced = self.price_min is not None or self.price_max is not None
        return bool(priced or self.choices or self.in_stock or self.on_sale or self.order)


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class FoundProduct:
    """A product with those of its variants that fulfil the filters. `exact`: it was called by its whole name."""

    id: int
    document_id: str
    document: str
    document_url: str | None
    product: Product
    variants: tuple[Variant, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class ProductsFound:
    """The first products in their order, and how many there are in all."""

    products: tuple[FoundProduct, ...]
    total: int


NOTHING = ProductsFound((), 0)
