"""Owns how products are told in a language: one product, a list of them, what was asked for, nothing found. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from appliance.contract.chat import ProductCard
from appliance.contract.products import Variant
from appliance.core.language import fold, stem
from appliance.knowledge.facts.telling.money import money
from appliance.knowledge.products.rows import values
from appliance.knowledge.products.values import Filters, FoundProduct, Word
from appliance.knowledge.products.words.phrases import phrases
from appliance.knowledge.products.words.tokens import tokens

# More variants than these are told as a span of prices and the values they come in.
VARIANTS_TOLD = 6
VALUES_TOLD = 12


class Teller:
    """Speaks one language; `currency` is that of the shop, for products that name none."""

    def __init__(self, language: str, currency: str) -> None:
        self._language = language
        self._currency = currency
        self._say = phrases(language).say

    def say(self, key: str, **gaps: object) -> str:
        return self._say[key].format(**gaps)

    def product(self, found: FoundProduct) -> str:
        """One product with all that is known: price, stock, variants where they differ."""
        variants = found.variants
        alike = len({(one.price, one.regular_price, one.in_stock) for one in variants}) <= 1
        if len(variants) > 1 and not alike and len(variants) <= VARIANTS_TOLD:
            told = ", ".join(self._named(label(one), self._told(found, [one])) for one in variants)
            return self._sentence(found.product.name, told)
        told = self._sentence(self._name(found), self._told(found, variants))
        choices = self.choices(found) if len(variants) > 1 else ""
        return f"{told} {choices}." if choices else told

    def listed(self, found: Sequence[FoundProduct], total: int = 0, stock: bool = False) -> str:
        """`SkyView Tent ($200), TrailMaster X4 ($250) and 3 more`; with `stock` what is there is told too."""
        told = ", ".join(self._named(self._name(one), self._told(one, one.variants, stock)) for one in found)
        return self.say("more", list=told, count=total - len(found)) if total > len(found) else told

    def choices(self, found: FoundProduct, names: Iterable[str] = ()) -> str:
        """`Size: S, M, L.` of these attributes, or of all in which its variants differ; empty when there are none."""
        wanted, told = frozenset(names), []
        for name, there in attribute_values(found).items():
            if (fold(name) in wanted or not wanted) and (len(there) > 1 or wanted):
                listed = ", ".join(there[:VALUES_TOLD])
                told.append(self.say("choices", attribute=name, values=listed) if name else listed)
        return "; ".join(told)

    def asked(self, filters: Filters) -> str:
        """What was asked for, in the visitor's own words: `“tents”, red, under $50`, or `“on sale”` alone."""
        groups = [" ".join(word.instead_of or word.text for word in group if word.text) for group in filters.words]
        things = filters.called or tuple(self.say("quoted", words=text) for text in groups if text)
        conditions = [*(choice.text for choice in filters.choices), *self._asked_price(filters)]
        conditions += [self._say[key] for key in ("in_stock", "on_sale") if getattr(filters, key)]
        if things:
            return ", ".join((*things, *conditions))
        return self.say("quoted", words=", ".join(conditions)) if conditions else self._say["everything"]

    def _asked_price(self, filters: Filters) -> list[str]:
        low, high = (
            money(border, filters.currency or self._currency, self._language) if border is not None else None
            for border in (filters.price_min, filters.price_max)
        )
        if low and high:
            return [self.say("between", low=low, high=high)]
        return [self.say("under", amount=high)] if high else [self.say("over", amount=low)] if low else []

    def notes(self, words: Iterable[Word], found: Sequence[FoundProduct]) -> list[str]:
        """What was read into the question: a misspelled word, words that only descriptions hold."""
        there = [token.text for one in found for token in tokens(one.product.name)]
        told = []
        for word in words:
            if word.instead_of:
                known = next((text for text in there if stem(fold(text), self._language) in word.stems), word.text)
                told.append(self.say("meant", asked=word.instead_of, known=known))
        if described := [self.say("quoted", words=word.text) for word in words if word.described]:
            told.append(self.say("mentions", words=", ".join(described)))
        return told

    def card(self, found: FoundProduct) -> ProductCard:
        prices = _prices(found.variants)
        regular = _shared([one.regular_price for one in found.variants if on_sale(one)])
        product = found.product
        return ProductCard(
            name=product.name,
            detail=label(found.variants[0]) if _one_of_several(found) else "",
            price=self._span(found, prices) or None,
            regular_price=self._money(found, regular) if regular is not None and len(set(prices)) == 1 else None,
            url=product.url,
            image=product.image,
            in_stock=available(found),
            document_id=found.document_id,
        )

    def _sentence(self, name: str, told: str) -> str:
        return self.say("product", name=name, told=told) if told else self.say("product_bare", name=name)

    def _named(self, name: str, told: str) -> str:
        return self.say("item", name=name, told=told) if told else name

    def _name(self, found: FoundProduct) -> str:
        one = label(found.variants[0]) if _one_of_several(found) else ""
        return f"{found.product.name}, {one}" if one else found.product.name

    def _told(self, found: FoundProduct, variants: Sequence[Variant], stock: bool = True) -> str:
        """Price and stock, as far as they are known: `$18 instead of $20, 3 in stock`."""
        prices = _prices(variants)
        regular = _shared([one.regular_price for one in variants if on_sale(one)])
        told = self._span(found, prices)
        if told and regular is not None and len(set(prices)) == 1:
            told = self.say("instead", price=told, regular=self._money(found, regular))
        return ", ".join(part for part in (told, self._stock(variants, stock)) if part)

    def _stock(self, variants: Sequence[Variant], present: bool) -> str:
        """Whether there is any; what is there is told only when `present` asks for it."""
        known = [one.in_stock for one in variants]
        if known and all(there is False for there in known):
            return self._say["out_of_stock"]
        if not present or True not in known:
            return ""
        pieces = variants[0].stock if len(variants) == 1 else None
        return self.say("pieces", count=pieces) if pieces else self._say["in_stock"]

    def _span(self, found: FoundProduct, prices: Sequence[Decimal]) -> str:
        if not prices:
            return ""
        low, high = min(prices), max(prices)
        if low == high:
            return self._money(found, low)
        return self.say("range", low=self._money(found, low), high=self._money(found, high))

    def _money(self, found: FoundProduct, amount: Decimal) -> str:
        return money(amount, found.product.currency or self._currency, self._language)


