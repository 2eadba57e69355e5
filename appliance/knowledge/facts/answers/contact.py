"""Owns what address, phone, e-mail and website say to a question. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from appliance.contract.facts import ShopFacts
from appliance.knowledge.facts.answers.match import Match
from appliance.knowledge.facts.asked.question import Question
from appliance.knowledge.facts.telling.phrases import in_language

NO_WORDS = frozenset[str]()


def contact(question: Question, facts: ShopFacts) -> Iterator[Match]:
    say = question.phrases.say
    everything = question.asks("contact")
    if facts.address and question.asks("address"):
        map_words = say["map"].format(url=facts.map_url) if facts.map_url else ""
        told = (
            say["address"].format(address=facts.address),
            in_language(facts.directions, question.language),
            map_words,
        )
        yield Match(" ".join(filter(None, told)), "place_address", NO_WORDS, url=facts.map_url)
    if facts.phone and (everything or question.asks("phone")):
        yield Match(say["phone"].format(phone=facts.phone), "place_contact", NO_WORDS)
    if facts.email and (everything or question.asks("email")):
        yield Match(say["email"].format(email=facts.email), "place_contact", NO_WORDS)
    if facts.website and question.asks("website") and not question.asks("email"):
        yield Match(say["website"].format(website=facts.website), "place_contact", NO_WORDS, facts.website, slack=0)
