"""Owns how a product's words become stems: the same for the table and for a question. Pure."""

from __future__ import annotations

import re

from appliance.core.language import content_stems, fold, sentences, stem
from appliance.knowledge.products.words.tokens import tokens

# A description that says "not waterproof" must not be found by `waterproof`.
_NEGATION = re.compile(
    r"\b(?:no|not|never|without|nor|cannot|\w+n['’]t|nicht|kein\w*|ohne|nie|pas|sans|sin|ningun\w*|non|senza|niet|geen|zonder)\b",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"[>/|,;&]")
# Here the thing comes first and what kind it is after it: `tente de camping`.
HEAD_FIRST = frozenset(("fr", "es", "it"))


def name_stems(text: str, language: str) -> list[str]:
    """Stems of all words, small ones too: `Pop-Up Tent` is called by `up` as well."""
    return [stem(token.folded, language) for token in tokens(text) if not token.elided and token.folded[0].isalnum()]


def head_stems(category: str, language: str) -> list[str]:
    """What a category is of: `Clothing > Hiking Footwear` is clothing and footwear, not hiking."""
    at = 0 if language in HEAD_FIRST else -1
    return [stems[at] for part in _BETWEEN_NAMES.split(category) if (stems := name_stems(part, language))]


def described_stems(text: str, language: str) -> list[str]:
    """Stems of what a description says of a product, each once; what a sentence denies is left out with it."""
    told = " ".join(sentence for sentence in sentences(text) if not _NEGATION.search(sentence))
    return list(dict.fromkeys(content_stems(fold(told), language)))


def code(text: str) -> str:
    """An article number without what is written between its parts: `ES-2-0` and `es 2 0` are `es20`."""
    return "".join(char for char in fold(text) if char.isalnum())
