"""Owns how a fact is told in a language: spans, dates, money. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from appliance.contract.facts import Price, ShopFacts
from appliance.knowledge.facts import hours
from appliance.knowledge.facts.phrases import in_language, phrases

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def money(amount: Decimal, currency: str, language: str) -> str:
    """`$22`, `$22.50`, `22,50 €`: cents only when there are any."""
    number = f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"
    symbol = SYMBOLS.get(currency, f"{currency} ")
    if currency == "EUR" and language != "en":
        return f"{number.translate(str.maketrans(',.', '.,'))} {symbol}"
    return f"{symbol}{number}"


def spans(opened: Sequence[tuple[time, time]], language: str) -> str:
    say = phrases(language).say
    told = [say["span"].format(opens=f"{opens:%H:%M}", closes=f"{closes:%H:%M}") for opens, closes in opened]
    return f" {say['and']} ".join(told)


def week(facts: ShopFacts, language: str) -> str:
    """The usual hours of all seven days."""
    say = phrases(language).say
    opened, closed = hours.runs(facts)
    told = []
    for first, last, when in opened:
        days = say[first] if first == last else say["to"].format(first=say[first], last=say[last])
        told.append(f"{days} {spans(when, language)}")
    text = say["week"].format(days=", ".join(told))
    if closed:
        text += " " + say["week_closed"].format(days=f" {say['and']} ".join(say[day] for day in closed))
    return text


def day(what: hours.Day, today: date, language: str) -> str:
    """What holds on one date, with the date when it is special or further than a week away."""
    say = phrases(language).say
    named = say[what.weekday]
    if what.special or (what.date - today).days > 6:
        named = _date(what.date, language)
    if what.special and (name := in_language(what.special.name, language)):
        named = say["named"].format(date=named, name=name)
    if not what.spans:
        return say["day_closed"].format(day=named)
    return say["day_open"].format(day=named, spans=spans(what.spans, language))


def now(facts: ShopFacts, moment: datetime, language: str) -> str:
    """Whether the shop is open at `moment`, its local time, and when it opens next."""
    say = phrases(language).say
    if closes := hours.open_until(facts, moment):
        return say["open_now"].format(closes=f"{closes:%H:%M}")
    text = say["closed_now"]
    if upcoming := hours.next_opening(facts, moment):
        when, opens = upcoming
        text += " " + say["opens_next"].format(day=say[hours.WEEK[when.weekday()]], opens=f"{opens:%H:%M}")
    return text


def price(what: Price, currency: str, language: str) -> str:
    """`Full tune-up: $140. Takes 2 to 3 days.`"""
    say = phrases(language).say
    amount = money(what.amount, currency, language)
    if what.up_to is not None:
        amount = say["range"].format(amount=amount, up_to=money(what.up_to, currency, language))
    told = say["price"].format(item=in_language(what.item, language), amount=amount)
    if unit := in_language(what.unit, language):
        told += f" {unit}"
    note = in_language(what.note, language)
    return f"{told}. {note}".strip() if note else f"{told}."


def _date(when: date, language: str) -> str:
    texts = phrases(language)
    month = texts.months[when.month - 1].capitalize()
    return texts.say["date"].format(day=texts.say[hours.WEEK[when.weekday()]], number=when.day, month=month)
