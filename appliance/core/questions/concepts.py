"""Owns what a question is about: each thing in its own words and in those that mean the same. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from appliance.core.language import content_stems, fold, words
from appliance.core.questions.asked_for import without_asking
from appliance.core.questions.asking import asking
from appliance.core.questions.fingerprint import normal, reworded
from appliance.core.questions.lexicon import lexicon
from appliance.core.questions.signs import SIGN_OF

_APART = re.compile(r"^(?:mit|ab|an|auf|aus|ein|vor|zurück|weg|um|nach)(\w{5,})$")

Concept = frozenset[str]
"""Stems, any of which stands for one thing."""


def concepts(question: str, language: str, *, related: bool = True) -> list[Concept]:
    """`Can I swap second hand bikes` is about to swap or exchange, used or pre-owned, and bike or bicycle.

    Words that only ask or mean little are left out. Not `related`: only words that mean the same, no ramp for a
    wheelchair.
    """
    known = lexicon(language)
    said = without_asking(question, language)
    written = {normal(word): word for word in words(said)}
    unheard = ("@", SIGN_OF)
    heard = (word for word in reworded(said, language).split() if not word.startswith(unheard))
    found = [concept(written.get(word, word), language, related=related) for word in heard if word not in known.light]
    return [one for one in dict.fromkeys(found) if one]


def held(one: Concept, stems: Iterable[str]) -> bool:
    return not one.isdisjoint(stems)


@lru_cache(maxsize=20_000)
def concept(word: str, language: str, *, related: bool = True) -> Concept:
    """What one word stands for; empty when it carries no meaning.

    A German verb may stand apart: `mitbringen`, `bringen Sie mit`.
    """
    stems = content_stems(word, language)
    apart = _APART.match(word.casefold()) if language == "de" else None
    same = (
        *_same(language, related).get(fold(word).replace("-", ""), ()),
        *content_stems(apart[1] if apart else "", language),
    )
    return frozenset((*stems, *same)) if stems else frozenset()


@lru_cache
def _same(language: str, related: bool) -> Mapping[str, Concept]:
    """Each word with the stems of all that mean the same, and of those that are near enough to look for."""
    runs = defaultdict[str, list[str]](list)
    for word, kind in lexicon(language).same.items():
        if not kind.startswith("@"):
            runs[kind].append(word)
    found = defaultdict[str, frozenset[str]](frozenset)
    for run in (*runs.values(), *(asking(language).same if related else ())):
        # The parts of `second-hand` mean something else.
        parts = [content_stems(word, language) for word in run]
        stems = frozenset(one for several in parts if len(several) == 1 for one in several)
        for word in run:
            found[fold(word).replace("-", "")] |= stems
    return found
