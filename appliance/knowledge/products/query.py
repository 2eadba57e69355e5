"""Owns filters as SQL: which products have a variant that fulfils all of them, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import UnaryExpression

from appliance.knowledge.products.rows import hundredths
from appliance.knowledge.products.tables import ProductRow, VariantRow
from appliance.knowledge.products.values import Choice, Filters, Order, Word
from appliance.knowledge.tables import DocumentRow

Condition = ColumnElement[bool]


def products(filters: Filters, today: date, limit: int) -> Select[int, bool, int]:
    """Rows of product id, whether its whole name was said, and the number of all that fulfil the filters.

    The same product out of two documents counts once; the one with a page to show is taken.
    """
    # Without conditions on variants their rows need not be looked at: their prices stand with the product.
    by_variant = filters.narrow or filters.code is not None
    cheapest = func.min(VariantRow.price if by_variant else ProductRow.price_min)
    shown = func.coalesce(func.max(case((ProductRow.url.is_not(None), ProductRow.id))), func.max(ProductRow.id))
    said = _said_of_name(filters)
    whole = and_(literal(bool(filters.words)), ProductRow.name_words == said)
    wanted = select(shown.label("id"), func.max(whole).label("whole"), func.count().over().label("total"))
    if by_variant:
        wanted = wanted.join(VariantRow, VariantRow.product_id == ProductRow.id)
    return (
        wanted.join(DocumentRow, DocumentRow.id == ProductRow.document_id)
        .where(_current(today), *_of_variant(filters))
        .where(*([looked_up(filters.words), _called(filters)] if filters.words else []))
        .group_by(ProductRow.name_stems, ProductRow.price_min)
        .order_by(*_order(filters.order, cheapest, func.max(whole), func.max(said)), shown)
        .limit(limit)
    )


def fitting(filters: Filters, product_ids: Sequence[int]) -> Select[int]:
    """The ids of those variants of these products that fulfil the filters."""
    wanted = select(VariantRow.id).join(ProductRow, ProductRow.id == VariantRow.product_id)
    return wanted.where(ProductRow.id.in_(product_ids), *_of_variant(filters))


def _of_variant(filters: Filters) -> list[Condition]:
    """What one and the same variant must fulfil. Needs ProductRow and VariantRow in the query."""
    conditions: list[Condition] = [_chosen(choice) for choice in filters.choices]
    if filters.code is not None:
        conditions.append(VariantRow.code == filters.code)
    if filters.ids:
        conditions.append(ProductRow.id.in_(filters.ids))
    if filters.price_min is not None:
        conditions.append(VariantRow.price >= hundredths(filters.price_min))
    if filters.price_max is not None:
        conditions.append(VariantRow.price <= hundredths(filters.price_max))
    if filters.currency is not None:
        conditions.append(or_(ProductRow.currency.is_(None), ProductRow.currency == filters.currency))
    if filters.in_stock:
        conditions.append(VariantRow.in_stock.is_(True))
    if filters.on_sale:
        conditions.append(VariantRow.price < VariantRow.regular_price)
    if filters.order is not None:
        conditions.append(VariantRow.price.is_not(None))
    return conditions


def _current(today: date) -> Condition:
    return or_(DocumentRow.expires_on.is_(None), DocumentRow.expires_on >= today.isoformat())


def looked_up(groups: Iterable[Iterable[Word]]) -> Condition:
    """The keyword index has one of the groups of words for the product."""
    found = text("products.id IN (SELECT rowid FROM product_stems WHERE product_stems MATCH :match)")
    return cast(Condition, found.bindparams(match=match_expression(groups)))


def match_expression(groups: Iterable[Iterable[Word]]) -> str:
    """Every word of a group, in any of its stems; one group is enough. Quoted, so that nothing is an operator."""
    told = [
        " AND ".join(
            f"{{stems said}} : ({_any(word.stems)})" if word.described else f"stems : ({_any(word.stems)})"
            for word in group
        )
        for group in groups
    ]
    return " OR ".join(f"({one})" for one in told)


def _any(stems: Iterable[str]) -> str:
    return " OR ".join(f'"{stem}"' for stem in stems)


def _chosen(choice: Choice) -> Condition:
    """The variant has it, or the product is called so: a `Red Beanie` need not have an attribute."""
    of_variant = [VariantRow.choices.contains(f"|{pair}|", autoescape=True) for pair in choice.pairs]
    return or_(literal(False), *of_variant, *(_in_name(stem) for stem in choice.stems))


def _said_of_name(filters: Filters) -> ColumnElement[int]:
    """How many different words of the product's name the question says."""
    words = [*filters.all_words, *filters.also]
    named = [or_(*(_in_name(stem) for stem in word.stems)) for word in words]
    return sum((case((one, 1), else_=0) for one in named), literal(0))


def _called(filters: Filters) -> Condition:
    """At least one word is what the product itself is called: a paddle among `Kayaking Gear` is no kayak."""
    return or_(*(or_(_in_name(stem), _in(ProductRow.heads, stem)) for word in filters.all_words for stem in word.stems))


def _in_name(stem: str) -> Condition:
    return _in(ProductRow.name_stems, stem)


def _in(padded: InstrumentedAttribute[str], stem: str) -> Condition:
    return padded.contains(f" {stem} ", autoescape=True)


def _order(
    order: Order | None, price: ColumnElement[Any], whole: ColumnElement[Any], said: ColumnElement[Any]
) -> list[UnaryExpression[Any]]:
    if order is Order.DEAREST:
        return [price.desc()]
    if order is not None:
        return [price.asc()]
    return [whole.desc(), said.desc(), price.asc().nulls_last()]
