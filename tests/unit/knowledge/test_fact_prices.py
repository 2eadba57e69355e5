"""Prices, policies and contact of the demo shop; and what is not about facts is left to the documents."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.facts import ShopFacts
from appliance.contract.retrieval import Asked
from appliance.core.database import Database, migrate
from appliance.core.paths import ASSETS
from appliance.knowledge.facts.book import FactBook
from appliance.knowledge.facts.store import FactStore
from appliance.knowledge.facts.telling.money import money, sums

FACTS = ShopFacts.model_validate_json((ASSETS / "demo/facts.json").read_text(encoding="utf-8"))
NOW = datetime(2026, 10, 7, 19, 0, tzinfo=UTC)


def told(question: str, language: str = "en") -> str | None:
    answer = FactBook().answer(Asked(question, language), FACTS, NOW)
    return answer.text if answer else None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How much is a flat fix?", "Flat fix: $22. The new tube is included. Done while you wait."),
        ("what do you charge for a puncture", "Flat fix: $22. The new tube is included. Done while you wait."),
        ("How much is wheel building?", "Wheel building: $80 to $120 per wheel. Rim, hub and spokes are extra."),
        ("How much is a gear adjustment?", "Gear adjustment: $35."),
        ("price of a brake adjustment", "Brake adjustment: $32 per brake."),
        (
            "how much is an ebike tune-up?",
            "E-bike tune-up: $165. Takes 3 to 4 days. For Bosch and Shimano STEPS systems only.",
        ),
        (
            "how much does a tune-up cost?",
            "Full tune-up: $140. Takes 2 to 3 days. Parts are extra."
            " Basic tune-up: $85. Takes 1 to 2 days. Parts are extra.",
        ),
    ],
)
def test_prices_in_english(question: str, answer: str) -> None:
    assert told(question) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Was kostet die große Inspektion?", "Große Inspektion: $140. Dauert 2 bis 3 Tage. Teile kommen dazu."),
        ("Wie viel kostet Laufradbau?", "Laufradbau: $80 bis $120 pro Laufrad. Felge, Nabe und Speichen kommen dazu."),
        ("Was kostet ein Leihrad?", "Stadtrad mieten: $45 pro Tag. Helm, Schloss und Flickzeug sind dabei."),
    ],
)
def test_prices_in_german(question: str, answer: str) -> None:
    assert told(question, "de") == answer


@pytest.mark.parametrize(
    ("question", "language", "start"),
    [
        ("Can I pay by credit card?", "en", "We take cash, Visa"),
        ("is it ok if i bring my dog along", "en", "Dogs on a leash are welcome"),
        ("Is there parking?", "en", "There are 4 free customer parking spaces"),
        ("Kann ich mit Kreditkarte zahlen?", "de", "Wir nehmen Bargeld"),
        ("Kann mein Hund mit in den Laden kommen?", "de", "Hunde an der Leine"),
        ("Where are you located?", "en", "You find us at 1420 SE Maple Street"),
        ("What is your phone number?", "en", "You can call us on +1 503 555 0142."),
        ("Wie ist eure Telefonnummer?", "de", "Sie erreichen uns telefonisch unter +1 503 555 0142."),
    ],
)
def test_policies_and_contact(question: str, language: str, start: str) -> None:
    assert (told(question, language) or "").startswith(start)


def test_whoever_asks_for_the_mail_address_reads_it() -> None:
    assert "hello@maplestreetbikes.example" in (told("What is your email address?") or "")
    assert "hello@maplestreetbikes.example" in (told("Wie ist eure E-Mail-Adresse?", "de") or "")


@pytest.mark.parametrize(
    "question",
    [
        "Do you repair wheelchairs?",
        "How much is a pizza?",
        "What did the president of France say?",
        "Do you have a return policy for rental bikes damaged in a crash abroad?",
        "Which museum opens late near Portland airport on Friday?",
        "can you guys fix a bafang motor??",
        "how much is winter storage for a motorbike",
        "what do you charge when a bike fitting is canceled late",
        "who pays postage when i send something back",
        "can i return gift cards",
        "hello",
        "",
        "how much " + "is a flat fix " * 10,
    ],
)
def test_what_the_facts_do_not_say_is_left_to_the_documents(question: str) -> None:
    assert told(question) is None


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("do you buy used bikes", "would i get cash for it"),
        ("what does the overhaul course cost", "and how many hours is it"),
    ],
)
def test_what_is_asked_of_a_thing_named_before_is_left_to_the_documents(before: str, question: str) -> None:
    assert FactBook().answer(Asked(question, "en", (before,)), FACTS, NOW) is None


def test_two_policies_are_told_when_two_are_asked_for() -> None:
    both = told("do you have parking and do you take amex") or ""
    assert "parking spaces" in both
    assert "American Express" in both


def test_a_shop_without_facts_answers_nothing_from_them() -> None:
    empty = ShopFacts(name="New shop")
    for question in ("How much is a flat fix?", "Where are you?", "What is your phone number?", "Can I pay by card?"):
        assert FactBook().answer(Asked(question, "en"), empty, NOW) is None


@pytest.mark.parametrize(
    ("amount", "currency", "language", "shown"),
    [
        ("22", "USD", "en", "$22"),
        ("22.50", "USD", "en", "$22.50"),
        ("1234.00", "USD", "de", "$1,234"),
        ("22.50", "EUR", "de", "22,50 €"),
        ("1234.5", "EUR", "de", "1.234,50 €"),
        ("1234.5", "EUR", "en", "€1,234.50"),
        ("0", "GBP", "en", "£0"),
        ("99.90", "CHF", "de", "CHF 99.90"),
    ],
)
def test_money_as_people_write_it(amount: str, currency: str, language: str, shown: str) -> None:
    assert money(Decimal(amount), currency, language) == shown


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Flat fix $22, tune-up $1,140.50", [("22", "USD"), ("1140.50", "USD")]),
        ("Kostet 22,50 € oder 1.200 Euro", [("22.50", "EUR"), ("1200", "EUR")]),
        ("EUR 3.50 and 10 dollars, CHF 1'200.00", [("3.50", "EUR"), ("10", "USD"), ("1200.00", "CHF")]),
        ("1,234,567 USD", [("1234567", "USD")]),
        ("12 eggs, 3 Eurasian jays", []),
    ],
)
def test_money_as_it_is_read(text: str, read: list[tuple[str, str]]) -> None:
    assert [(one.amount, one.currency) for one in sums(text)] == [(Decimal(amount), code) for amount, code in read]


@given(st.decimals(0, 99_999, places=2), st.sampled_from(["USD", "EUR", "GBP", "CHF"]), st.sampled_from(["en", "de"]))
def test_what_is_told_is_read_back(amount: Decimal, currency: str, language: str) -> None:
    assert [(one.amount, one.currency) for one in sums(money(amount, currency, language))] == [(amount, currency)]


async def test_the_facts_are_kept_and_replaced_as_a_whole(tmp_path: Path) -> None:
    migrate.upgrade(tmp_path / "shop.db")
    database = Database.at(tmp_path / "shop.db")
    store = FactStore(database, lambda: NOW)
    assert (await store.read()).name == "My shop"
    await store.write(ShopFacts(name="First", phone="12345"))
    await store.write(FACTS)
    assert await store.read() == FACTS
    assert await FactStore(database, lambda: NOW).read() == FACTS
    await database.close()
