"""Owns finding how many people a booking is for. Pure."""

from __future__ import annotations

import re

from appliance.chat.triage.booking.words import Slot, Words

# More is a number of something else, or a party that a person should hear of.
MAX_PEOPLE = 200
TOGETHER = ("zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt")
COUPLES = ("couple", "couples")


def find_people(text: str, words: Words) -> Slot[int] | None:
    """Adults and children together. `text` in lower case."""
    slot = _counted(text, words) or _party(text, words)
    return slot if slot and 0 < slot.value <= MAX_PEOPLE else None


def _counted(text: str, words: Words) -> Slot[int] | None:
    """`2 adults and 3 children`, `me, my wife and 2 kids`. A relative alone is no number of people."""
    slots = []
    for chain in words.one["chain"].finditer(text):
        items = list(words.one["item"].finditer(chain[0]))
        numbered = [item for item in items if item["n"] and not words.one["children"].fullmatch(item["person"])]
        if numbered or len(items) > 1:
            slots.append(Slot(sum(_heads(item, words) for item in items), chain.start(), chain.end()))
    # The last one counts: `from 8 people to 7 people`.
    return slots[-1] if slots else None


def _heads(item: re.Match[str], words: Words) -> int:
    if item["n"]:
        return (words.number(item["n"]) or 0) * (2 if item["person"] in COUPLES else 1)
    return 2 if item["two"] else 1


def _party(text: str, words: Words) -> Slot[int] | None:
    for pattern in words.party:
        for found in reversed(list(pattern.finditer(text))):
            parts = found.groupdict()
            if parts.get("me"):
                return Slot(1, found.start("me"), found.end("me"))
            if parts.get("together"):
                return Slot(TOGETHER.index(parts["together"]) + 2, found.start("together"), found.end("together"))
            if not words.one["no_party"].match(text, found.end("n")) and (count := words.number(parts["n"])):
                return Slot(count, found.start("n"), found.end("n"))
    return None
