"""Owns a question as it is meant after the ones before it: `and in blue?` goes on about the hoodie. Pure."""

from __future__ import annotations

from dataclasses import replace

from appliance.contract.retrieval import Asked
from appliance.knowledge.products.asked.understanding import Understood, understand
from appliance.knowledge.products.values import Filters
from appliance.knowledge.products.words.lexicon import Lexicon


def understand_in_turn(asked: Asked, lexicon: Lexicon) -> Understood:
    """The question with what it leaves out taken from the visitor's earlier ones."""
    before = None
    for text in (*asked.history, asked.text):
        before = _after(understand(text, asked.language, lexicon), before)
    return before or Understood()


def _after(now: Understood, before: Understood | None) -> Understood:
    if before is None or not now.follows or not before.filters.words:
        return now
    told = _certain(before)
    return replace(
        now,
        filters=_joined(told.filters, now.filters),
        price=now.price or (told.price and not now.asked_for),
        vague=told.vague or bool(before.spare),
    )


def _certain(before: Understood) -> Understood:
    """Of a question that was not understood whole, only the names of things."""
    if not before.spare:
        return before
    groups = tuple(
        kept for group in before.filters.words if (kept := tuple(word for word in group if not word.described))
    )
    return Understood(filters=Filters(words=groups))


def _joined(before: Filters, now: Filters) -> Filters:
    """What was asked for before, unless something else of its kind is asked for now."""
    priced = now if now.price_min is not None or now.price_max is not None else before
    named = {name for choice in now.choices for name in choice.names}
    kept = tuple(choice for choice in before.choices if not named.intersection(choice.names))
    return replace(
        before,
        price_min=priced.price_min,
        price_max=priced.price_max,
        currency=priced.currency,
        choices=(*kept, *now.choices),
        in_stock=before.in_stock or now.in_stock,
        on_sale=before.on_sale or now.on_sale,
        order=now.order or before.order,
    )
