"""Owns when an answer to one question serves another. Pure.

By their words alone two questions are one when every word that carries meaning agrees and the vectors do not speak
against it. Once the new question has been looked up, one word may be misspelt, or written without its accents: nearly
the same letters, and at most one of both stands in what was found. A word more is never let pass: documents that
speak of `unworn` say nothing of `worn`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations

from appliance.chat.cache.judging.accents import apart, both_in
from appliance.contract.retrieval import FoundPassage
from appliance.core.questions.bearing import NOT, turning
from appliance.core.questions.fingerprint import Fingerprint, fingerprint
from appliance.core.questions.lexicon import lexicon

# In the same words nearly everything that asks the same lies above; figures of `packaging/bench cache`.
SAME_WORDS = 0.35
# A slip of the pen moves the vector a little; another word moves it more.
MISSPELT = 0.8
# `Kinderhelm` is `Helm` and `Kinder`; between the parts may stand what joins them.
JOINTS = ("", "s", "es", "n", "en", "e", "er")
PART_CHARS = 4


def same_words(one: Fingerprint, other: Fingerprint) -> bool:
    """Do both name the same things, accents and all, and ask the same of them?"""
    return _same_keys(one, other) and not apart(one, other)


def same_but_for_accents(one: Fingerprint, other: Fingerprint, found: Sequence[FoundPassage], language: str) -> bool:
    """True when words differ in their accents alone, and what was found does not know both ways of writing them."""
    pairs = apart(one, other)
    if not pairs or not _same_keys(one, other):
        return False
    spoken = frozenset[str]().union(*(_print_of(_text_of(passage), language).written for passage in found))
    return not any(both_in(spoken, *pair, language) for pair in pairs)


def _same_keys(one: Fingerprint, other: Fingerprint) -> bool:
    if one.negated != other.negated or abs(len(one.keys) - len(other.keys)) > 1:
        return False
    left, right = one.keys - other.keys, other.keys - one.keys
    agree = one.names_something if not left | right else _written_otherwise(left, right)
    return agree and _bear_alike(one, other)


def misspelt(one: Fingerprint, other: Fingerprint, found: Sequence[FoundPassage], language: str) -> bool:
    """True when they differ in a letter of one word, and what was found does not know both ways of writing it."""
    left, right = one.keys - other.keys, other.keys - one.keys
    if len(left) != 1 or len(right) != 1 or not _may_differ(one, other, language):
        return False
    spoken = frozenset[str]().union(*(_spoken_of(passage, language) for passage in found))
    return _a_letter_apart(*left, *right) and not left | right <= spoken


def speaks_of(earlier: Sequence[str], told: str, found: Sequence[FoundPassage], language: str) -> bool:
    """Do these passages speak of a thing that was asked about `earlier`, and what was `told` does not?

    Then what was told may be true of another thing: of the Fox, where the visitor asked about the Vista.
    """
    asked = frozenset[str]().union(*(_keys_in(question, language) for question in earlier))
    return any(asked & _spoken_of(passage, language) - _keys_in(told, language) for passage in found)


def _bear_alike(one: Fingerprint, other: Fingerprint) -> bool:
    """Does each word bear on the same in both, whatever only one of them has?"""
    common = one.keys & other.keys | {NOT}
    left, right = (
        {tuple(key if key in common else "" for key in pair) for pair in print.bearing} for print in (one, other)
    )
    return left == right


def _written_otherwise(left: frozenset[str], right: frozenset[str]) -> bool:
    return _plural(left, right) or _compound(left, right) or _compound(right, left)


def _plural(left: frozenset[str], right: frozenset[str]) -> bool:
    """`Handydisplays` are several; the stemmers of some languages leave that ending."""
    if len(left) != 1 or len(right) != 1:
        return False
    short, long = sorted((*left, *right), key=len)
    return len(short) >= PART_CHARS and long == f"{short}s"


def _compound(whole: frozenset[str], parts: frozenset[str]) -> bool:
    """True when one word here is the words there, written as one."""
    if len(whole) != 1 or len(parts) != 2:
        return False
    word = next(iter(whole))
    return any(_joined(word, first, second) for first, second in permutations(parts))


def _joined(word: str, first: str, second: str) -> bool:
    """The second part may have lost its ending: stems are cut where the whole word ends."""
    for joint in JOINTS:
        rest = word.removeprefix(first + joint)
        if rest != word and len(rest) >= PART_CHARS and second.startswith(rest):
            return True
    return False


def _may_differ(one: Fingerprint, other: Fingerprint, language: str) -> bool:
    """They speak of the same, deny the same, and what only one of them has is neither a name nor a number."""
    differing = one.keys ^ other.keys
    return (
        one.negated == other.negated
        and not apart(one, other)
        and _bear_alike(one, other)
        and _things(one.keys & other.keys)
        and not any(_decides(key, language) for key in differing)
        and not differing & (one.marks | other.marks)
    )


def _things(keys: frozenset[str]) -> bool:
    return any(not key.startswith("@") for key in keys)


def _decides(key: str, language: str) -> bool:
    """What is asked about a thing, where it comes from, numbers, words that every shop knows: they always matter."""
    known = lexicon(language).same.values()
    return key.startswith(("@", "from:")) or key in turning(language) or key in known or any(map(str.isdigit, key))


def _a_letter_apart(one: str, other: str) -> bool:
    """True when the one has a letter more, less or other."""
    short, long = sorted((one, other), key=len)
    if len(short) < PART_CHARS or len(long) - len(short) > 1:
        return False
    start = next((at for at, char in enumerate(short) if char != long[at]), len(short))
    return long[start + 1 :] in (short[start:], short[start + 1 :])


def _spoken_of(passage: FoundPassage, language: str) -> frozenset[str]:
    return _keys_in(_text_of(passage), language)


def _keys_in(text: str, language: str) -> frozenset[str]:
    """Every word that carries meaning, as questions are understood, with and without where it comes from."""
    keys = _print_of(text, language).keys
    return keys | {key.removeprefix("from:") for key in keys}


def _text_of(passage: FoundPassage) -> str:
    return "\n".join((passage.title, *passage.heading, passage.text))


@lru_cache(maxsize=2_000)
def _print_of(text: str, language: str) -> Fingerprint:
    return fingerprint(text, language)
