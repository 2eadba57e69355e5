"""Owns the prompt for a model outside, which is strong enough to say that the notes do not answer. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.chat.writing.length import limit
from appliance.chat.writing.prompt import HISTORY_TURNS, LANGUAGES, note
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.paths import ASSETS
from appliance.inference import Message

TEMPLATE = (ASSETS / "appliance/prompts/cloud.txt").read_text(encoding="utf-8").strip()
UNKNOWN = "UNKNOWN"


def messages(shop: str, asked: Asked, passages: Sequence[FoundPassage], max_words: int) -> list[Message]:
    """The whole prompt; personal details are taken out by whoever sends it."""
    notes = "\n".join(f"- {note(passage)}" for passage in passages)
    language = LANGUAGES.get(asked.language, "the customer's language")
    earlier = [Message("user", text) for text in asked.history[-HISTORY_TURNS:]]
    rules = TEMPLATE.format(shop=shop, language=language, notes=notes)
    return [
        Message("system", f"{rules}\n\n{limit(max_words)}".strip()),
        *earlier,
        Message("user", asked.text),
    ]


def unknown(answer: str) -> bool:
    """It says that the notes hold no answer."""
    return UNKNOWN in answer
