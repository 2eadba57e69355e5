"""Owns what address, phone, e-mail and website say to a question. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from appliance.contract.facts import ShopFacts
from appliance.core.language import fold, words
from appliance.knowledge.facts.answers.match import Match
from appliance.knowledge.facts.asked.question import Question
from appliance.knowledge.facts.telling.phrases import in_language

NO_WORDS = frozenset[str]()


def contact(question: Question, facts: ShopFacts) -> Iterator[Match]:
    """Nothing when the visitor speaks of an address or a number of their own."""
    if question.is_of_the_visitor():
        return
    say, everything = question.phrases.say, question.asks("contact")
    if facts.address and question.asks("address"):
        yield Match(_address(question, facts), "place_address", _words(facts.address), facts.map_url)
    if facts.phone and (everything or question.asks("phone")):
        yield Match(say["phone"].format(phone=facts.phone), "place_contact", NO_WORDS)
    if facts.email and (everything or question.asks("email")):
        yield Match(say["email"].format(email=facts.email), "place_contact", NO_WORDS)
    if facts.website and question.asks("website") and not question.asks("email"):
        yield Match(say["website"].format(website=facts.website), "place_contact", NO_WORDS, facts.website)


def _words(text: str) -> frozenset[str]:
    """`Where in Portland are you` is asked of a shop in Portland."""
    return frozenset(fold(word) for word in words(text))


def _address(question: Question, facts: ShopFacts) -> str:
    say = question.phrases.say
    told = [say["address"].format(address=facts.address), in_language(facts.directions, question.language)]
    return " ".join(filter(None, (*told, say["map"].format(url=facts.map_url) if facts.map_url else "")))
