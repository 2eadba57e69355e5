"""Owns lists of phrases that an answer must not hold, each compiled to one pattern."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache

from appliance.core.language import fold
from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/filter"
LANGUAGES = tuple(sorted(file.stem for file in FOLDER.glob("*.json")))
# "send … password": as many words may stand between.
BETWEEN = 4
# Signs belong to the word they touch: "C++" is not "C", "50%" and "$50" are not "50".
_WORD = re.compile(r"(?P<before>[$€£#@]*)(?P<word>\w+)(?P<behind>[+#%$€£°]*)(?P<star>\*?)|…")
Pattern = re.Pattern[str]


def pattern(phrases: Iterable[str]) -> Pattern | None:
    """Matches folded text that holds one of the phrases; `*` stands for any ending, `…` for a few words."""
    rules = [rule for phrase in phrases if (rule := _rule(phrase))]
    return re.compile("|".join(rules)) if rules else None


def _rule(phrase: str) -> str:
    rule = ""
    for part in _WORD.finditer(phrase):
        if part["word"]:
            rule += (r"\W+" if rule else "") + _word(**part.groupdict())
        elif rule:
            rule += rf"(?:\W+\w+){{0,{BETWEEN}}}"
    return rule


def _word(before: str, word: str, behind: str, star: str) -> str:
    starts = rf"{re.escape(before)}\s*" if before else r"(?<!\w)"
    ends = rf"\s*{re.escape(behind)}" if behind else "" if star else r"(?!\w)"
    return f"{starts}{re.escape(fold(word))}{ends}" + (r"\w*" if star else "")


@lru_cache
def built_in(language: str) -> dict[str, Pattern]:
    """The patterns that come with the box, by reason: those of the language and of English; insults of every one."""
    lists: dict[str, list[str]] = {}
    for code in LANGUAGES:
        said: dict[str, list[str]] = json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8"))
        for reason, phrases in said.items():
            if code in (language, "en") or reason == "insult":
                lists.setdefault(reason, []).extend(phrases)
    return {reason: found for reason, phrases in lists.items() if (found := pattern(phrases))}
