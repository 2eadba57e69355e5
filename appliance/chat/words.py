"""Owns the sentences the box says by itself, in the visitor's language."""

from __future__ import annotations

import json
from functools import lru_cache

from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/words"


@lru_cache
def _texts(language: str) -> dict[str, str]:
    path = FOLDER / f"{language}.json"
    if not path.exists():
        path = FOLDER / "en.json"
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return texts


def say(key: str, language: str, **values: object) -> str:
    """The sentence for `key`, or its English form when the language has none."""
    return _texts(language)[key].format(**values)
