"""Owns words that differ in their accents alone: `Kuchen` are cakes and `Küchen` kitchens, but many type none. Pure."""

from __future__ import annotations

from collections.abc import Collection

from appliance.core.language import fold, stem
from appliance.core.questions.fingerprint import Fingerprint


def apart(one: Fingerprint, other: Fingerprint) -> list[tuple[str, str]]:
    """Each word of the one with that of the other which is the same word but for its accents."""
    left = {fold(word): word for word in one.written - other.written}
    right = {fold(word): word for word in other.written - one.written}
    return [(left[plain], right[plain]) for plain in left.keys() & right.keys()]


def both_in(spoken: Collection[str], one: str, other: str, language: str) -> bool:
    """Do texts know both ways of writing a word, in whatever form? `Küche` is one of `Küchen`.

    `spoken` are their words as they are written.
    """
    stems = {stem(one, language), stem(other, language)}
    known = [word for word in spoken if stem(word, language) in stems]
    upto = next((at for at, (here, there) in enumerate(zip(one, other, strict=False)) if here != there), 0) + 1
    return all(any(word.startswith(way[:upto]) for word in known) for way in (one, other))
