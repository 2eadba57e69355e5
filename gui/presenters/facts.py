"""Owns the facts of the shop in words, with a flag on each that ends soon or has ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from appliance.contract.facts import CustomFact, Policy, Price, ServiceArea, ShopFacts
from gui import wording
from gui.presenters import moments
from gui.presenters.money import span
from gui.presenters.tone import Tone
from gui.presenters.week import opening_lines
from gui.translation import tr

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact: what it is about, its words, and a flag when it ends soon or has ended."""

    name: str
    words: str
    flag: str = ""
    tone: Tone = Tone.QUIET


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that stand together under a heading; `empty` says so when there are none."""

    heading: str
    lines: tuple[FactLine, ...]
    empty: str


def fact_groups(facts: ShopFacts, today: date) -> tuple[FactGroup, ...]:
    """Every fact, in the order in which customers ask. `today` is the shop's own date."""
    groups: tuple[tuple[str, Callable[[ShopFacts, date], Iterator[FactLine]], str], ...] = (
        (tr("Opening hours"), _opening, tr("No hours yet: visitors who ask for them get no sure answer.")),
        (tr("Contact"), _contact, tr("No address, phone or e-mail yet.")),
        (tr("Prices"), _prices, tr("No prices yet. They come from your price list once you confirm them.")),
        (tr("Policies"), _policies, tr("Nothing yet on payment, shipping or returns.")),
        (tr("More"), _custom, ""),
    )
    found = (FactGroup(heading, tuple(lines(facts, today)), empty) for heading, lines, empty in groups)
    return tuple(group for group in found if group.lines or group.empty)


def all_lines(facts: ShopFacts, today: date) -> tuple[FactLine, ...]:
    return tuple(line for group in fact_groups(facts, today) for line in group.lines)


def summary(groups: tuple[FactGroup, ...]) -> str:
    """One line: facts come first, and how many of them need a look."""
    flagged = sum(bool(line.flag) for group in groups for line in group.lines)
    first = tr("Facts answer first, exactly as they stand here.")
    return tr("{first} {n} need a look.").format(first=first, n=flagged) if flagged else first


def _opening(facts: ShopFacts, today: date) -> Iterator[FactLine]:
    for name, words, last in opening_lines(facts):
        over = last is not None and last < today
        yield FactLine(name, words, tr("is over") if over else "", Tone.QUIET)


def _contact(facts: ShopFacts, today: date) -> Iterator[FactLine]:
    language = facts.languages[0]
    for name, words in (
        (tr("Address"), facts.address),
        (tr("Phone"), facts.phone),
        (tr("E-mail"), facts.email),
        (tr("Website"), facts.website),
        (tr("Map"), facts.map_url),
        (tr("How to get there"), in_language(facts.directions, language)),
        (tr("Delivers to"), _area(facts.service_area, language)),
    ):
        if words:
            yield FactLine(name, words)


def _prices(facts: ShopFacts, today: date) -> Iterator[FactLine]:
    for price in facts.prices:
        language = facts.languages[0]
        name = in_language(price.item, language)
        yield FactLine(name, _price(price, facts.currency, language), *_flag(price.expires_on, today))


def _policies(facts: ShopFacts, today: date) -> Iterator[FactLine]:
    for policy in facts.policies:
        name = in_language(policy.subject, facts.languages[0]) or _policy_name(policy)
        yield FactLine(name, in_language(policy.text, facts.languages[0]), *_flag(policy.expires_on, today))


def _custom(facts: ShopFacts, today: date) -> Iterator[FactLine]:
    for custom in facts.custom:
        yield FactLine(_asked(custom), in_language(custom.text, facts.languages[0]), *_flag(custom.expires_on, today))


def in_language(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")


def _price(price: Price, currency: str, language: str) -> str:
    sums = span(price.amount, price.up_to, currency)
    unit, note = in_language(price.unit, language), in_language(price.note, language)
    return " · ".join(part for part in (f"{sums} {unit}".strip(), note) if part)


def _policy_name(policy: Policy) -> str:
    return wording.policy(policy.key) if policy.key else ""


def _asked(custom: CustomFact) -> str:
    return custom.ask[0][:1].upper() + custom.ask[0][1:]


def _area(area: ServiceArea, language: str) -> str:
    places = ", ".join((*area.places, *area.postcodes))
    return ". ".join(part for part in (places, in_language(area.text, language)) if part)


def _flag(expires_on: date | None, today: date) -> tuple[str, Tone]:
    if expires_on is None:
        return "", Tone.QUIET
    if expires_on < today:
        return tr("ended {day}").format(day=moments.day(expires_on)), Tone.BAD
    tone = Tone.WARN if expires_on <= today + SOON else Tone.QUIET
    return tr("until {day}").format(day=moments.day(expires_on)), tone
