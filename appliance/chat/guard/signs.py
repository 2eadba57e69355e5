"""Owns what can be seen of an attack in a text itself, and the verdict that follows. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from appliance.chat.guard.encodings import Plain
from appliance.chat.guard.patterns import find
from appliance.contract.triage import Verdict

# Hidden words that no person sees, never there by accident.
INVISIBLE_WORDS = ("tags", "selectors")
# What the head says of an attack. Of real customers 2 % score above the first one, of attacks hardly any below it.
SUSPICIOUS = 0.2
SURE = 0.95


@dataclass(frozen=True, slots=True)
class Signs:
    """The kind of pattern that fits, whether no customer writes it, and how the text was disguised."""

    kind: str | None
    sure: bool
    disguises: tuple[str, ...]


def signs(plain: Plain, language: str) -> Signs:
    """A pattern is looked for in the text, then in what else may be read in it."""
    hidden = tuple(reading.trick for reading in plain.readings if reading.hidden)
    disguises = tuple(trick for trick in plain.tricks if trick in INVISIBLE_WORDS) + hidden
    if match := find(plain.text, language):
        return Signs(match.kind, match.sure or bool(disguises), disguises)
    for reading in plain.readings:
        if match := find(reading.text, language):
            return Signs(match.kind, True, (*disguises, reading.trick))
    return Signs(None, False, disguises)


def weigh(seen: Signs, attack: float | None) -> Verdict:
    """Refused is what is sure: a pattern that says it all, or one that the head is sure of too."""
    if seen.sure or (seen.kind and attack is not None and attack >= SURE):
        return Verdict.REFUSE
    if seen.kind or seen.disguises or (attack is not None and attack >= SUSPICIOUS):
        return Verdict.CAREFUL
    return Verdict.PASS
