"""Owns when an answer to one question serves another. Pure.

By their words alone two questions are one when every word that carries meaning agrees and the vectors do not speak
against it. A long question may have one word more, and once a question has been looked up more words may differ: as
long as nothing that was found speaks of them, they cannot change what is answered from it.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from appliance.contract.retrieval import FoundPassage
from appliance.core.questions.fingerprint import Fingerprint, fingerprint

# In the same words nearly everything that asks the same lies above; figures of `packaging/bench cache`.
SAME_WORDS = 0.35
# With one word more or less, of so many at least.
LONGER = 0.91
LONG_WORDS = 4
# With other words: look-alikes of which the documents say nothing lie below.
OTHER_WORDS = 0.8
# `Kinderhelm` is `Helm` and `Kinder`; between the parts may stand what joins them.
JOINTS = ("", "s", "es", "n", "en", "e", "er")
PART_CHARS = 4

Spoken = NDArray[np.uint32]
"""Check sums of words, sorted."""


def same_words(one: Fingerprint, other: Fingerprint) -> bool:
    """Do both name the same things, and ask the same of them?"""
    if one.negated != other.negated or not one.names_something:
        return False
    left, right = one.keys - other.keys, other.keys - one.keys
    return (not left and not right) or _compound(left, right) or _compound(right, left)


def one_word_more(one: Fingerprint, other: Fingerprint, spoken: Spoken) -> bool:
    """True when a long question has one word more than the other, and nothing that was found speaks of it."""
    differing = one.keys ^ other.keys
    return (
        len(differing) == 1
        and len(one.keys & other.keys) >= LONG_WORDS
        and _may_differ(one, other)
        and not np.isin(_hashed(differing), spoken).any()
    )


def differs_unseen(one: Fingerprint, other: Fingerprint, found: Sequence[FoundPassage], language: str) -> bool:
    """True when the words that only one of them has stand nowhere in what was found for the other."""
    differing = one.keys ^ other.keys
    return _may_differ(one, other) and not any(differing & _spoken_of(passage, language) for passage in found)


def spoken_of(found: Sequence[FoundPassage], language: str) -> Spoken:
    """The words of all that was found, small enough to be kept with every answer."""
    return _hashed(frozenset[str]().union(*(_spoken_of(passage, language) for passage in found)))


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


def _may_differ(one: Fingerprint, other: Fingerprint) -> bool:
    """They speak of the same, deny the same, and what only one of them has is neither a name nor a number."""
    differing = one.keys ^ other.keys
    return (
        one.negated == other.negated
        and _things(one.keys & other.keys)
        and not any(map(_decides, differing))
        and not differing & (one.marks | other.marks)
    )


def _hashed(keys: frozenset[str]) -> Spoken:
    return np.array(sorted(zlib.crc32(key.encode()) for key in keys), dtype=np.uint32)


def _things(keys: frozenset[str]) -> bool:
    return any(not key.startswith("@") for key in keys)


def _decides(key: str) -> bool:
    """What is asked about a thing, where it comes from, numbers: they always matter."""
    return key.startswith(("@", "from:")) or any(map(str.isdigit, key))


def _spoken_of(passage: FoundPassage, language: str) -> frozenset[str]:
    return _keys_in("\n".join((passage.title, *passage.heading, passage.text)), language)


@lru_cache(maxsize=2_000)
def _keys_in(text: str, language: str) -> frozenset[str]:
    """Every word that carries meaning, as questions are understood, with and without where it comes from."""
    keys = fingerprint(text, language).keys
    return keys | {key.removeprefix("from:") for key in keys}
