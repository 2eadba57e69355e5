"""Owns answering from the table of products: a question that the table can answer whole, or none of it."""

from __future__ import annotations

import re
from dataclasses import replace

from appliance.contract.retrieval import Asked, ProductsAnswer
from appliance.core.language import fold
from appliance.knowledge.products.asked.conversation import understand_in_turn
from appliance.knowledge.products.asked.understanding import Understood, texts, understand
from appliance.knowledge.products.shelf import ProductShelf
from appliance.knowledge.products.told.answer import told
from appliance.knowledge.products.told.nearest import Nearest
from appliance.knowledge.products.told.wording import Teller
from appliance.knowledge.products.values import Filters, ProductsFound
from appliance.knowledge.products.words.lexicon import Lexicon
from appliance.knowledge.products.words.stems import code

SHOWN = 5
# An article number as it is typed: in parts, or with a digit.
_CODE = re.compile(r"\w+(?:[-_./]\w+)+|\w*\d\w*")
CODE_LETTERS = 4


class ProductBook:
    """Answers from typed rows alone, or not at all: then documents speak."""

    def __init__(self, shelf: ProductShelf) -> None:
        self._shelf = shelf
        self._nearest = Nearest(shelf)

    async def answer(self, asked: Asked, currency: str) -> ProductsAnswer | None:
        """None when the question is not about products, or asks more than the table tells.

        `currency` is the shop's, for products that name none.
        """
        lexicon = await self._shelf.lexicon()
        if lexicon is None:
            return None
        wanted = await self._by_code(asked, lexicon) or understand_in_turn(asked, lexicon)
        if not wanted.for_table:
            return None
        teller = Teller(asked.language, currency)
        if wanted.model:
            return await self._nearest.no_such(wanted.model, wanted.filters, teller)
        there = await self._shelf.search(wanted.filters.things, SHOWN)
        if wanted.vague and there.total > 1:
            return None
        if wanted.filters.words and not there.total:
            return await self._not_together(wanted, teller)
        if exact := _called(wanted.filters, there):
            there, wanted = exact, replace(wanted, filters=_only(exact, wanted.filters))
        found = await self._shelf.search(wanted.filters, SHOWN) if wanted.filters.narrow else there
        return told(wanted, found, teller) if found.total else await self._nearest.answer(wanted, teller)

    async def _by_code(self, asked: Asked, lexicon: Lexicon) -> Understood | None:
        """A question that names a product by its article number, and calls it nothing that it is not."""
        typed = {
            number: match[0] for match in _CODE.finditer(asked.text) if len(number := code(match[0])) >= CODE_LETTERS
        }
        there = await self._shelf.first_code(list(typed)) if typed else None
        if there is None:
            return None
        rest = understand(asked.text.replace(typed[there], " "), asked.language, lexicon)
        coded = replace(rest, filters=replace(rest.filters, code=there))
        if rest.spare or not (await self._shelf.search(coded.filters.things, 1)).total:
            return None
        return coded

    async def _not_together(self, wanted: Understood, teller: Teller) -> ProductsAnswer | None:
        """All words are known, but no product has them all: honest when a number is among them (`Naptime 3000`)."""
        words = wanted.filters.all_words
        if not any(char.isdigit() for word in words for char in word.text):
            return None
        return await self._nearest.no_such(texts(words), wanted.filters, teller)


def _only(exact: ProductsFound, filters: Filters) -> Filters:
    """About these products alone; whether one is there or on sale is told of it, not asked of others."""
    ids, names = zip(*((one.id, one.product.name) for one in exact.products), strict=True)
    return replace(filters, words=(), also=(), ids=ids, called=names, in_stock=False, on_sale=False)


def _called(filters: Filters, found: ProductsFound) -> ProductsFound | None:
    """The products that were called by their whole names: look-alikes are not meant then.

    A name of one word must stand there as it is: `hoodies` are more than the one that is called Hoodie.
    """
    said = {fold(word.text) for word in filters.all_words}
    exact = tuple(
        one for one in found.products if one.exact and (" " in one.product.name or fold(one.product.name) in said)
    )
    if filters.order or not exact or len(exact) < len(filters.words):
        return None
    return ProductsFound(exact, len(exact))
