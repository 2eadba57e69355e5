"""Owns which thing a question asks for, and for what: `how much is winter storage for a motorbike`. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from appliance.core.language import content_stems, words
from appliance.core.questions.asking import Asking, asking, folded, numbers, places_of_words, runs_at

# A thing is called by few words; more are a story.
THING_WORDS = 4

Thing = tuple[str, ...]
"""The words that name it, as they were written; the last says what it is, those before it which one."""


def things(question: str, language: str) -> list[Thing]:
    """The thing that is asked for and the one that it is for; none when the question asks in no known way for one."""
    how = asking(language)
    said = folded(question)
    for at in _begins(said, how):
        if named := _named(question, said, at, how, language):
            purposes = [after for after in _purposes(said, how) if after > at]
            return [named, *filter(None, (_named(question, said, after, how, language) for after in purposes))]
    return []


def _named(question: str, said: list[str], at: int, how: Asking, language: str) -> Thing:
    """The words that carry meaning from there on, up to one that stands behind things."""
    end = next((one for one in range(at, len(said)) if said[one] in how.behind_things), len(said))
    if end == at:
        return ()
    places = [*places_of_words(question)]
    named = words(question[places[at][0] : places[end - 1][1]])
    telling = (word for word in named if content_stems(word, language) and not word.isdecimal())
    return tuple(telling)[:THING_WORDS]


def _begins(said: list[str], how: Asking) -> Iterator[int]:
    """The places behind the words that ask for a thing, the longest run of them first."""
    return (at + len(run) for at in range(len(said)) for run in runs_at(said, at) if run in how.before_things)


def _purposes(said: list[str], how: Asking) -> Iterator[int]:
    """The places behind `for a`; what is for my aunt or for Friday is no other thing."""
    pairs = enumerate(pairwise(said))
    return (at + 2 for at, (one, other) in pairs if one in how.purposes and numbers().get(other) == 1)
