"""Owns how wide a grammar is: in how many ways a text may go on, at the place where there are most of them.

llama.cpp tries each way with each token of its vocabulary, for every word it writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

PLACES_MAX = 64
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\[(?:\\.|[^]\\])*\]|[A-Za-z0-9-]+|[()|*+?]', re.DOTALL)


@dataclass(eq=False, slots=True)
class _Item:
    """A rule's name, a literal, or the alternatives of a group."""

    what: str | list[list[_Item]]
    may_be_left_out: bool = False


@dataclass(eq=False, slots=True)
class _Rule:
    """Its alternatives, and all sequences in it, also those inside of groups."""

    alternatives: list[list[_Item]] = field(default_factory=list)
    sequences: list[list[_Item]] = field(default_factory=list)


def width(grammar: str) -> int:
    """Of a grammar as json_schema_to_gbnf writes it. Raises ValueError when it cannot be read."""
    try:
        rules = {name: _read(text) for name, text in (line.split(" ::= ", 1) for line in grammar.split("\n"))}
        return _Widths(rules).widest()
    except (IndexError, KeyError, RecursionError, ValueError) as cause:
        raise ValueError("the schema is too entangled to be followed") from cause


class _Widths:
    def __init__(self, rules: dict[str, _Rule]) -> None:
        self._rules = rules
        self._rule = cache(self._rule_begins)

    def widest(self) -> int:
        sequences = [sequence for rule in self._rules.values() for sequence in rule.sequences]
        within = (self._sequence(sequence[at:])[0] for sequence in sequences for at in range(len(sequence)))
        return max(self._rule("root")[0], *within)

    def _rule_begins(self, name: str) -> tuple[int, bool]:
        return self._any_of(self._rules[name].alternatives)

    def _any_of(self, alternatives: list[list[_Item]]) -> tuple[int, bool]:
        """In how many ways it can begin, and whether it may be empty."""
        each = [self._sequence(alternative) for alternative in alternatives]
        return sum(ways for ways, _ in each), any(empty for _, empty in each)

    def _sequence(self, sequence: list[_Item]) -> tuple[int, bool]:
        total = 0
        for item in sequence:
            ways, empty = self._item(item)
            total += ways
            if not empty:
                return total, False
        return total, True

    def _item(self, item: _Item) -> tuple[int, bool]:
        if isinstance(item.what, list):
            ways, empty = self._any_of(item.what)
        else:
            ways, empty = self._rule(item.what) if item.what in self._rules else (1, False)
        return ways, empty or item.may_be_left_out


def _read(text: str) -> _Rule:
    if _TOKEN.sub("", text).strip():
        raise ValueError("there is something in it that is not known")
    rule = _Rule([[]])
    rule.sequences.extend(rule.alternatives)
    outside, current = list[list[list[_Item]]](), rule.alternatives
    for token in _TOKEN.findall(text):
        if token in {"*", "?"}:
            current[-1][-1].may_be_left_out = True
        elif token == ")":
            group, current = current, outside.pop()
            current[-1].append(_Item(group))
        elif token in {"(", "|"}:
            if token == "(":
                outside.append(current)
                current = []
            current.append([])
            rule.sequences.append(current[-1])
        elif token != "+":
            current[-1].append(_Item(token))
    return rule
