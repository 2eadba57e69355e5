"""Owns telling a product in words, in the language of its shop, so that it is found like any other text. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from appliance.contract.knowledge import NOWHERE, Place
from appliance.contract.products import Product, Variant
from appliance.core.language import language_of
from appliance.knowledge.importers.reading import Block

# A description as short as this stands in the same sentence as the price.
SHORT_DESCRIPTION_WORDS = 25


class Words(NamedTuple):
    price: str
    before: str
    in_stock: str
    sold_out: str
    brand: str
    category: str


WORDS = {
    "en": Words("Price", "was", "in stock", "out of stock", "Brand", "Category"),
    "de": Words("Preis", "vorher", "vorrätig", "nicht vorrätig", "Marke", "Kategorie"),
    "fr": Words("Prix", "au lieu de", "en stock", "épuisé", "Marque", "Catégorie"),
    "es": Words("Precio", "antes", "disponible", "agotado", "Marca", "Categoría"),
    "it": Words("Prezzo", "prima", "disponibile", "esaurito", "Marca", "Categoria"),
    "nl": Words("Prijs", "was", "op voorraad", "uitverkocht", "Merk", "Categorie"),
}


def words_for(products: Iterable[Product]) -> Words:
    """The words of the language that most of these products are described in."""
    sample = " ".join(f"{product.name} {product.description}" for product in products)[:2_000]
    return WORDS[language_of(sample, tuple(WORDS))]


def blocks(
    product: Product, words: Words, place: Place = NOWHERE, places: Mapping[str, Place] = MappingProxyType({})
) -> Iterator[Block]:
    """The product, its longer description, and each of its variants; `places` are by variant name."""
    short = len(product.description.split()) <= SHORT_DESCRIPTION_WORDS
    yield Block((), _sentence(product, words, short), whole=True, place=place)
    if not short:
        yield Block((product.name,), product.description, place=place)
    if len(product.variants) > 1:
        for one in product.variants:
            told = ", ".join(_offer([one], product.currency, words))
            name = f"{product.name}, {one.name}" if one.name else product.name
            yield Block((product.name,), f"{name}: {told}" if told else name, True, places.get(one.name, NOWHERE))


def _sentence(product: Product, words: Words, described: bool) -> str:
    said = _offer(product.variants, product.currency, words)
    said += [f"{name} {value}" for name, value in product.attributes.items() if value]
    said += [f"{words.brand} {product.brand}"] if product.brand else []
    said += [f"{words.category} {product.category}"] if product.category else []
    head = f"{product.name}: {', '.join(said)}" if said else product.name
    return f"{head}. {product.description}" if described and product.description else head


def _offer(variants: Sequence[Variant], currency: str | None, words: Words) -> list[str]:
    prices = sorted({one.price for one in variants if one.price is not None})
    said = [f"{words.price} {_amounts(prices, currency)}"] if prices else []
    before = sorted({one.regular_price for one in variants if one.regular_price is not None})
    if before and len(variants) == 1:
        said.append(f"{words.before} {_amounts(before, currency)}")
    known = [one.in_stock for one in variants if one.in_stock is not None]
    if known:
        said.append(words.in_stock if any(known) else words.sold_out)
    return said


def _amounts(prices: Sequence[Decimal], currency: str | None) -> str:
    ends = dict.fromkeys((amount(prices[0]), amount(prices[-1])))
    return " ".join(filter(None, ("–".join(ends), currency)))


def amount(price: Decimal) -> str:
    """`20`, `19.90`: cents are told with two digits."""
    return str(int(price)) if price == int(price) else f"{price:.2f}"
