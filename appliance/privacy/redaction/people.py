"""Owns finding names of persons, as far as words before them or the form of a line give them away: best effort. Pure.

A name in the middle of a sentence without such words is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from appliance.privacy.redaction.span import Kind, Span
from appliance.privacy.redaction.vocabulary import one_of, words

_NAME_WORD = r"[^\W\d_][^\W\d_'’.-]*(?:[-'’][^\W\d_]+)*\.?"
_WORDS = rf"(?P<name>{_NAME_WORD}(?:[ \u00a0]{{1,2}}{_NAME_WORD}){{0,4}})"
_NAMED = re.compile(rf"(?<![\w'’]){one_of('named')}[\s:]\s?{_WORDS}", re.IGNORECASE)
_ANY_CASE = re.compile(rf"(?<![\w'’]){one_of('named_any_case')}[\s:]", re.IGNORECASE)
_PLAIN = r"(?:[^\W\d_]['’]?[^\W\d_]+(?:[-'’][^\W\d_]+)*|[^\W\d_]\.)"
_FEW = rf"(?P<name>{_PLAIN}(?:[ ]{_PLAIN}){{1,3}})"
_SIGNED = re.compile(rf"(?<=[.!?,])\s{_FEW}\.?\s*$")
_HERE = re.compile(rf"(?:^|[,.!]\s){_FEW}[ ](?:hier|here|speaking|ici|aquí|qui)\b")
# Written small in the middle of a name: van der, de la.
_PARTICLES = frozenset(
    ("van", "von", "der", "den", "de", "la", "le", "da", "di", "del", "du", "dos", "bin", "al", "ten", "ter", "zu")
)
_LINE = re.compile(rf"(?m)^[ \t]*{_WORDS}[ \t]*$")
# A name of one word is believed after words that always introduce one; "I am Late" is none.
_SURE_OF_ONE = re.compile(r"(?:mr|mrs|ms|dr|herrn?|frau|thx|thanks,?|regards,?|cheers,?|ask for|dear)\b", re.IGNORECASE)
LONGEST = 4


def people(text: str) -> Iterator[Span]:
    yield from _introduced(text)
    yield from _lines(text)
    for form in (_SIGNED, _HERE):
        if (found := form.search(text)) and _looks_like_one(found["name"]):
            yield Span(*found.span("name"), Kind.PERSON)


def _introduced(text: str) -> Iterator[Span]:
    at = 0
    while found := _NAMED.search(text, at):
        any_case = _ANY_CASE.match(text, found.start()) is not None
        taken = _taken(found["name"], any_case)
        sure = any_case or _SURE_OF_ONE.match(found.group()) is not None
        if len(taken) > 1 or (taken and sure):
            yield Span(found.start("name"), found.start("name") + _length(found["name"], taken), Kind.PERSON)
        at = found.start("name")


def _taken(words_there: str, any_case: bool) -> list[str]:
    """The words that belong to the name: up to the first that begins small or is no name."""
    taken: list[str] = []
    there = words_there.split()[:LONGEST]
    for word, following in zip(there, [*there[1:], ""], strict=True):
        if taken and word in _PARTICLES and (following in _PARTICLES or following[:1].isupper()):
            taken.append(word)
            continue
        if word.casefold().rstrip(".") in words("not_a_name") or not (word[0].isupper() or any_case):
            break
        taken.append(word)
        if word.endswith(".") and len(word) > 3:
            break  # the sentence ends here
    if any_case and not (taken and taken[0][0].isupper()):
        return taken[:2]  # nothing but its place shows that it is one
    return taken


def _lines(text: str) -> Iterator[Span]:
    """A line of two to four capitalised words above an address or a number, as in a letter."""
    if "\n" not in text.strip():
        return
    for found in _LINE.finditer(text):
        if _looks_like_one(found["name"]):
            yield Span(*found.span("name"), Kind.PERSON)


def _looks_like_one(text: str) -> bool:
    name = text.split()
    known = any(word.casefold() in words("not_a_name") for word in name)
    return 2 <= len(name) <= LONGEST and not known and all(word[0].isupper() for word in name)


def _length(text: str, taken: list[str]) -> int:
    """How many characters of `text` its first words fill."""
    at = 0
    for word in taken:
        at = text.index(word, at) + len(word)
    return len(text[:at].rstrip("."))
