"""Owns what is said when nothing fulfils every filter: what comes nearest, and that it is no more than that."""

from __future__ import annotations

from dataclasses import replace

from appliance.contract.retrieval import ProductsAnswer
from appliance.knowledge.products.asked.understanding import Understood
from appliance.knowledge.products.shelf import ProductShelf
from appliance.knowledge.products.told.answer import composed, told
from appliance.knowledge.products.told.wording import Teller, attributes_of
from appliance.knowledge.products.values import Filters, Order, ProductsFound, Word

NEAR_SHOWN = 3
# A name that fits more products than these is a kind of thing: then nothing comes near.
NAMESAKES = 5


class Nearest:
    """Gives up one filter at a time, the least important last."""

    def __init__(self, shelf: ProductShelf) -> None:
        self._shelf = shelf

    async def answer(self, wanted: Understood, teller: Teller) -> ProductsAnswer | None:
        """None when what is asked about is not there at all, or the table cannot tell."""
        filters = wanted.filters
        if filters.in_stock and (found := await self._without(filters, in_stock=False)).total:
            return self._unknown_or_out(wanted, found, teller)
        if filters.price_max is not None and (found := await self._dearer(filters)).total:
            return _near("none_under", filters, found, teller)
        if filters.price_min is not None and (found := await self._cheaper(filters)).total:
            return _near("none_over", filters, found, teller)
        if not (filters.words or filters.called or filters.code):
            return None
        if filters.choices and (found := await self._without(filters, choices=())).total:
            return self._other_choice(filters, found, teller)
        found = await self._shelf.search(filters.things, NEAR_SHOWN)
        if not found.total or not filters.narrow or _cannot_tell(filters, found):
            return None
        return _near("none", filters, found, teller)

    async def no_such(self, model: str, filters: Filters, teller: Teller) -> ProductsAnswer | None:
        """No product has the number that was named; those that have all the rest of the name come near."""
        rest = tuple(tuple(word for word in group if not _number(word)) for group in filters.words)
        if not all(rest):
            return None
        found = await self._shelf.search(Filters(words=rest, also=filters.also), NEAR_SHOWN)
        if not 0 < found.total <= NAMESAKES:
            return None
        text = teller.say("no_such", model=model, list=teller.listed(found.products))
        return composed(text, found.products, teller)

    async def _without(self, filters: Filters, **given_up: object) -> ProductsFound:
        return await self._shelf.search(replace(filters, **given_up), NEAR_SHOWN)  # type: ignore[arg-type]

    async def _dearer(self, filters: Filters) -> ProductsFound:
        cheapest_first = replace(filters, price_max=None, currency=None, order=Order.CHEAPEST)
        return await self._shelf.search(cheapest_first, 1)

    async def _cheaper(self, filters: Filters) -> ProductsFound:
        dearest_first = replace(filters, price_min=None, currency=None, order=Order.DEAREST)
        return await self._shelf.search(dearest_first, 1)

    def _unknown_or_out(self, wanted: Understood, found: ProductsFound, teller: Teller) -> ProductsAnswer | None:
        """Nobody knows whether it is there, or it is known to be out."""
        filters = wanted.filters
        unknown = all(one.in_stock is None for each in found.products for one in each.variants)
        if unknown or (found.total == 1 and filters.called):
            return told(replace(wanted, filters=replace(filters, in_stock=False)), found, teller)
        return _near("none", filters, found, teller)

    def _other_choice(self, filters: Filters, found: ProductsFound, teller: Teller) -> ProductsAnswer | None:
        """It is there, though not in this size or colour; which there are is told when it is one product."""
        if _cannot_tell(filters, found):
            return None
        if found.total > 1:
            return _near("none", filters, found, teller)
        one = found.products[0]
        names = {name for choice in filters.choices for name in choice.names}
        text = teller.say(
            "none_choice", what=teller.asked(filters), name=one.product.name, choices=teller.choices(one, names)
        )
        return composed(text, found.products, teller)


def _near(key: str, filters: Filters, found: ProductsFound, teller: Teller) -> ProductsAnswer:
    text = teller.say(key, what=teller.asked(filters), list=teller.listed(found.products))
    return composed(text, found.products, teller)


def _cannot_tell(filters: Filters, found: ProductsFound) -> bool:
    """These things have no such attribute at all: the table says nothing about it."""
    there = frozenset[str]().union(*(attributes_of(one) for one in found.products))
    return any(not there.intersection(choice.names) for choice in filters.choices)


def _number(word: Word) -> bool:
    return any(char.isdigit() for char in word.text)
