"""Owns the shop's day in words: the greeting and today's opening hours."""

from __future__ import annotations

from datetime import datetime

from appliance.contract.facts import ShopFacts
from gui.presenters import moments
from gui.translation import tr

NOON, EVENING = 12, 18


def greeting(shop: str, now: datetime) -> str:
    if now.hour < NOON:
        words = tr("Good morning")
    elif now.hour < EVENING:
        words = tr("Good afternoon")
    else:
        words = tr("Good evening")
    return f"{words}, {shop}" if shop else words


def day_line(facts: ShopFacts | None, now: datetime) -> str:
    """The date, and today's hours once the facts are known."""
    date_words = moments.today(now.date())
    if facts is None or not facts.hours:
        return date_words
    spans = facts.spans_on(now.date())
    if not spans:
        return tr("{day} · closed today").format(day=date_words)
    hours = ", ".join(f"{moments.clock(opens)} – {moments.clock(closes)}" for opens, closes in spans)
    return tr("{day} · open today {hours}").format(day=date_words, hours=hours)
