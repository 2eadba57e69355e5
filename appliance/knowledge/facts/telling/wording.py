"""Owns how a fact is told in a language: a day, a week, now, a price. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TypeGuard

from appliance.contract.facts import Price, ShopFacts
from appliance.contract.holidays import Holiday
from appliance.contract.opening import WEEK, Season, Span
from appliance.core.language import fold
from appliance.knowledge.facts.telling import hours
from appliance.knowledge.facts.telling.money import money
from appliance.knowledge.facts.telling.phrases import in_language, phrases

# From this many days on a weekday's name alone would mean an earlier one.
A_WEEK = 7


def spans(opened: Sequence[Span], language: str) -> str:
    say = phrases(language).say
    told = [say["span"].format(opens=clock(opens), closes=clock(closes)) for opens, closes in opened]
    return f" {say['and']} ".join(told)


def clock(moment: time) -> str:
    return f"{moment:%H:%M}"


def week(facts: ShopFacts, today: date, language: str) -> str:
    """The hours of all seven days in the present season, and those of the next one when it begins soon."""
    say = phrases(language).say
    text = _of_season(facts, facts.season_on(today), language)
    if change := hours.next_season(facts, today):
        when, season = change
        text += " " + say["season_from"].format(
            date=date_words(when, language), week=_of_season(facts, season, language)
        )
    return text


def day(what: hours.Day, today: date, language: str, holiday: Holiday | None = None) -> str:
    """What holds on one date, with the date when it is special or further than a week away."""
    say = phrases(language).say
    if what.first and what.last and what.first != what.last:
        return _period(what, language)
    named = say[what.weekday]
    name = _name(what, language) or (phrases(language).holidays[holiday][0] if _known(holiday, language) else "")
    if what.special or name or (what.date - today).days >= A_WEEK:
        named = date_words(what.date, language)
    if name:
        named = say["named"].format(date=named, name=name)
    if not what.spans:
        return sentence(say["day_closed"].format(day=named))
    return sentence(say["day_open"].format(day=named, spans=spans(what.spans, language)))


def days(what: Iterable[hours.Day], today: date, language: str) -> str:
    return " ".join(day(one, today, language) for one in what)


def now(facts: ShopFacts, moment: datetime, language: str) -> str:
    """Whether the shop is open at `moment`, its local time, and when it opens next."""
    say = phrases(language).say
    if (closes := hours.open_until(facts, moment)) is not None:
        return say["open_now"].format(closes=clock(closes))
    again = opens_next(facts, moment, language)
    return f"{say['closed_now']} {again}" if again else say["closed_now"]


def opens_next(facts: ShopFacts, moment: datetime, language: str) -> str | None:
    """When the shop opens next after `moment`, its local time; None when that is not known."""
    upcoming = hours.next_opening(facts, moment)
    if upcoming is None:
        return None
    say = phrases(language).say
    when, opens = upcoming
    named = say[WEEK[when.weekday()]]
    if (when - moment.date()).days >= A_WEEK:
        named = date_words(when, language)
    return say["opens_next"].format(day=named, opens=clock(opens))


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


def date_words(when: date, language: str) -> str:
    texts = phrases(language)
    weekday = texts.say[WEEK[when.weekday()]]
    return texts.say["date"].format(day=weekday, number=when.day, month=texts.months[when.month - 1][0])


def sentence(text: str) -> str:
    """A sentence may begin with a day's name, which is not capitalised everywhere."""
    return text[:1].upper() + text[1:]


def _of_season(facts: ShopFacts, season: Season | None, language: str) -> str:
    say = phrases(language).say
    opened, closed = hours.runs(facts, season)
    told = []
    for first, last, when in opened:
        days = say[first] if first == last else say["to"].format(first=say[first], last=say[last])
        told.append(f"{days} {spans(when, language)}")
    text = say["week"].format(days=", ".join(told))
    if closed:
        text += " " + say["week_closed"].format(days=f" {say['and']} ".join(say[day] for day in closed))
    if season and (name := in_language(season.name, language)):
        return say["season"].format(name=name, week=text)
    return text


def _period(what: hours.Day, language: str) -> str:
    """A run of special days, told as one."""
    say = phrases(language).say
    first, last = (date_words(one, language) for one in (what.first or what.date, what.last or what.date))
    period = say["period"].format(first=first, last=last)
    if name := _name(what, language):
        period = say["named"].format(date=period, name=name)
    if not what.spans:
        return say["period_closed"].format(period=period)
    return say["period_open"].format(period=period, spans=spans(what.spans, language))


def _name(what: hours.Day, language: str) -> str:
    """What the owner calls this day, or the calendar's name for the holiday it is."""
    if what.special is None:
        return ""
    holiday = what.special.holiday or _called(what.special.name)
    if language not in what.special.name and _known(holiday, language):
        return phrases(language).holidays[holiday][0]
    return in_language(what.special.name, language)


def _called(names: Mapping[str, str]) -> Holiday | None:
    """The holiday that one of these names by language stands for."""
    for language, name in names.items():
        for holiday, called in phrases(language).holidays.items():
            if fold(name) in map(fold, called):
                return holiday
    return None


def _known(holiday: Holiday | None, language: str) -> TypeGuard[Holiday]:
    return holiday in phrases(language).holidays
