"""Owns the phrases of one language by which topics are told: read from assets, ready to be matched."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from appliance.contract.triage import Topic
from appliance.core.language import fold
from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/triage"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))

_GROUP = re.compile(r"\((?!\?)")
_LETTERS = re.compile(r"[\w+]+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Patterns over `plain` text. `small_talk` and `filler` match at its beginning, the others anywhere in it."""

    name: str
    small_talk: Mapping[str, re.Pattern[str]]
    filler: re.Pattern[str]
    topics: Mapping[Topic, re.Pattern[str]]
    unless: Mapping[Topic, re.Pattern[str]]


def plain(text: str) -> str:
    """Lower case words without accents, apostrophes and marks, one space between them."""
    return " ".join(_LETTERS.findall(fold(text).replace("'", "").replace("’", "")))


@lru_cache
def phrases(language: str) -> Phrases:
    """Those of one of `LANGUAGES`."""
    read = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    words: dict[str, str] = read["words"]
    return Phrases(
        name=read["name"],
        small_talk={kind: any_of(ways, words) for kind, ways in read["small_talk"].items()},
        filler=any_of(read["filler"], words),
        topics={Topic(topic): any_of(ways, words) for topic, ways in read["topics"].items()},
        unless={Topic(topic): any_of(ways, words) for topic, ways in read["unless"].items() if ways},
    )


def any_of(ways: Sequence[str], words: Mapping[str, str]) -> re.Pattern[str]:
    """Whole words only; a word in braces stands for its list. The longer ways first: `thank you` before `thank`."""
    for word, meaning in words.items():
        ways = [way.replace(f"{{{word}}}", f"({meaning})") for way in ways]
    inner = _GROUP.sub("(?:", "|".join(sorted(ways, key=len, reverse=True)))
    return re.compile(rf"(?<![^ ])(?:{inner})(?![^ ])")
