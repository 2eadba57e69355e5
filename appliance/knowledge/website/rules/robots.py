"""Owns robots.txt: which paths the site asks us to leave alone, and how slowly (RFC 9309). Pure.

The standard library's parser knows no `*` and `$`, of which the files of the usual shop programs consist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from appliance.knowledge.website.rules.urls import in_one_spelling

RULES_MOST = 2_000
SITEMAPS_MOST = 50
_RULES = ("allow", "disallow", "crawl-delay")
_SAFE = "/:@!$&'()*+,;=?"


@dataclass(frozen=True, slots=True)
class Rule:
    """Paths that `pattern` matches are allowed or not; `*` stands for anything, `$` for the end."""

    allows: bool
    pattern: str

    def matches(self, path: str) -> bool:
        """Leftmost finds are enough, and no pattern can make them slow as it could a regular expression."""
        to_the_end = self.pattern.endswith("$")
        first, *rest = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        if not rest:
            return not to_the_end or path == first
        at = len(first)
        last = rest.pop() if to_the_end else ""
        for part in rest:
            found = path.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return len(path) - len(last) >= at and path.endswith(last)


@dataclass(frozen=True, slots=True)
class Robots:
    """What concerns us of a robots.txt; `delay_s` is the pause it asks for between requests."""

    rules: tuple[Rule, ...] = ()
    delay_s: float | None = None
    sitemaps: tuple[str, ...] = ()

    def allows(self, url: str) -> bool:
        """The longest rule decides; of two equally long ones the kinder."""
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        fitting = [rule for rule in self.rules if rule.matches(path)]
        return max(fitting, key=lambda rule: (len(rule.pattern), rule.allows)).allows if fitting else True


def read(text: str, name: str) -> Robots:
    """The groups that name us, or else those for everybody. A line that cannot be understood is passed over."""
    groups = {name.lower(): _Group(), "*": _Group()}
    sitemaps: list[str] = []
    named: list[str] = []
    naming = False
    for key, value in _lines(text):
        if key == "user-agent":
            who = value.partition("/")[0].strip().lower()
            named = [*named, who] if naming else [who]
            naming = True
        elif key == "sitemap":
            sitemaps.append(value)  # it belongs to no group and ends none
        elif key in _RULES:
            naming = False
            for who in set(named) & groups.keys():
                groups[who].take(key, value)
    ours, everybodys = groups.values()
    group = ours if ours.named else everybodys
    return Robots(tuple(group.rules[:RULES_MOST]), group.delay_s, tuple(sitemaps[:SITEMAPS_MOST]))


class _Group:
    """The lines for one name, which may stand in several places."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.delay_s: float | None = None
        self.named = False

    def take(self, key: str, value: str) -> None:
        self.named = True
        if key in ("allow", "disallow") and value:
            self.rules.append(Rule(key == "allow", in_one_spelling(value, _SAFE)))
        elif key == "crawl-delay" and value.replace(".", "", 1).isdecimal():
            self.delay_s = float(value)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()
