"""Owns what named facts say to a question: prices, policies, custom facts, places of the service area. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appliance.contract.facts import Policy, ShopFacts
from appliance.knowledge.facts.answers.match import Match
from appliance.knowledge.facts.asked.question import Question, stems
from appliance.knowledge.facts.telling import wording
from appliance.knowledge.facts.telling.phrases import in_language, phrases

PLACES_TOLD = 20
_POSTCODE = re.compile(r"^(?=.*\d)[\da-z]{3,8}$", re.IGNORECASE)


def prices(question: Question, facts: ShopFacts) -> Iterator[Match]:
    """The prices whose names stand in the question; of overlapping names the longest."""
    named = {
        at: max(found, key=len)
        for at, price in enumerate(facts.prices)
        if (found := question.named((*price.item.values(), *price.also)))
    }
    goes_on = question.asked_before("price") and named and question.spare(named.values()) == 0
    if not (question.asks("price") or goes_on):
        return
    for at, used in named.items():
        if not any(used < other for other in named.values()):
            yield Match(wording.price(facts.prices[at], facts.currency, question.language), "place_price", used)


def policies(question: Question, facts: ShopFacts) -> Iterator[Match]:
    """Policies, and custom facts by the words that ask for them."""
    asked_by = [(policy_names(policy, question.language), policy.text) for policy in facts.policies]
    asked_by += [(custom.ask, custom.text) for custom in facts.custom]
    # All names count: `pay by credit card` names one policy twice.
    found = [(frozenset[str]().union(*question.named(names)), text) for names, text in asked_by]
    for used, text in found:
        # `Gift cards` asks for those and not for cards.
        if used and not any(used < other for other, _ in found):
            yield Match(in_language(text, question.language), "place_policy", used)


def policy_names(policy: Policy, language: str) -> tuple[str, ...]:
    """The words that ask for a policy: the owner's own, and those every shop's customers use for such a one."""
    typical = phrases(language).policies[policy.key] if policy.key else ()
    return (*policy.subject.values(), *policy.also, *typical)


def area(question: Question, facts: ShopFacts) -> Iterator[Match]:
    """A place or postcode of the service area, a postcode outside it, or the whole area when it is asked for."""
    where, say = facts.service_area, question.phrases.say
    if not (where.places or where.postcodes) or not (question.asks("area") or question.asks("serves")):
        return
    text = in_language(where.text, question.language)
    named = {
        place: used for place in where.places if (used := stems(place, question.language)) and question.named([place])
    }
    codes = [word for word in question.said.raw if _POSTCODE.match(word) and _alike(word, where.postcodes)]
    told = [say["area_yes"].format(place=place) for place in named]
    for code in codes:
        told.append(say["area_yes" if _within(code, where.postcodes) else "area_no"].format(place=code))
    if not told and question.asks("area"):
        told.append(say["area"].format(places=", ".join((where.places or where.postcodes)[:PLACES_TOLD])))
    if told:
        used = frozenset(code.casefold() for code in codes).union(*named.values())
        yield Match(" ".join(filter(None, (*told, text))), "place_area", used)


def _alike(word: str, postcodes: tuple[str, ...]) -> bool:
    """Is it written as the shop's own postcodes are: as long, with letters or without?"""
    return any(
        word.isdigit() == code.rstrip("*").isdigit() and len(word) >= len(code.rstrip("*")) for code in postcodes
    )


def _within(word: str, postcodes: tuple[str, ...]) -> bool:
    folded = word.casefold()
    return any(
        folded.startswith(code.casefold()[:-1]) if code.endswith("*") else folded == code.casefold()
        for code in postcodes
    )
