"""Owns what the demo shop's answers may be made of: its documents and facts, and what the box says by itself."""

from __future__ import annotations

from appliance.chat.grounding.claims import numbers
from appliance.client import Client
from appliance.core.language import content_stems
from appliance.core.paths import ASSETS

DOCUMENTS = tuple((ASSETS / "demo/documents").iterdir())


def known_stems(client: Client) -> frozenset[str]:
    """Stems of every word in them."""
    files = [*(ASSETS / "appliance/words").glob("*.json"), *(ASSETS / "appliance/facts").rglob("*.json"), *DOCUMENTS]
    texts = [file.read_text(encoding="utf-8") for file in files]
    return frozenset().union(*map(stems, (*texts, client.facts().model_dump_json())))


def known_numbers() -> frozenset[str]:
    files = (*DOCUMENTS, ASSETS / "demo/facts.json")
    return numbers(" ".join(file.read_text(encoding="utf-8") for file in files))


def stems(text: str) -> frozenset[str]:
    return frozenset(stem for language in ("en", "de") for stem in content_stems(text, language))
