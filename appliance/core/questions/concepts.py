"""Owns what a question is about: each thing in its own words and in those that mean the same. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache

from appliance.core.language import content_stems, fold, words
from appliance.core.questions.asked_for import without_asking
from appliance.core.questions.asking import asking
from appliance.core.questions.fingerprint import normal, reworded
from appliance.core.questions.lexicon import lexicon
from appliance.core.questions.signs import SIGN_OF

_WORD = re.compile(r"\S+")
_APART = re.compile(r"^(?:mit|ab|an|auf|aus|ein|vor|zurück|weg|um|nach)(\w{5,})$")

Concept = frozenset[str]
"""Stems, any of which stands for one thing; several in one, with spaces between, do so together: `train wheel`."""


def concepts(question: str, language: str, *, related: bool = True) -> list[Concept]:
    """`Can I swap second hand bikes` is about to swap or exchange, used or pre-owned, and bike or bicycle.

    Words that only ask or mean little are left out. Not `related`: only words that mean the same, no ramp for a
    wheelchair.
    """
    known = lexicon(language)
    said = without_asking(question, language)
    written = {normal(word): word for word in words(said)}
    unheard = ("@", SIGN_OF)
    unsaid = known.light | known.negation
    parts = _parts(language) if related else _WORD
    heard = (word for word in parts.findall(reworded(said, language)) if not word.startswith(unheard))
    found = [concept(written.get(word, word), language, related=related) for word in heard if word not in unsaid]
    return [one for one in dict.fromkeys(found) if one]


def held(one: Concept, stems: Collection[str]) -> bool:
    return not one.isdisjoint(stems) or any(phrase.issubset(stems) for phrase in _phrases(one))


@lru_cache(maxsize=20_000)
def _phrases(one: Concept) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(part.split()) for part in one if " " in part)


@lru_cache(maxsize=20_000)
def concept(word: str, language: str, *, related: bool = True) -> Concept:
    """What one word or phrase stands for; empty when it carries no meaning.

    A German verb may stand apart: `mitbringen`, `bringen Sie mit`.
    """
    same = _same(language, related).get(_key(word), frozenset())
    if " " in word:
        return same
    stems = content_stems(word, language)
    apart = _APART.match(word.casefold()) if language == "de" else None
    same = same.union(content_stems(apart[1] if apart else "", language))
    return same.union(stems) if stems else frozenset()


@lru_cache
def _same(language: str, related: bool) -> Mapping[str, Concept]:
    """Each word or phrase with what stands for all that mean the same, or are near enough to look for."""
    known = lexicon(language)
    runs = defaultdict[str, list[str]](list)
    for word, kind in known.same.items():
        if not kind.startswith("@"):
            runs[kind].append(word)
    # What a phrase is put into may be a word that no text has: `creditcard`.
    phrases = (pair for pair in known.phrases.items() if pair[1].isalnum())
    found = defaultdict[str, frozenset[str]](frozenset)
    for run in (*runs.values(), *((*asking(language).same, *phrases) if related else ())):
        stems = frozenset(filter(None, (_together(word, language) for word in run)))
        for word in run:
            found[_key(word)] |= stems
    return found


def _together(word: str, language: str) -> str:
    """The stems that stand for a word or phrase; of a phrase, one alone means something else: `call off`."""
    stems = content_stems(word, language)
    return " ".join(stems) if len(stems) > 1 or " " not in word else ""


def _key(word: str) -> str:
    return normal(word) if " " in word else fold(word).replace("-", "")


@lru_cache
def _parts(language: str) -> re.Pattern[str]:
    """Finds the phrases of a language that are near enough to look for, longest first, and the words beside them."""
    phrases = sorted((_key(one) for run in asking(language).same for one in run if " " in one), key=len, reverse=True)
    return re.compile("|".join((*(rf"{re.escape(one)}(?!\S)" for one in phrases), _WORD.pattern)))
