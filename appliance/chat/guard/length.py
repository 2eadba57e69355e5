"""Owns turning down what is too long to read, or holds no word at all. Pure."""

from __future__ import annotations

from appliance.chat.words import say
from appliance.contract.chat import QUESTION_MAX_CHARS
from appliance.core.language import words


def refusal(question: str, shop: str, language: str) -> str | None:
    """What to say instead of reading it; None when it may go on."""
    if len(question.strip()) > QUESTION_MAX_CHARS:
        return say("too_long", language, limit=f"{QUESTION_MAX_CHARS:,}")
    return None if words(question) else say("empty", language, shop=shop)
