"""Owns what the opening hours say to a question: a day, a time, now, a week, holidays. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from appliance.contract.facts import ShopFacts
from appliance.contract.holidays import Holiday, public_holiday
from appliance.contract.opening import holds_at
from appliance.knowledge.facts.answers.match import Match
from appliance.knowledge.facts.answers.named import policies
from appliance.knowledge.facts.asked.dates import YEAR_DAYS, Kind, Meant, meant
from appliance.knowledge.facts.asked.question import Question
from appliance.knowledge.facts.asked.times import AskedTime, asked_times
from appliance.knowledge.facts.telling import hours, wording

# Whoever asks for the week's hours is told what is different within the next days.
SOON = timedelta(days=7)
HOLIDAYS_TOLD = 6
PLACE = "place_hours"


def opening(question: Question, facts: ShopFacts, now: datetime) -> Iterator[Match]:
    """`now` is the shop's local time. Nothing when hours are not asked for, or not known for the day asked."""
    if not (facts.hours or facts.seasons) or question.is_of_the_visitor():
        return
    today = now.date()
    which = meant(question.text, question.said, facts, question.phrases, today)
    times = asked_times(question.text, question.said.without(which.used), question.phrases)
    used = which.used.union(*(one.used for one in times))
    if not question.asks("hours"):
        # `And on Sunday?` after a question for the hours, `can I come by on Sunday`, a special day's name alone.
        goes_on = question.asked_before("hours") or any(facts.special_on(day) for day in which.dates)
        if not (which.dates and (goes_on or _visits(question, facts)) and question.spare([used]) == 0):
            return
    elif question.asks("holidays") and not which.used:
        yield from _holidays(question, facts, today)
        return
    soon = question.said.used(question.phrases.now)
    # A time alone is one of today, unless the shop is closed today: that says nothing of other days.
    is_today = soon or (len(times) == 1 and facts.spans_on(today))
    days = which.dates or ((today,) if is_today else ())
    if _known(facts, which, days):
        yield Match(_told(question, facts, now, replace(which, dates=days), times), PLACE, used | soon)


def _visits(question: Question, facts: ShopFacts) -> bool:
    """What the shop says of coming without an appointment goes before its hours."""
    return question.asks("visit") and not any(policies(question, facts))


def _known(facts: ShopFacts, which: Meant, days: tuple[date, ...]) -> bool:
    """Does the shop say what holds on each of these days? Its usual hours say nothing of a holiday."""
    if which.holiday and not which.dates:
        return False
    return facts.usual_on_other_holidays or all(
        facts.special_on(day) for day in days if which.holiday or public_holiday(day, facts.timezone)
    )


def _holidays(question: Question, facts: ShopFacts, today: date) -> Iterator[Match]:
    coming = hours.upcoming(facts, today, today + timedelta(days=YEAR_DAYS))[:HOLIDAYS_TOLD]
    if coming:
        days = wording.days(coming, today, question.language)
        yield Match(question.phrases.say["holidays"].format(days=days), PLACE, frozenset())


def _told(question: Question, facts: ShopFacts, now: datetime, which: Meant, times: tuple[AskedTime, ...]) -> str:
    today, language = now.date(), question.language
    if len(times) == 1 and which.kind is not Kind.WEEK and len(which.dates) == 1:
        return _at_time(question, facts, which.dates[0], times[0], today)
    if which.kind is Kind.WEEK:
        return _week(facts, which.dates[0], which.dates[-1], today, language)
    if which.kind is Kind.EITHER:
        both = [hours.on_date(facts, day) for day in which.dates]
        return wording.days(both[:1] if hours.same_hours(both) else both, today, language)
    if question.said.says(question.phrases.now) and which.dates == (today,):
        return wording.now(facts, now, language)
    if which.dates:
        told = (_day(facts, day, today, language, which.holiday) for day in which.dates)
        return " ".join(dict.fromkeys(told))
    return _week(facts, today, today + SOON, today, language)


def _day(facts: ShopFacts, day: date, today: date, language: str, holiday: Holiday | None) -> str:
    holiday = holiday or public_holiday(day, facts.timezone)
    return wording.day(hours.on_date(facts, day), today, language, holiday)


def _at_time(question: Question, facts: ShopFacts, day: date, asked: AskedTime, today: date) -> str:
    """Yes or no, and the whole day's hours: a bare hour may have been meant otherwise."""
    is_open = any(holds_at(span, asked.time) for span in facts.spans_on(day))
    verdict = question.phrases.say["open_at" if is_open else "closed_at"].format(time=wording.clock(asked.time))
    told = wording.day(hours.on_date(facts, day), today, question.language)
    # To `do you close at six` yes and no would mean the contrary.
    return told if question.said.says(question.phrases.closing) else f"{verdict} {told}"


def _week(facts: ShopFacts, first: date, last: date, today: date, language: str) -> str:
    told = [wording.week(facts, first, language)]
    told += [wording.day(one, today, language) for one in hours.upcoming(facts, first, last)]
    return " ".join(told)
