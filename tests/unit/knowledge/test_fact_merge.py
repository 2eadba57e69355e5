"""What a finding would change: taken in, already known, or against what the facts hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.facts import FactFinding, ShopFacts
from appliance.core.paths import ASSETS
from appliance.knowledge.facts.findings import findings
from appliance.knowledge.facts.merge import FIELDS, instead, is_past, known, merged
from appliance.knowledge.importers import importer_for

FACTS = ShopFacts.model_validate_json((ASSETS / "demo/facts.json").read_bytes())
EMPTY = ShopFacts(name="My shop")
HOURS = [{"day": "monday", "opens": "09:00:00", "closes": "17:00:00"}]


def finding(field: str, value: Any) -> FactFinding:
    return FactFinding(field=field, value=value, quote="as it is written")


def price(item: str, amount: str) -> FactFinding:
    return finding("prices", [{"item": {"en": item}, "amount": amount}])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Maple street bikes"),
        ("phone", "(503) 555-0142"),
        ("email", "Hello@maplestreetbikes.example"),
        ("address", "1420 SE Maple Street, Portland OR 97214, USA"),
        ("website", "http://www.maplestreetbikes.example/"),
        ("currency", "USD"),
        ("hours", [one.model_dump(mode="json") for one in reversed(FACTS.hours)]),
        ("prices", [{"item": {"en": "Flat fix, tube included"}, "amount": "22"}]),
        ("prices", [{"item": {"de": "Große Inspektion"}, "amount": "140.00"}]),
        ("special_days", [{"date": "2026-11-26", "name": {"en": "Turkey day"}}]),
        ("policies", [{"key": "payment", "text": {"en": "Cash, Visa and cards."}}]),
        ("service_area", {"places": ["portland"]}),
    ],
)
def test_what_the_facts_say_in_other_words_is_known(field: str, value: Any) -> None:
    assert known(FACTS, finding(field, value))


@pytest.mark.parametrize(
    ("field", "value", "held"),
    [
        ("phone", "+1 503 555 0199", "+1 503 555 0142"),
        ("email", "info@maplestreetbikes.example", "hello@maplestreetbikes.example"),
        ("address", "7 Oak Road, Salem, OR 97301", "1420 SE Maple Street, Portland, OR 97214"),
        ("currency", "EUR", "USD"),
    ],
)
def test_what_contradicts_the_facts_says_what_they_hold(field: str, value: Any, held: str) -> None:
    assert not known(FACTS, finding(field, value))
    assert instead(FACTS, finding(field, value)) == held


def test_another_week_another_price_and_another_day_contradict_too() -> None:
    assert instead(FACTS, finding("hours", HOURS))[0]["day"] == "tuesday"
    assert instead(FACTS, price("Flat fix", "25"))[0]["amount"] == "22.00"
    eve = finding("special_days", [{"date": "2026-12-24"}])
    assert not known(FACTS, eve)
    assert instead(FACTS, eve)[0]["opens"] == "10:00:00"


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_nothing_contradicts_a_shop_without_facts(field: str) -> None:
    value = {"service_area": {}, "currency": "EUR"}.get(field, [] if field not in _TEXTS else "x")
    assert instead(EMPTY, finding(field, value)) is None


_TEXTS = ("name", "phone", "email", "address", "map_url", "website")


def test_a_price_that_is_taken_in_keeps_the_words_that_ask_for_it() -> None:
    after = merged(FACTS, price("Flat fix", "25"))
    flat = next(one for one in after.prices if one.item["en"] == "Flat fix")
    assert (str(flat.amount), "puncture" in flat.also, bool(flat.note)) == ("25", True, True)
    assert len(after.prices) == len(FACTS.prices)
    assert len(merged(FACTS, price("Ski wax", "12")).prices) == len(FACTS.prices) + 1


def test_a_day_keeps_its_name_and_a_policy_its_text() -> None:
    day = merged(FACTS, finding("special_days", [{"date": "2026-11-26", "opens": "10:00", "closes": "12:00"}]))
    told = next(one for one in day.special_days if one.date == date(2026, 11, 26))
    assert (told.name["en"], len(told.spans)) == ("Thanksgiving", 1)
    policy = merged(FACTS, finding("policies", [{"key": "payment", "text": {"en": "Only cash."}}]))
    assert policy.policies == FACTS.policies


def test_a_day_that_the_facts_know_as_a_holiday_is_known() -> None:
    shop = ShopFacts.model_validate({"name": "Shop", "special_days": [{"holiday": "christmas_day"}]})
    assert known(shop, finding("special_days", [{"date": "2026-12-25"}]))
    assert not known(shop, finding("special_days", [{"date": "2026-12-25", "opens": "10:00", "closes": "12:00"}]))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hours", [{"day": "monday", "opens": "17:00", "closes": "09:00"}]),
        ("hours", "always"),
        ("prices", [{"item": {}, "amount": "-1"}]),
        ("special_days", [{"name": {"en": "When?"}}]),
        ("map_url", "javascript:alert(1)"),
        ("timezone", "Europe/Berlin"),
        ("custom", []),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        merged(FACTS, finding(field, value))


def test_days_that_are_over_need_no_confirming() -> None:
    days = finding("special_days", [{"date": "2026-08-03", "until": "2026-08-15"}])
    assert not is_past(days, date(2026, 8, 15))
    assert is_past(days, date(2026, 8, 16))
    assert not is_past(price("Flat fix", "25"), date(2030, 1, 1))


names = st.sampled_from(["Flat fix", "Ski wax", "Bike wash", "Full tune-up"])
money = st.decimals(0, 500, places=2).map(str)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(str)
found = st.one_of(
    st.builds(price, names, money),
    st.builds(lambda day: finding("special_days", [{"date": day}]), days),
    st.builds(lambda digits: finding("phone", f"+1 503 555 {digits:04}"), st.integers(0, 9999)),
    st.builds(lambda place: finding("service_area", {"places": [place]}), st.sampled_from(["Salem", "Portland"])),
    st.just(finding("hours", HOURS)),
    st.just(finding("policies", [{"key": "warranty", "text": {"en": "Two years."}}])),
)


@given(found, st.sampled_from([FACTS, EMPTY]))
def test_what_was_taken_in_is_known_and_taking_it_in_again_changes_nothing(one: FactFinding, facts: ShopFacts) -> None:
    after = merged(facts, one)
    assert known(after, one)
    assert merged(after, one) == after


@given(st.lists(found, max_size=6))
def test_taking_in_never_loses_what_the_owner_entered(several: list[FactFinding]) -> None:
    facts = FACTS
    for one in several:
        facts = merged(facts, one)
    assert facts.policies[: len(FACTS.policies)] == FACTS.policies
    assert [one.item for one in facts.prices][: len(FACTS.prices)] == [one.item for one in FACTS.prices]
    assert {one.date for one in FACTS.special_days} <= {one.date for one in facts.special_days}
    assert (facts.name, facts.languages, facts.directions) == (FACTS.name, FACTS.languages, FACTS.directions)


def test_of_what_the_demo_documents_state_nothing_contradicts_the_demo_facts() -> None:
    against = []
    for file in sorted((ASSETS / "demo/documents").iterdir()):
        reading = importer_for(file.name)(file.read_bytes())
        against += [one for one in findings(reading, "") if not known(FACTS, one) and instead(FACTS, one)]
    assert against == []
