"""Owns whether a question can be understood without what was said before it. Pure."""

from __future__ import annotations

from appliance.core.questions.fingerprint import fingerprint, normal, reworded
from appliance.core.questions.lexicon import lexicon


def leans(question: str, language: str) -> bool:
    """True for `And on Sunday?`, `How much is it?`, `What about the red one?`."""
    known = lexicon(language)
    opened = f"{normal(question)} ".startswith(tuple(f"{opener} " for opener in known.openers))
    points_back = any(word in known.pronouns for word in reworded(question, language).split())
    return opened or points_back or not fingerprint(question, language).names_something
