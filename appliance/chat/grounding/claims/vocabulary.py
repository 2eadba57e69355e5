"""Owns the words by which a language names numbers, money, days, times and their bounds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Generic, TypeVar

from appliance.chat.grounding.claims.claim import Bound
from appliance.chat.grounding.claims.tokens import Token
from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/claims"
LANGUAGES = tuple(sorted(file.stem for file in FOLDER.glob("*.json")))
_JOINERS = frozenset("-/.")
Meaning = TypeVar("Meaning")


class Phrases(Generic[Meaning]):
    """Phrases of folded words and what each means."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase in sorted(meanings, key=len, reverse=True):
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, meanings[phrase]))
            self._by_last.setdefault(words[-1], []).append((words, meanings[phrase]))

    def at(self, tokens: Sequence[Token], at: int) -> tuple[Meaning, int] | None:
        """What the longest phrase that begins at this token means, and the place behind it."""
        if at >= len(tokens):
            return None
        for words, meaning in self._by_first.get(tokens[at].folded, ()):
            if (end := _end_of(words, tokens, at)) is not None:
                return meaning, end
        return None

    def before(self, tokens: Sequence[Token], end: int) -> Meaning | None:
        """What the longest phrase that ends right before this token means."""
        if end < 1:
            return None
        for words, meaning in self._by_last.get(tokens[end - 1].folded, ()):
            if tuple(token.folded for token in tokens[max(0, end - len(words)) : end]) == words:
                return meaning
        return None


def _end_of(words: Iterable[str], tokens: Sequence[Token], at: int) -> int | None:
    for word in words:
        while at < len(tokens) and tokens[at].folded in _JOINERS and not tokens[at].spaced:
            at += 1
        if at >= len(tokens) or tokens[at].folded != word:
            return None
        at += 1
    return at


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language's words. Bounds: before a quantity, before a time or date, and behind either.

    `contrasts` set one clause against another, `conditions` say what a claim hangs on, behind a `measuring` word comes
    the value itself, and `opposites` ("outside") make another thing of the same words. `denials` are the `negations`
    and what says no in other words ("hardly", "instead of"), with False those that do not ("not only"). What is said
    with one of the `hedges` ("may contain") is told with one; what is `given` ("with a receipt") and the `qualifiers`
    ("unused") are told as well. What stands under a heading with one of the `limits` does not hold, or not for all.
    `neutral` words come with claims of any kind, `openers` begin a sentence without being a name, `shop_pages` are
    titles of documents that speak of the whole shop and not of one thing in it, `outdated` ones say that something held
    once.
    """

    language: str
    numbers: Phrases[Decimal]
    articles: frozenset[str]
    ordinals: Phrases[int]
    endings: frozenset[str]
    free: Phrases[bool]
    weekdays: Phrases[int]
    months: Phrases[int]
    full_months: frozenset[str]
    units: Phrases[str]
    currencies: Phrases[str]
    percent: Phrases[str]
    clock: Mapping[str, Phrases[str]]
    ranges: Phrases[str]
    between: Phrases[str]
    joins: Phrases[str]
    alternatives: frozenset[str]
    bounds: Phrases[Bound]
    times_bounds: Phrases[Bound]
    bounds_after: Phrases[Bound]
    contrasts: frozenset[str]
    conditions: Phrases[str]
    measuring: frozenset[str]
    opposites: frozenset[str]
    negations: frozenset[str]
    denials: Phrases[bool]
    hedges: Phrases[str]
    given: Phrases[str]
    qualifiers: frozenset[str]
    limits: Phrases[str]
    neutral: frozenset[str]
    openers: frozenset[str]
    shop_pages: frozenset[str]
    outdated: Phrases[str]


@lru_cache
def vocabulary(language: str) -> Vocabulary:
    """The words of a language; of English when there are none."""
    path = FOLDER / f"{language if language in LANGUAGES else 'en'}.json"
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    bounds = dict(_bounds(said["bounds"]))
    return Vocabulary(
        language=path.stem,
        numbers=Phrases({word: Decimal(str(number)) for word, number in said["numbers"].items()}),
        articles=frozenset(said["articles"]),
        ordinals=Phrases(said["ordinals"]),
        endings=frozenset(said["ordinal_endings"]),
        free=_phrases(said["free"], said["not_free"]),
        weekdays=Phrases(_numbered(said["weekdays"], 0)),
        months=Phrases(_numbered(said["months"], 1)),
        full_months=frozenset(names[0] for names in said["months"]),
        units=Phrases(_named(said["units"])),
        currencies=Phrases(_named(said["currencies"])),
        percent=Phrases(dict.fromkeys(said["percent"], "%")),
        clock={name: Phrases(dict.fromkeys(words, name)) for name, words in said["clock"].items()},
        ranges=Phrases(dict.fromkeys(said["ranges"], "")),
        between=Phrases(dict.fromkeys(said["between"], "")),
        joins=Phrases(dict.fromkeys(said["joins"], "")),
        alternatives=frozenset(said["alternatives"]),
        bounds=Phrases(bounds),
        times_bounds=Phrases(bounds | dict.fromkeys(said["until"], Bound.MAX)),
        bounds_after=Phrases(dict(_bounds(said["bounds_after"]))),
        contrasts=frozenset(said["contrasts"]),
        conditions=Phrases({phrase: phrase for phrase in said["conditions"]}),
        measuring=frozenset(said["measuring"]),
        opposites=frozenset(said["opposites"]),
        negations=frozenset(said["negations"]),
        denials=_phrases((*said["negations"], *said["worded_negations"]), said["not_negations"]),
        hedges=Phrases(dict.fromkeys(said["hedges"], "")),
        given=Phrases(dict.fromkeys(said["given"], "")),
        qualifiers=frozenset(said["qualifiers"]),
        limits=Phrases(dict.fromkeys(said["limits"], "")),
        neutral=frozenset(said["neutral"]),
        openers=frozenset(said["openers"]),
        shop_pages=frozenset(said["shop_pages"]),
        outdated=Phrases(dict.fromkeys(said["outdated"], "")),
    )


def _phrases(phrases: Iterable[str], exceptions: Iterable[str]) -> Phrases[bool]:
    return Phrases(dict.fromkeys(phrases, True) | dict.fromkeys(exceptions, False))


def _bounds(said: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Bound]]:
    for name, phrases in said.items():
        for phrase in phrases:
            yield phrase, Bound.NONE if name == "about" else Bound(name)


def _named(said: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {phrase: name for name, phrases in said.items() for phrase in phrases}


def _numbered(said: Sequence[Sequence[str]], first: int) -> dict[str, int]:
    return {name: index for index, names in enumerate(said, first) for name in names}


@lru_cache
def number_words() -> frozenset[str]:
    """Single words that are numbers in one of the languages, for texts that mix them."""
    known = [json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8")) for language in LANGUAGES]
    articles = {word for said in known for word in said["articles"]}
    return frozenset(word for said in known for word in said["numbers"] if " " not in word) - articles
