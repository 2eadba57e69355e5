"""Owns the figures on redaction: details found in texts that were marked by hand, numbers flagged that are none.

Found: every letter and digit of the detail is hidden. False: a number outside all marked details is hidden.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from appliance.privacy.redaction.finders import find
from appliance.privacy.redaction.span import Span

CERTAIN = ("EMAIL", "PHONE", "CREDIT_CARD", "IBAN", "NATIONAL_ID")
BEST_EFFORT = {"PERSON": "pii_names_found", "ADDRESS": "pii_addresses_found"}
_NUMBER = re.compile(r"\d+(?:[.,:/\- ]?\d+)*")
SHOWN = 20


def run(data: Path) -> dict[str, Any]:
    """The figures for `pii/texts.jsonl` in this folder, or for the file itself."""
    file = data / "pii/texts.jsonl" if data.is_dir() else data
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    there, found, numbers, false = Counter[str](), Counter[str](), 0, list[str]()
    for row in rows:
        text, details = row["text"], [one for one in row["spans"] if one["redact"]]
        spans = find(text)
        for one in details:
            there[one["type"]] += 1
            found[one["type"]] += _hidden(text, one["start"], one["end"], spans)
        for start, end in _other_numbers(text, details):
            numbers += 1
            if any(span.start < end and start < span.end for span in spans):
                false.append(text[max(0, start - 30) : end + 10])
    for text in false[:SHOWN]:
        print(f"false: {text!r}")
    certain = sum(found[kind] for kind in CERTAIN) / max(1, sum(there[kind] for kind in CERTAIN))
    return {
        "pii_found": round(certain, 4),
        "pii_false": round(len(false) / max(1, numbers), 4),
        "pii_details": sum(there[kind] for kind in CERTAIN),
        "pii_numbers": numbers,
        **{name: round(found[kind] / max(1, there[kind]), 3) for kind, name in BEST_EFFORT.items()},
    }


def _hidden(text: str, start: int, end: int, spans: Sequence[Span]) -> bool:
    told = (at for at in range(start, end) if text[at].isalnum())
    return all(any(span.start <= at < span.end for span in spans) for at in told)


def _other_numbers(text: str, details: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    for number in _NUMBER.finditer(text):
        if not any(one["start"] < number.end() and number.start() < one["end"] for one in details):
            yield number.span()
