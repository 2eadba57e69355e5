"""Owns whether a written sentence contradicts a typed fact: another price, other hours, another number to call. Pure.

A sentence is judged only when it speaks of that fact and of little else: documents know more than the facts do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from appliance.contract.facts import Price, ShopFacts
from appliance.contract.opening import Span, holds_at
from appliance.core.language import fold
from appliance.knowledge.facts.answers.named import policy_names
from appliance.knowledge.facts.asked.dates import Kind, meant
from appliance.knowledge.facts.asked.question import Question
from appliance.knowledge.facts.asked.times import asked_times
from appliance.knowledge.facts.expiry import holding
from appliance.knowledge.facts.telling import hours, wording
from appliance.knowledge.facts.telling.money import number, sums
from appliance.knowledge.facts.telling.phrases import in_language

# Words of meaning beside the fact's own name, up to which a sentence speaks of it: a price by its full name
# stands in longer sentences than hours do. Of 620 sentences of the demo shop's documents two are then suspected.
OF_A_PRICE = 3
OF_OTHERS = 1
PHONE_DIGITS = 7
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PHONE = re.compile(r"\+?\d[\d ()/.-]{5,}\d")
_MORE = re.compile(r"\+\s?[^\w\s]?\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def contradicts(sentence: str, facts: ShopFacts, language: str, now: datetime) -> str | None:
    """What the facts say instead, as a sentence; None when they do not object. `now` is aware."""
    local = now.astimezone(ZoneInfo(facts.timezone))
    held = holding(facts, local.date())
    said = Question(_EMAIL.sub(" ", sentence), language)
    return (
        _another_price(sentence, said, held)
        or _other_hours(said, held, local.date())
        or _another_contact(sentence, said, held)
        or _another_policy(said, held)
    )


def _another_price(sentence: str, said: Question, facts: ShopFacts) -> str | None:
    if _MORE.search(sentence) or said.said.says(said.phrases.conditions):
        return None  # half of it for who buys a bike, or so much more in a hurry
    told = [one.amount for one in sums(sentence) if one.currency == facts.currency]
    named = [(price, used) for price in facts.prices if (used := _price_named(price, said))] if told else []
    named = [(price, used) for price, used in named if not any(used < other for _, other in named)]
    if not named or any(_allows(price, amount) for price, _ in named for amount in told):
        return None
    return wording.price(named[0][0], facts.currency, said.language)


def _price_named(price: Price, said: Question) -> frozenset[str]:
    """The stems by which a sentence speaks of this price, empty when it does not."""
    for names, slack in ((price.item.values(), OF_A_PRICE), (price.also, OF_OTHERS)):
        used = max(said.named(names), key=len, default=frozenset[str]())
        if used and _spare(said, [used]) <= slack:
            return used
    return frozenset()


def _allows(price: Price, amount: Decimal) -> bool:
    noted = {one.amount for text in price.note.values() for one in sums(text)}
    return amount in noted or price.amount <= amount <= (price.up_to or price.amount)


def _other_hours(said: Question, facts: ShopFacts, today: date) -> str | None:
    if not said.asks("hours") or not (facts.hours or facts.seasons):
        return None
    which = meant(said.text, said.said, facts, said.phrases, today)
    times = [one.time for one in asked_times(said.text, said.said.without(which.used), said.phrases)]
    if not which.dates and any(said.said.says(names) for names in said.phrases.months):
        return None  # of a day that could not be told
    if which.kind not in (Kind.DAYS, Kind.EITHER) or _spare(said, [which.used]) > (OF_OTHERS if times else 0):
        return None
    days = [hours.on_date(facts, day) for day in which.dates or (today + timedelta(days=ahead) for ahead in range(7))]
    spans = [span for day in days for span in day.spans]
    claims_closed = said.said.says(said.phrases.closed) != said.said.says(said.phrases.negations)
    if times:
        wrong = not all(_fits(moment, spans, claims_closed, said) for moment in times)
    else:
        wrong = bool(which.dates) and all(bool(day.spans) == claims_closed for day in days)
    if not wrong:
        return None
    return wording.days(days, today, said.language) if which.dates else wording.week(facts, today, said.language)


def _fits(moment: time, spans: Iterable[Span], claims_closed: bool, said: Question) -> bool:
    """A border of the hours fits every claim; another time must lie within them, and may not be called a border."""
    spans = tuple(spans)
    if any(moment in span for span in spans):
        return True
    inside = any(holds_at(span, moment) for span in spans)
    return inside != claims_closed and not (inside and said.said.says(said.phrases.border))


def _another_contact(sentence: str, said: Question, facts: ShopFacts) -> str | None:
    say = said.phrases.say
    emails = {fold(found) for found in _EMAIL.findall(sentence)}
    phones = [digits for found in _PHONE.findall(sentence) if len(digits := _digits(found)) >= PHONE_DIGITS]
    if _spare(said, []) > OF_OTHERS:
        return None
    if facts.email and emails and fold(facts.email) not in emails:
        return say["email"].format(email=facts.email)
    if facts.phone and phones and not any(same_phone(facts.phone, one) for one in phones):
        return say["phone"].format(phone=facts.phone)
    return None


def _another_policy(said: Question, facts: ShopFacts) -> str | None:
    told = _numbers(said.text)
    for policy in facts.policies:
        allowed = {one for text in policy.text.values() for one in _numbers(text)}
        used = said.named(policy_names(policy, said.language))
        if told and allowed and used and _spare(said, used) <= OF_OTHERS and not told & allowed:
            return in_language(policy.text, said.language)
    return None


def same_phone(one: str, other: str) -> bool:
    """With or without country code and signs."""
    shorter, longer = sorted((_digits(one).lstrip("0"), _digits(other).lstrip("0")), key=len)
    return len(shorter) >= PHONE_DIGITS and longer.endswith(shorter)


def _spare(said: Question, used: list[frozenset[str]]) -> int:
    """Words of meaning beside those used; figures are what is judged, not what it is about."""
    figures = frozenset(word for word in said.said.folded if any(char.isdigit() for char in word))
    return said.spare([*used, figures])


def _numbers(text: str) -> set[Decimal]:
    """Figures that are no money: what something costs is a price's matter."""
    return {number(found) for found in _NUMBER.findall(text)} - {one.amount for one in sums(text)}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
