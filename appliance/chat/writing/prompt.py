"""Owns the prompt: a stable beginning first, passages in a fixed order, the question last. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.paths import ASSETS
from appliance.inference import Message

TEMPLATE = (ASSETS / "appliance/prompts/answer.txt").read_text(encoding="utf-8").strip()
LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "ar": "Arabic"}
TOKENS_PER_WORD = 2
HISTORY_TURNS = 2


def messages(shop: str, asked: Asked, passages: Sequence[FoundPassage]) -> list[Message]:
    """The whole prompt. Passages stand in the order of their documents, so that equal finds share a prefix."""
    ordered = sorted(passages, key=lambda passage: (passage.document_id, passage.position))
    notes = "\n".join(f"- {note(passage)}" for passage in ordered)
    language = LANGUAGES.get(asked.language, "the customer's language")
    prompt = [Message("system", TEMPLATE.format(shop=shop, language=language, notes=notes))]
    question = " ".join((*asked.history[-HISTORY_TURNS:], asked.text))
    return [*prompt, Message("user", question)]


def note(passage: FoundPassage) -> str:
    """One passage as the model reads it: where it stands, then its text on one line."""
    where = ", ".join(dict.fromkeys((passage.title, *passage.heading)))
    return f"{where}: {' '.join(passage.text.split())}"


def max_tokens(max_words: int) -> int:
    return max_words * TOKENS_PER_WORD
