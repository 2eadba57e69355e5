"""Owns which kind of thing a question asks for, and whether a text tells one: a price, a time, a place. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from appliance.core.questions.asking import (
    Asking,
    Phrase,
    Telling,
    asking,
    folded,
    numbers,
    places_of_words,
    runs_at,
    telling,
    units,
)


class AskedFor(StrEnum):
    """What an answer has to hold. `WHETHER` is a yes or a no: any text may tell that."""

    PRICE = "price"
    TIME = "time"
    DURATION = "duration"
    DISTANCE = "distance"
    COUNT = "count"
    PLACE = "place"
    PERSON = "person"
    WHETHER = "whether"


# What tells without any language: `$60`, `60 €`, `5 %`; `8:30`; a figure.
_SIGNS = {
    AskedFor.PRICE: re.compile(r"[$€£]\s?\d|\d\s?[$€£%]"),
    AskedFor.TIME: re.compile(r"(?<![\d:])\d{1,2}:\d\d(?!\d)"),
    AskedFor.COUNT: re.compile(r"\d"),
}
_CLAUSE = re.compile(r"[.,;:!?]+|\s[-–]\s")
# `One year` and `12 months` are the same span, so are `two weeks` and `14 days`.
_SMALLER = {"year": ("month", 12), "week": ("day", 7), "hour": ("minute", 60)}

Span = tuple[int, str]
"""A number of months, days or minutes."""


def asked_for(question: str, language: str, before: str = "") -> frozenset[AskedFor]:
    """The kinds of things a question asks for; empty when it asks for none of them, or the language is unknown.

    `And for an e-bike?` asks for what the question `before` it asked for.
    """
    how = asking(language)
    found = {AskedFor(how.kinds[phrase]) for phrase in _phrases(folded(question), how) if phrase in how.kinds}
    if any(_opens(folded(clause), how) for clause in _CLAUSE.split(question)):
        found.add(AskedFor.WHETHER)
    return frozenset(found) or (asked_for(before, language) if before else frozenset())


def without_asking(question: str, language: str) -> str:
    """The question without the words that only ask: `which days` asks for no `2 working days`."""
    how, places = asking(language), list(places_of_words(question))
    left, at, end = "", 0, 0
    for phrase in _phrases(folded(question), how):
        first, last = places[at][0], places[at + len(phrase) - 1][1]
        if phrase in how.kinds:
            left, end = left + question[end:first], last
        at += len(phrase)
    return left + question[end:]


def tells(text: str, kind: AskedFor) -> bool:
    """Does a text, in whatever language, hold something of this kind?"""
    if kind is AskedFor.WHETHER or ((sign := _SIGNS.get(kind)) and sign.search(text)):
        return True
    how, said = telling(kind), folded(text)
    return any(_tells_at(said, at, how) for at, word in enumerate(said) if word in how.beginnings)


def spans(text: str, *, asked: bool = False) -> frozenset[Span]:
    """The spans of time that a text names, each in its smaller unit.

    `For a week` asks for one; `$7 a week` in a document names none.
    """
    said = folded(text)
    return frozenset(
        _span(number, unit)
        for before, word in pairwise(said)
        if (unit := units().get(word)) and (number := _number(before)) is not None
        if asked or before.isdecimal() or number > 1
    )


def _phrases(said: list[str], how: Asking) -> Iterator[Phrase]:
    """The words one after the other, those that ask together in one."""
    at = 0
    while at < len(said):
        phrase = next((run for run in runs_at(said, at) if run in how.kinds), (said[at],))
        yield phrase
        at += len(phrase)


def _opens(clause: list[str], how: Asking) -> bool:
    """Does this part of a question begin as those do that are answered with yes or no?"""
    while clause and clause[0] in how.openers:
        clause = clause[1:]
    return any(run in how.whether for run in runs_at(clause, 0))


def _tells_at(said: list[str], at: int, how: Telling) -> bool:
    counted = at > 0 and _number(said[at - 1]) is not None
    return any(run in how.phrases or (counted and run in how.units) for run in runs_at(said, at))


def _span(number: int, unit: str) -> Span:
    smaller, factor = _SMALLER.get(unit, (unit, 1))
    return number * factor, smaller


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else numbers().get(word)
