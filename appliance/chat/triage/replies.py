"""Owns what the box says to small talk and abuse, without looking anything up."""

from __future__ import annotations

from appliance.chat.triage.phrases import LANGUAGES, phrases
from appliance.chat.triage.rules import small_talk_kind
from appliance.chat.words import say
from appliance.contract.retrieval import Shop
from appliance.contract.triage import Sorted, Topic

# By kind of small talk; what is of none of them is answered with what the assistant is for.
SENTENCES = {
    "hello": "hello",
    "thanks": "thanks",
    "fine": "thanks",
    "bye": "bye",
    "robot": "robot",
    "who": "who",
    "personal": "who",
    "how_are_you": "how_are_you",
    "languages": "languages",
}


def reply(sorted_as: Sorted, text: str, shop: Shop, language: str) -> str | None:
    """The box's own sentence for a sure topic; None when a rung has to answer."""
    if not sorted_as.sure:
        return None
    if sorted_as.topic is Topic.SMALL_TALK:
        return _small_talk(text, shop, language)
    if sorted_as.topic is Topic.ABUSE:
        return say("rude", language, shop=shop.name)
    return None


def _small_talk(text: str, shop: Shop, language: str) -> str:
    key = SENTENCES[small_talk_kind(text, language) or "who"]
    names = ", ".join(phrases(code).name if code in LANGUAGES else code for code in shop.languages)
    return say(key, language, shop=shop.name, languages=names)
