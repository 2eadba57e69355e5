"""Owns reading values out of JSON-LD: one or several, a text or a thing with a name. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from appliance.contract.facts import FactFinding

Node = Mapping[str, Any]
QUOTE_MAX = 300


def finding(field: str, value: Any, quote: str) -> FactFinding:
    return FactFinding(field=field, value=value, quote=quote[:QUOTE_MAX])


def quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def text_of(value: Any) -> str:
    """A text, or the name or address of what stands in its place; empty for anything else."""
    first = next(iter(listed(value)), None)
    if isinstance(first, Mapping):
        return text_of(first.get("name") or first.get("@id") or first.get("url"))
    return str(first).strip() if isinstance(first, str | int | float) else ""


def listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]
