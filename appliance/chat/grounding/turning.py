"""Owns whether a heading denies or limits what stands under it: `Not included`, `Members only`. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from appliance.chat.grounding.claims import negation, read, vocabulary
from appliance.chat.grounding.claims.vocabulary import LANGUAGES
from appliance.contract.retrieval import FoundPassage


def turns(heading: str, languages: Iterable[str] = LANGUAGES) -> bool:
    """Whether it does, read in one of the languages; `No receipt?` asks and turns nothing."""
    return not heading.endswith("?") and any(says_no(heading, one) for one in languages)


def turned(passage: FoundPassage, languages: Iterable[str] = LANGUAGES) -> bool:
    """Whether it stands under such a heading, or is a document of such a name."""
    return any(turns(line, languages) for line in passage.sections or (passage.title,))


def says_no(text: str, language: str) -> bool:
    """Whether it denies or limits something."""
    said, limits = read(text, language), vocabulary(language).limits
    return negation(said, language) is not None or any(limits.at(said.tokens, at) for at in range(len(said.tokens)))
