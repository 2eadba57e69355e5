"""Owns which facts still hold: expired ones answer nothing, and the owner is told before they expire. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from appliance.contract.facts import CustomFact, ExpiringFact, Policy, Price, ShopFacts
from appliance.knowledge.facts.telling.phrases import in_language, phrases

WARN = timedelta(days=14)


def holding(facts: ShopFacts, today: date) -> ShopFacts:
    """The facts without those that have expired. `today` is the shop's own date."""
    kept = {
        "prices": tuple(one for one in facts.prices if _holds(one, today)),
        "policies": tuple(one for one in facts.policies if _holds(one, today)),
        "custom": tuple(one for one in facts.custom if _holds(one, today)),
    }
    return facts.model_copy(update=kept)


def expiring(facts: ShopFacts, today: date) -> list[ExpiringFact]:
    """What has expired or will within two weeks, and closed days that are past; the oldest first."""
    language = facts.languages[0]
    found = [
        ExpiringFact(field=field, name=name, expires_on=last, days=(last - today).days)
        for field, name, last in (*_dated(facts, language), *_past_days(facts, language, today))
        if last <= today + WARN
    ]
    return sorted(found, key=lambda one: (one.expires_on, one.name))


def _holds(fact: Price | Policy | CustomFact, today: date) -> bool:
    return fact.expires_on is None or today <= fact.expires_on


def _dated(facts: ShopFacts, language: str) -> Iterator[tuple[str, str, date]]:
    for price in facts.prices:
        if price.expires_on:
            yield "prices", in_language(price.item, language), price.expires_on
    for policy in facts.policies:
        if policy.expires_on:
            yield "policies", policy_name(policy, language), policy.expires_on
    for custom in facts.custom:
        if custom.expires_on:
            yield "custom", custom.ask[0], custom.expires_on


def _past_days(facts: ShopFacts, language: str, today: date) -> Iterator[tuple[str, str, date]]:
    """Special days of a single year that are over: the owner may want to enter the next ones."""
    for special in facts.special_days:
        last = special.until or special.date
        if last and last < today and not special.yearly:
            yield "special_days", in_language(special.name, language), last


def policy_name(policy: Policy, language: str) -> str:
    """What a policy is called: by the owner, or by everybody."""
    if policy.subject:
        return in_language(policy.subject, language)
    return phrases(language).policies[policy.key][0] if policy.key else ""
