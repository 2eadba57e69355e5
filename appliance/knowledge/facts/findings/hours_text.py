"""Owns reading opening hours and special days out of prose and tables, in English and German. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from appliance.contract.facts import FactFinding
from appliance.contract.opening import WEEK, OpeningHours, Span, SpecialDay, Weekday
from appliance.core.language import language_of
from appliance.knowledge.facts.findings.opening_marks import Kind, Mark, marks, through
from appliance.knowledge.facts.telling.phrases import SHIPPED
from appliance.knowledge.importers.reading import Block

# Fewer days are more likely a course, a delivery round or a market than a shop's week.
LEAST_DAYS = 3
QUOTE_MAX = 300
_SPEAKS_OF_HOURS = re.compile(
    r"\b(?:open(?:ing)?|hours|closed|geöffnet|offen|öffnungszeit\w*|geschlossen|geschäftszeit\w*|ladenzeit\w*)\b", re.I
)
# Hours of a part of the year or of the house are not the shop's usual ones.
_SPEAKS_OF_PART = re.compile(
    r"\b(?:winter|summer|sommer|season\w*|saison\w*|hotline|support|class(?:es)?|kurse?|delivery|lieferung)\b", re.I
)
_IN_BRACKETS = re.compile(r"\(([^)]{3,60})\)")


@dataclass(slots=True)
class Week:
    """What was read so far: spans by day, days that are closed, special days with their spans."""

    spans: dict[Weekday, list[Span]] = field(default_factory=dict)
    closed: set[Weekday] = field(default_factory=set)
    special: dict[date, list[Span]] = field(default_factory=dict)

    @property
    def days(self) -> int:
        return len(self.spans.keys() | self.closed)


def hours_findings(blocks: Sequence[Block], title: str) -> Iterator[FactFinding]:
    """The fullest week in the document, and every special day that is told with its year."""
    best: tuple[Week, str] | None = None
    for path, group in groupby(blocks, key=lambda block: block.heading):
        texts = [block.text for block in group]
        about = " ".join((title, *path))
        if not _SPEAKS_OF_HOURS.search(" ".join((*path, *texts))) or _SPEAKS_OF_PART.search(about):
            continue
        for text in texts:
            for special in _special_days(text):
                yield FactFinding(field="special_days", value=[special.model_dump(mode="json")], quote=text[:QUOTE_MAX])
        week, quotes = read_week(texts)
        if week.spans and week.days >= LEAST_DAYS and (best is None or week.days > best[0].days):
            best = week, " · ".join(quotes)
    if best:
        yield week_finding(best[0], best[1])


def week_finding(week: Week, quote: str) -> FactFinding:
    hours = [OpeningHours(day=day, opens=a, closes=b) for day in WEEK for a, b in sorted(set(week.spans.get(day, ())))]
    return FactFinding(field="hours", value=[one.model_dump(mode="json") for one in hours], quote=quote[:QUOTE_MAX])


def read_week(texts: Iterable[str]) -> tuple[Week, list[str]]:
    """The week that these texts tell together, and those of them that told something."""
    week, quotes = Week(), []
    for text in texts:
        before = week.days
        _read(text, week)
        if week.days > before:
            quotes.append(text)
    return week, quotes


def _read(text: str, week: Week) -> None:
    """Days wait for the span or the `closed` behind them; a `closed` without days waits for those behind it."""
    waiting: list[Weekday] = []
    closed_first = ranged = told = dated = False
    for mark in marks(text):
        if mark.kind is Kind.DATE:
            waiting, dated, closed_first = [], True, False
        elif mark.kind in (Kind.DAY, Kind.DAYS):
            if told:
                waiting, told = [], False
            dated = False
            waiting += through(waiting[-1], mark.days[0])[1:] if ranged and waiting else mark.days
            if closed_first:
                week.closed.update(waiting)
        elif mark.kind is Kind.SPAN and mark.span and waiting and not dated:
            for day in waiting[-1:] if closed_first else waiting:
                week.closed.discard(day)
                week.spans.setdefault(day, []).append(mark.span)
            told, closed_first = True, False
        elif mark.kind is Kind.CLOSED and not dated:
            closed_first = told or not waiting
            week.closed.update(() if closed_first else waiting)
            told = True
        ranged = mark.kind is Kind.THROUGH


def _special_days(text: str) -> Iterator[SpecialDay]:
    """Dates with their year, each with the span or the `closed` behind it; several may share one."""
    waiting: list[Mark] = []
    for mark in marks(text):
        if mark.kind is Kind.DATE:
            waiting += [mark] if mark.date else []
        elif waiting and mark.kind in (Kind.SPAN, Kind.CLOSED):
            opens, closes = mark.span or (None, None)
            for one in waiting:
                yield SpecialDay(date=one.date, name=_name(text, one), opens=opens, closes=closes)
            waiting = []


def _name(text: str, day: Mark) -> dict[str, str]:
    """What stands in brackets right behind the date."""
    named = _IN_BRACKETS.match(text[day.end :].lstrip())
    return {language_of(text, SHIPPED): named[1]} if named else {}
