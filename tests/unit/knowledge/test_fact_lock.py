"""A written sentence may not contradict a typed fact; what only documents know is none of the facts' business."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.facts import ShopFacts
from appliance.core.language import language_of, sentences
from appliance.core.paths import ASSETS
from appliance.knowledge.facts.lock import contradicts, same_phone
from appliance.knowledge.facts.telling import wording
from appliance.knowledge.facts.telling.money import money
from appliance.knowledge.facts.telling.phrases import SHIPPED
from appliance.knowledge.importers import importer_for

FACTS = ShopFacts.model_validate_json((ASSETS / "demo/facts.json").read_text(encoding="utf-8"))
NOW = datetime(2026, 10, 7, 19, 0, tzinfo=UTC)
TODAY = NOW.date()


def objection(sentence: str, language: str = "en", facts: ShopFacts = FACTS) -> str | None:
    return contradicts(sentence, facts, language, NOW)


@pytest.mark.parametrize(
    ("sentence", "language", "truth"),
    [
        ("We are open until 20:00 on Friday.", "en", "10:00 – 18:00"),
        ("On Saturday we close at 4 pm.", "en", "10:00 – 17:00"),
        ("We are open from 9 am to 5 pm.", "en", "Tuesday to Friday 10:00 – 18:00"),
        ("We are open on Monday.", "en", "On Monday we are closed."),
        ("We are closed on Saturday.", "en", "10:00 – 17:00"),
        ("On Thanksgiving we are open.", "en", "we are closed"),
        ("Wir haben am Samstag bis 18 Uhr geöffnet.", "de", "10:00 – 17:00"),
        ("Montags haben wir geöffnet.", "de", "geschlossen"),
        ("Le samedi, nous sommes ouverts jusqu'à 20h.", "fr", "10:00 – 17:00"),
        ("El sábado abrimos hasta las 20:00.", "es", "10:00 – 17:00"),
        ("Il sabato siamo aperti fino alle 20.", "it", "10:00 – 17:00"),
        ("Op zaterdag zijn wij open tot 20 uur.", "nl", "10:00 – 17:00"),
        ("The Full tune-up costs $150.", "en", "$140"),
        ("The full tune-up is $150 and takes 2 to 3 days.", "en", "$140"),
        ("Die große Inspektion kostet 150 $.", "de", "$140"),
        ("Wheel building is $130 per wheel.", "en", "$80 to $120"),
        ("You can call us on +1 503 555 0199.", "en", "+1 503 555 0142"),
        ("You can write to us at info@maplestreetbikes.example.", "en", "hello@maplestreetbikes.example"),
        ("Accessories can be returned within 60 days.", "en", "30 days"),
    ],
)
def test_a_sentence_that_says_otherwise_is_found_out(sentence: str, language: str, truth: str) -> None:
    assert truth in (objection(sentence, language) or "")


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("We open at 10 am and close at 6 pm from Tuesday to Friday.", "en"),
        ("We are open at 3 pm on Saturday.", "en"),
        ("We are not open on Monday.", "en"),
        ("On Monday we are closed.", "en"),
        ("Wir haben samstags bis 17:00 geöffnet.", "de"),
        ("The full tune-up costs $140 and the basic tune-up $85.", "en"),
        ("Wheel building is $100 per wheel.", "en"),
        ("You can call us on (503) 555-0142.", "en"),
        ("The group ride starts at 8:30 on Saturday.", "en"),
        ("Bosch answers calls on +1 800 555 0100 about recalled batteries.", "en"),
        ("Used bikes can be returned within 7 days for store credit.", "en"),
        ("A saddle costs $49.", "en"),
        ("", "en"),
    ],
)
def test_what_the_facts_say_too_or_do_not_know_passes(sentence: str, language: str) -> None:
    assert objection(sentence, language) is None


def test_next_to_none_of_the_documents_own_sentences_is_suspected() -> None:
    """A suspected sentence is not shown, so that the documents are quoted instead: a price worth paying rarely."""
    suspected, all_of_them = [], 0
    for file in sorted((ASSETS / "demo/documents").iterdir()):
        for block in importer_for(file.name)(file.read_bytes()).blocks:
            for sentence in sentences(block.text):
                all_of_them += 1
                if objection(sentence, language_of(sentence, FACTS.languages)):
                    suspected.append(sentence)
    assert all_of_them > 500
    assert len(suspected) <= 4, suspected


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("If you buy a bike, the full tune-up costs half, $70.", "en"),
        ("Rush, full tune-up: +$38.", "en"),
        ("Wenn Sie ein Rad kaufen, kostet die große Inspektion 70 $.", "de"),
    ],
)
def test_under_a_condition_a_thing_may_cost_something_else(sentence: str, language: str) -> None:
    assert objection(sentence, language) is None


def test_a_shop_without_facts_objects_to_nothing() -> None:
    for sentence in ("We are open until 20:00.", "A flat fix costs $99.", "Call us on +1 503 555 0199."):
        assert objection(sentence, facts=ShopFacts(name="New")) is None


@given(st.integers(0, len(FACTS.prices) - 1), st.sampled_from(["en", "de"]))
def test_no_price_as_it_is_told_is_objected_to(at: int, language: str) -> None:
    assert objection(wording.price(FACTS.prices[at], FACTS.currency, language), language) is None


@given(st.integers(0, len(FACTS.prices) - 1), st.decimals(1, 5_000, places=2))
def test_any_other_amount_is(at: int, amount: Decimal) -> None:
    price = FACTS.prices[at]
    if not price.amount <= amount <= (price.up_to or price.amount):
        assert objection(f"{price.item['en']} costs {money(amount, 'USD', 'en')}.")


@pytest.mark.parametrize("language", SHIPPED)
def test_no_week_as_it_is_told_is_objected_to(language: str) -> None:
    assert objection(wording.week(FACTS, TODAY, language), language) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+1 503 555 0142", "(503) 555-0142", True),
        ("+49 30 1234567", "030 1234567", True),
        ("+1 503 555 0142", "+1 503 555 0143", False),
        ("555", "555", False),
    ],
)
def test_a_number_is_the_same_with_or_without_its_country(one: str, other: str, same: bool) -> None:
    assert same_phone(one, other) is same
