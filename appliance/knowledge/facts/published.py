"""Owns the facts as documents: what a question finds by meaning when it misses a fact's own words. Pure."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date

from appliance.contract.facts import ShopFacts
from appliance.core.language import fold, words
from appliance.knowledge.facts.answers.named import policy_names
from appliance.knowledge.facts.expiry import holding, policy_name
from appliance.knowledge.facts.telling import wording
from appliance.knowledge.facts.telling.phrases import phrases
from appliance.knowledge.importers import SHOP_FACTS


@dataclass(frozen=True, slots=True)
class PublishedFact:
    """One passage: its heading, what is told, and words that find it and are never shown."""

    heading: str
    text: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class FactFile:
    """The facts of one language that hold equally long, as importers/shop_facts.py reads them."""

    name: str
    title: str
    data: bytes
    expires_on: date | None


def published(facts: ShopFacts, today: date) -> list[FactFile]:
    """A file for each language, and one more for each day on which some of its facts expire."""
    held = holding(facts, today)
    return [file for language in dict.fromkeys(facts.languages) for file in _files(held, language)]


def _files(facts: ShopFacts, language: str) -> Iterator[FactFile]:
    together: dict[date | None, list[PublishedFact]] = defaultdict(list)
    for expires_on, fact in _facts(facts, language):
        together[expires_on].append(fact)
    title = phrases(language).say["from_facts"]
    for expires_on, told in together.items():
        until = f".{expires_on}" if expires_on else ""
        body = {"title": title, "language": language, "facts": [asdict(fact) for fact in told]}
        data = json.dumps(body, ensure_ascii=False, indent=1).encode()
        yield FactFile(f"{language}{until}{SHOP_FACTS}", title, data, expires_on)


def _facts(facts: ShopFacts, language: str) -> Iterator[tuple[date | None, PublishedFact]]:
    """Every fact that has words in this language, with its last day. Hours and contact are never missed by a word."""
    say = phrases(language).say
    if (way := facts.directions.get(language)) and facts.address:
        yield None, PublishedFact(say["place_directions"], f"{say['address'].format(address=facts.address)} {way}")
    if where := _area(facts, language):
        yield None, PublishedFact(say["place_area"], where)
    for price in facts.prices:
        if item := price.item.get(language):
            told = wording.price(price, facts.currency, language)
            yield price.expires_on, _fact(item, told, price.also)
    for policy in facts.policies:
        if text := policy.text.get(language):
            asking = policy_names(policy, language)
            yield policy.expires_on, _fact(policy_name(policy, language), text, asking)
    for custom in facts.custom:
        if text := custom.text.get(language):
            yield custom.expires_on, _fact(custom.ask[0], text, custom.ask[1:])


def _area(facts: ShopFacts, language: str) -> str:
    where = facts.service_area
    listed = ", ".join(where.places or where.postcodes)
    told = phrases(language).say["area"].format(places=listed) if listed else ""
    return f"{told} {where.text.get(language, '')}".strip()


def _fact(heading: str, text: str, asking: Iterable[str]) -> PublishedFact:
    """Of the words that ask for it each new one once: a word repeated would weigh more than it means."""
    said = {fold(word) for word in words(f"{heading} {text}")}
    also = {fold(word): word for name in asking for word in words(name) if fold(word) not in said}
    return PublishedFact(heading, text, " ".join(also.values()))