def available(found: FoundProduct) -> bool | None:
    """Can any of the variants that were found be had? None when nobody knows."""
    known = [one.in_stock for one in found.variants]
    return True if True in known else (False if False in known and None not in known else None)


def attribute_values(found: FoundProduct) -> dict[str, list[str]]:
    """The values of each attribute by its name, those of the variants before those of the whole product."""
    there: dict[str, list[str]] = {}
    for variant in found.variants:
        # A variant with a name alone has that as its only, nameless attribute.
        for name, value in (variant.attributes or {"": variant.name}).items():
            if value and value not in there.setdefault(name, []):
                there[name].append(value)
    named = {fold(name) for name in there}
    shared = {name: values(value) for name, value in found.product.attributes.items() if fold(name) not in named}
    return there | shared


def attributes_of(found: FoundProduct) -> frozenset[str]:
    """The folded names of its attributes."""
    return frozenset(fold(name) for name in attribute_values(found))


def label(variant: Variant) -> str:
    return variant.name or " / ".join(variant.attributes.values())


def on_sale(variant: Variant) -> bool:
    price, regular = variant.price, variant.regular_price
    return price is not None and regular is not None and price < regular


def _one_of_several(found: FoundProduct) -> bool:
    return len(found.variants) == 1 and len(found.product.variants) > 1


def _prices(variants: Iterable[Variant]) -> list[Decimal]:
    return [one.price for one in variants if one.price is not None]


def _shared(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """The one amount that all have."""
    return amounts[0] if amounts and len(set(amounts)) == 1 else None
