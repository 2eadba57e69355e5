"""Owns whether a question can be understood without what was said before it. Pure."""

from __future__ import annotations

import re

from appliance.core.questions.fingerprint import fingerprint, normal, reworded
from appliance.core.questions.lexicon import lexicon

NAME_CHARS = 3
# `The battery`, `that one`: which one was said before, unless a name follows.
_POINTING = re.compile(
    r"\b(?:the|this|that|these|those|le|la|les|el|los|las|il|lo|gli|de|het|die|dat)\s(?=[^\W\dA-ZÀ-Þ_])|\b[ld][’'](?=[^\W\dA-ZÀ-Þ_])"
)
# `In Germany`, `on Sundays`: where and when something is so, not what.
_CIRCUMSTANCE = re.compile(r"\b(?:in|on|at|to|from|for|until|till|by|before|after|en|à|a|di|op|naar|voor)\s[A-ZÀ-Þ]\w*")


def leans(question: str, language: str) -> bool:
    """True for `And on Sunday?`, `How much is it?`, `What about the red one?`."""
    known = lexicon(language)
    opened = f"{normal(question)} ".startswith(tuple(f"{opener} " for opener in known.openers))
    points_back = any(word in known.pronouns for word in reworded(question, language).split())
    return opened or points_back or not fingerprint(question, language).names_something


def may_lean(question: str, language: str) -> bool:
    """True where it leans, and where nothing tells: in a language without words."""
    return not lexicon(language).pronouns or leans(question, language)


def stands_alone(question: str, language: str) -> bool:
    """True for `Do you repair Bosch motors?`: by its name it asks the same whatever was said before.

    False for `How long does the battery last?` and `Size 42?`, and where large letters say nothing about a name.
    """
    if may_lean(question, language) or _POINTING.search(question):
        return False
    marks = fingerprint(_CIRCUMSTANCE.sub("", question), language).marks
    return any(len(mark) >= NAME_CHARS and not any(map(str.isdigit, mark)) for mark in marks)
