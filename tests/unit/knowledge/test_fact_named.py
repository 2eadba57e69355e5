"""Policies, custom facts, places and contact: answered by name, in any language, for as long as they hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from appliance.contract.facts import CustomFact, Policy, PolicyKey, Price, ServiceArea, ShopFacts
from appliance.contract.opening import OpeningHours, SpecialDay, Weekday
from appliance.contract.retrieval import Asked, FactAnswer
from appliance.knowledge.facts.book import FactBook
from appliance.knowledge.facts.expiry import expiring, holding

NOW = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
SHOP = ShopFacts(
    name="Garden",
    languages=("en", "de"),
    timezone="America/Los_Angeles",
    address="12 Rose Lane, Salem",
    map_url="https://maps.example/garden",
    directions={"en": "Next to the mill."},
    website="https://garden.example",
    email="hello@garden.example",
    service_area=ServiceArea(
        places=("Salem", "Keizer", "West Linn"), postcodes=("97301", "973*"), text={"en": "From $15."}
    ),
    hours=(OpeningHours(day=Weekday.MONDAY, opens=time(9), closes=time(18)),),
    prices=(
        Price(item={"en": "Lawn cut"}, amount=Decimal("30"), expires_on=date(2026, 10, 7)),
        Price(item={"en": "Hedge cut"}, amount=Decimal("45"), expires_on=date(2026, 10, 6)),
        Price(item={"en": "Tree check"}, amount=Decimal("60"), expires_on=date(2026, 10, 21)),
        Price(item={"en": "Soil test"}, amount=Decimal("25"), expires_on=date(2026, 10, 22)),
    ),
    policies=(
        Policy(key=PolicyKey.PAYMENT, text={"en": "We take cash and cards.", "de": "Wir nehmen Bargeld und Karten."}),
        Policy(key=PolicyKey.GIFT_CARDS, text={"en": "Gift cards never expire."}),
        Policy(subject={"en": "Children"}, text={"en": "Children are welcome."}, also=("kids",)),
    ),
    custom=(
        CustomFact(ask=("toilet", "restroom"), text={"en": "There is a restroom behind the till."}),
        CustomFact(ask=("pumpkin contest",), text={"en": "The contest is over."}, expires_on=date(2026, 10, 1)),
    ),
    special_days=(SpecialDay(date=date(2026, 9, 7), name={"en": "Labor Day"}),),
)


def answer(question: str, language: str = "en", shop: ShopFacts = SHOP) -> FactAnswer | None:
    return FactBook().answer(Asked(question, language), shop, NOW)


def told(question: str, language: str = "en") -> str | None:
    found = answer(question, language)
    return found.text if found else None


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("Can I pay by credit card?", "en", "We take cash and cards."),
        ("Kann ich mit Kreditkarte zahlen?", "de", "Wir nehmen Bargeld und Karten."),
        ("¿Se puede pagar con tarjeta?", "en", "We take cash and cards."),
        ("Do gift cards expire?", "en", None),
        ("do you have gift cards", "en", "Gift cards never expire."),
        ("are kids welcome?", "en", "Children are welcome."),
        ("can i bring kids", "en", "Children are welcome."),
        ("is there a restroom?", "en", "There is a restroom behind the till."),
        ("where is the toilet", "en", "There is a restroom behind the till."),
        ("when is the pumpkin contest", "en", None),
    ],
)
def test_texts_answer_whoever_asks_for_nothing_else(question: str, language: str, expected: str | None) -> None:
    assert told(question, language) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Do you come to Keizer?", "Yes, we come to Keizer. From $15."),
        ("do you deliver to west linn", "Yes, we come to West Linn. From $15."),
        ("Do you deliver to 97301?", "Yes, we come to 97301. From $15."),
        ("do you deliver to 97385", "Yes, we come to 97385. From $15."),
        ("do you deliver to 97201", "No, we do not come to 97201. From $15."),
        ("What is your service area?", "We come to: Salem, Keizer, West Linn. From $15."),
        ("Liefert ihr nach Keizer?", "Ja, wir kommen nach Keizer. From $15."),
        ("¿Vienen a Salem?", "Sí, vamos a Salem. From $15."),
        ("do you deliver to Eugene?", None),
        ("do you deliver pizza to Keizer?", None),
        ("do you live in Keizer?", None),
    ],
)
def test_the_service_area(question: str, expected: str | None) -> None:
    assert told(question) == expected


def test_british_postcodes_may_be_listed_by_their_beginning() -> None:
    london = ShopFacts(name="Florist", service_area=ServiceArea(postcodes=("SW1A", "SE1*")))
    found = answer("do you deliver to SE11?", shop=london)
    assert found is not None
    assert found.text == "Yes, we come to SE11."


def test_the_address_comes_with_its_map() -> None:
    found = answer("Where are you?")
    assert found is not None
    assert found.text == "You find us at 12 Rose Lane, Salem. Next to the mill. On the map: https://maps.example/garden"
    assert found.source.url == "https://maps.example/garden"


def test_the_website_is_told_to_those_who_ask_for_nothing_else() -> None:
    assert told("what's your website?") == "Our website is https://garden.example."
    assert told("can i order roses on your website?") is None


def test_an_expired_price_is_not_told_any_more() -> None:
    assert told("how much is a lawn cut?") == "Lawn cut: $30."  # its last day, in the shop's own time zone
    assert told("how much is a hedge cut?") is None
    assert (
        FactBook().answer(Asked("how much is a lawn cut?", "en"), SHOP, datetime(2026, 10, 8, 8, 0, tzinfo=UTC)) is None
    )


def test_the_last_day_is_over_when_it_is_over_in_the_shop() -> None:
    evening = datetime(2026, 10, 8, 6, 59, tzinfo=UTC)  # 23:59 of the 7th in the shop
    found = FactBook().answer(Asked("how much is a lawn cut?", "en"), SHOP, evening)
    assert found is not None


def test_the_owner_is_told_what_expired_and_what_will_within_two_weeks() -> None:
    assert [(one.name, one.days) for one in expiring(SHOP, TODAY)] == [
        ("Labor Day", -30),
        ("pumpkin contest", -6),
        ("Hedge cut", -1),
        ("Lawn cut", 0),
        ("Tree check", 14),
    ]


@given(st.dates(date(2026, 9, 1), date(2026, 11, 30)))
def test_what_holds_shrinks_day_by_day_and_never_comes_back(today: date) -> None:
    kept, later = holding(SHOP, today), holding(SHOP, date(2026, 12, 1))
    assert all(price in kept.prices for price in later.prices)
    assert all(price in SHOP.prices for price in kept.prices)
    assert all(price.expires_on is None or price.expires_on >= today for price in kept.prices)
    assert holding(kept, today) == kept


def test_facts_of_an_earlier_release_still_load() -> None:
    old = {"name": "Old", "special_days": [{"date": "2026-11-26", "name": {"en": "Thanksgiving"}}], "policies": []}
    facts = ShopFacts.model_validate(old)
    assert facts.spans_on(date(2026, 11, 26)) == ()
    assert (facts.custom, facts.service_area.places, facts.map_url) == ((), (), None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("map_url", "javascript:alert(1)"),
        ("policies", [{"text": {"en": "No subject."}}]),
        ("policies", [{"key": "payment", "text": {}}]),
        ("custom", [{"ask": [], "text": {"en": "Nobody asks."}}]),
    ],
)
def test_facts_that_cannot_be_are_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError):
        ShopFacts.model_validate({"name": "Shop", field: value})


@pytest.mark.parametrize(
    "question",
    [
        "please call me back",
        "what is my address",
        "I dropped my phone",
        "answer the phone",
        "where is the gym?",
        "is the bank open on MLK day",
        "what are my hours this week",
        "how do I see the termination charge",
        "what can you do for me",
        "can you tell me about an address update",
        "Ruft mich bitte unter meiner Nummer an",
    ],
)
def test_what_is_the_visitors_own_or_somebody_elses_is_no_fact_of_the_shop(question: str) -> None:
    shop = SHOP.model_copy(
        update={
            "phone": "+1 503 555 0100",
            "policies": (
                Policy(subject={"en": "Booking", "de": "Termine"}, text={"en": "By phone."}, also=("Canada",)),
            ),
        }
    )
    assert answer(question, shop=shop) is None


def test_a_policy_can_be_had_without_its_words_while_it_holds() -> None:
    old = Policy(key=PolicyKey.PARKING, text={"en": "Behind the house."}, expires_on=date(2026, 10, 1))
    allergies = Policy(key=PolicyKey.ALLERGIES, text={"en": "Traces everywhere.", "de": "Überall Spuren."})
    shop = SHOP.model_copy(update={"policies": (*SHOP.policies, old, allergies)})

    def policy(key: PolicyKey, language: str) -> str | None:
        found = FactBook().policy(key, language, shop, NOW)
        return found.text if found else None

    assert policy(PolicyKey.ALLERGIES, "de") == "Überall Spuren."
    assert policy(PolicyKey.ALLERGIES, "fr") == "Traces everywhere."
    assert (policy(PolicyKey.PARKING, "en"), policy(PolicyKey.RETURNS, "en")) == (None, None)


@pytest.mark.parametrize(
    ("question", "answered"),
    [("What about allergens?", True), ("Are there nuts in the cake? I have an allergy", False)],
)
def test_the_policy_on_allergies_answers_no_question_about_an_ingredient(question: str, answered: bool) -> None:
    policy = Policy(key=PolicyKey.ALLERGIES, text={"en": "Ask us for the list."})
    assert bool(answer(question, shop=SHOP.model_copy(update={"policies": (policy,)}))) is answered
