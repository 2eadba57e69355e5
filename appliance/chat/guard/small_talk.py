"""Owns what is answered before anything costs: too long, empty, rude, a mere greeting. Pure."""

from __future__ import annotations

import re

from appliance.chat.words import say
from appliance.contract.chat import QUESTION_MAX_CHARS, Outcome
from appliance.core.language import words

_RUDE = re.compile(
    r"\b(?:fuck\w*|shit\w*|asshole|bitch|bastard|idiots?|stupid|dumb(?:ass\w*)?|moron|useless|crap|sucks?"
    r"|shut up|screw you|arschloch|schei(?:ß|ss)\w*|idiot\w*|blöd\w*|dumm(?:e[mnrs]?|kopf|köpfe)?"
    r"|verpiss\w*|halt die klappe|fick\w*)\b",
    re.IGNORECASE,
)
# Said to the assistant itself.
_AT_US = re.compile(
    r"\b(?:shut up|halt die klappe|verpiss\w*|you (?:are|'re) (?:an? )?(?:idiot|stupid|useless|dumb)"
    r"|(?:stupid|dumb|useless|blöder?|dumme[rs]?) (?:bot|machine|robot|ai|assistant|maschine|ki))\b",
    re.IGNORECASE,
)
_HELLO = re.compile(
    r"^(?:hi|hello|hey|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|moin|servus)\b"
)
_THANKS = re.compile(r"^(?:thanks?|thank you|thx|cheers|danke|vielen dank|dankeschön)\b")
GREETING_MAX_WORDS = 4
# A rude word in a real question ("my stupid chain keeps slipping, how much is a new one") is let through.
RUDE_MAX_WORDS = 9


def reply(question: str, shop: str, language: str) -> tuple[str, Outcome] | None:
    """What to say instead of looking anything up, and how the question ends; None when it may go on."""
    text = question.strip()
    if len(text) > QUESTION_MAX_CHARS:
        return say("too_long", language, limit=f"{QUESTION_MAX_CHARS:,}"), Outcome.REFUSED
    count = len(words(text))
    if not count:
        return say("empty", language, shop=shop), Outcome.REFUSED
    if _AT_US.search(text) or (count <= RUDE_MAX_WORDS and _RUDE.search(text)):
        return say("rude", language, shop=shop), Outcome.REFUSED
    if count <= GREETING_MAX_WORDS and "?" not in text:
        if _HELLO.match(text.lower()):
            return say("hello", language, shop=shop), Outcome.ANSWERED
        if _THANKS.match(text.lower()):
            return say("thanks", language), Outcome.ANSWERED
    return None
