"""Owns what a question asks, as a set of words: what has to agree before one answer may serve two questions. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from appliance.core.language import fold, stem, words
from appliance.core.questions.bearing import NOT, Bearing, bearing, turning
from appliance.core.questions.lexicon import Lexicon, lexicon
from appliance.core.questions.signs import SIGN_OF, signs_in_words

# A decimal or thousands mark belongs to its number; `45L` and `84inch` are a number and a unit.
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?:\D|$))")
_NO_CENTS = re.compile(r"[.,]00$")
_NEXT_TO_DIGIT = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
# `l'atelier`, `d'une`: what is left out before a vowel.
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu)'(?=\w)")
# `2½` is no 21, `10²` no 102.
_RAISED = re.compile(r"(?<=\d)(?=[²³¹⁰⁴-⁹¼-¾⅐-⅞])")
_APOSTROPHE = re.compile("[’´`]")
# The letter in `A8` says which one, though it may be an article elsewhere.
_LETTER_OF_NUMBER = re.compile(r"(?<![^\W_])[^\W\d_](?=\d)|(?<=\d)[^\W\d_](?![^\W_])")
# From India to Japan a mark on a letter makes another word of it, not an accent: `パン` is bread, `バン` a van.
_MARKED_LETTERS = re.compile("[\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\uff66-\uff9f]")
_END = " ?!.…。？！"
_CONTRACTED_NOT = re.compile(r"\w+n't$")
# Large letters inside a sentence name something, but not where every noun has one.
_LARGE_NOUNS = frozenset(("de",))


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`keys` are the words that carry meaning, each kind once; `marks` those of them that name one certain thing.

    A key that begins with @ is what is asked about a thing: its price, its place, its time. Keys have no accents: those
    are on the words for things as they are `written`.
    """

    keys: frozenset[str]
    marks: frozenset[str]
    negated: bool
    bearing: Bearing
    written: frozenset[str]

    @property
    def names_something(self) -> bool:
        """False for `How much is it?`: nothing in it says what it is about."""
        return any(not key.startswith("@") for key in self.keys)


def normal(question: str) -> str:
    """The question without case, accents and punctuation: what is equal here asks the same, but for an accent."""
    return _plainly(question, fold)


def written(question: str) -> str:
    """The question without case and punctuation: what is equal here is the same question."""
    return _plainly(question, _lower)


def _plainly(question: str, lower: Callable[[str], str]) -> str:
    if _MARKED_LETTERS.search(question):
        return " ".join(_lower(question).split()).strip(_END)
    text = lower(_RAISED.sub(" ", _APOSTROPHE.sub("'", question)))
    return " ".join(words(_NEXT_TO_DIGIT.sub(" ", signs_in_words(_ELIDED.sub("", _NUMBER.sub(_plain, text))))))


def _lower(text: str) -> str:
    return unicodedata.normalize("NFKC", text.casefold())


def reworded(question: str, language: str) -> str:
    """The normal form without noise, and with the language's phrases in other words."""
    known = lexicon(language)
    heard = " ".join(word for word in normal(question).split() if word not in known.noise)
    return known.phrase.sub(lambda found: known.phrases[found[0]], heard)


def fingerprint(question: str, language: str) -> Fingerprint:
    known = lexicon(language)
    said = reworded(question, language).split()
    letters = set(_LETTER_OF_NUMBER.findall(fold(question)))
    order, after_origin = list[str](), False
    for word in said:
        key = _key(word, language, known) or (word if word in letters else "")
        if key:
            order.append(f"from:{key}" if after_origin else key)
        if _negates(word, known):
            order.append(NOT)
        after_origin = word in known.origin or (after_origin and not key)
    keys = frozenset(order) - {NOT}
    named = {_key(normal(word), language, known) for word in _named(question, language)}
    marks = frozenset(key for key in keys if key in named or any(map(str.isdigit, key)))
    things = {key.removeprefix("from:") for key in keys if not key.startswith("@")}
    return Fingerprint(
        keys,
        marks,
        negated=any(_negates(word, known) for word in said),
        bearing=bearing(order, said, language),
        written=frozenset(
            written(word) for word in words(_lower(question)) if _key(normal(word), language, known) in things
        ),
    )


def _key(word: str, language: str, known: Lexicon) -> str:
    """What a word stands for; empty when it carries no meaning of its own."""
    if kind := known.same.get(word):
        return kind
    if word.startswith(("@", SIGN_OF)) or _MARKED_LETTERS.search(word):
        return word
    key = stem(word, language)
    return "" if _negates(word, known) or (word in known.light and key not in turning(language)) else key


def _negates(word: str, known: Lexicon) -> bool:
    return word in known.negation or bool(_CONTRACTED_NOT.match(word))


def _named(question: str, language: str) -> list[str]:
    if language in _LARGE_NOUNS:
        return []
    return [word for word in words(question)[1:] if word[0].isupper() and word != "I"]


def _plain(found: re.Match[str]) -> str:
    return _NO_CENTS.sub("", _THOUSANDS.sub("", found[0])).replace(",", ".").replace(".", "point").replace(":", "past")
