"""Owns what no sentence may take from the question, turn round, or leave out: it says what stands there, whole."""

from __future__ import annotations

import pytest

from appliance.chat.grounding.evidence import Evidence
from appliance.contract.retrieval import Asked
from tests.unit.chat.played import passage

COLUMNS = ("document", "question", "sentence", "language", "stands")


def stands_in(document: str, question: str, sentence: str, language: str) -> bool:
    return Evidence((passage(document, "Terms"),), Asked(question, language)).passage_for(sentence) is not None


@pytest.mark.parametrize(
    COLUMNS,
    [
        (
            "We ship orders to Germany within 3 days.",
            "Do you ship to Norway?",
            "We ship orders to Norway within 3 days.",
            "en",
            False,
        ),
        (
            "We ship orders to Germany within 3 days.",
            "Do you ship to Germany?",
            "Yes, we ship orders to Germany within 3 days.",
            "en",
            True,
        ),
        (
            "We ship orders to Germany within 3 days.",
            "Do you deliver to Germany?",
            "Yes, we deliver to Germany within 3 days.",
            "en",
            True,
        ),
        ("We ship orders to Germany within 3 days.", "Do you ship to Norway?", "Yes, within 3 days.", "en", False),
        (
            "Dogs are welcome on the terrace.",
            "Are cats allowed on the terrace?",
            "Yes, cats are welcome on the terrace.",
            "en",
            False,
        ),
        (
            "Cakes are baked fresh every morning.",
            "Are your cakes vegan?",
            "Our cakes are vegan and baked fresh every morning.",
            "en",
            False,
        ),
        (
            "We accept Visa, Mastercard and cash.",
            "Do you take American Express?",
            "We accept American Express, Visa, Mastercard and cash.",
            "en",
            False,
        ),
        (
            "Wir liefern nach Österreich in 3 Tagen.",
            "Liefern Sie nach Norwegen?",
            "Wir liefern nach Norwegen in 3 Tagen.",
            "de",
            False,
        ),
        (
            "Hunde sind auf der Terrasse willkommen.",
            "Sind Katzen auf der Terrasse erlaubt?",
            "Katzen sind auf der Terrasse willkommen.",
            "de",
            False,
        ),
    ],
)
def test_the_visitors_words_are_no_evidence(
    document: str, question: str, sentence: str, language: str, stands: bool
) -> None:
    assert stands_in(document, question, sentence, language) is stands


@pytest.mark.parametrize(
    COLUMNS,
    [
        ("Hunde sind erlaubt, Katzen nicht.", "Sind Hunde erlaubt?", "Hunde sind nicht erlaubt.", "de", False),
        ("Hunde sind erlaubt, Katzen nicht.", "Sind Katzen erlaubt?", "Katzen sind erlaubt.", "de", False),
        (
            "Helmets can be returned within 30 days. Underwear cannot be returned.",
            "Can I return helmets?",
            "Helmets cannot be returned.",
            "en",
            False,
        ),
        (
            "Helmets can be returned within 30 days. Underwear cannot be returned.",
            "Can I return helmets?",
            "Yes, helmets can be returned within 30 days.",
            "en",
            True,
        ),
        (
            "Helmets can be returned within 30 days. Underwear cannot be returned.",
            "Can I return underwear?",
            "No, underwear cannot be returned.",
            "en",
            True,
        ),
        (
            "Helmets can be returned within 30 days. Underwear cannot be returned.",
            "Can I return underwear?",
            "Underwear can be returned within 30 days.",
            "en",
            False,
        ),
        (
            "You do not need a licence, but you need a helmet.",
            "Do I need a helmet?",
            "You do not need a helmet.",
            "en",
            False,
        ),
        ("You do not need a licence, but you need a helmet.", "Do I need a helmet?", "You need a helmet.", "en", True),
        (
            "You do not need a licence, but you need a helmet.",
            "Do I need a licence?",
            "No, you do not need a licence.",
            "en",
            True,
        ),
        (
            "You do not need a licence, but you need a helmet.",
            "Do I need a licence?",
            "You need a licence.",
            "en",
            False,
        ),
        (
            "Sie brauchen keinen Führerschein, aber Sie brauchen einen Helm.",
            "Brauche ich einen Helm?",
            "Sie brauchen keinen Helm.",
            "de",
            False,
        ),
        (
            "Sie brauchen keinen Führerschein, aber Sie brauchen einen Helm.",
            "Brauche ich einen Helm?",
            "Sie brauchen einen Helm.",
            "de",
            True,
        ),
    ],
)
def test_yes_and_no_belong_to_their_clause(
    document: str, question: str, sentence: str, language: str, stands: bool
) -> None:
    assert stands_in(document, question, sentence, language) is stands


@pytest.mark.parametrize(
    COLUMNS,
    [
        ("Delivery is free from $50.", "Is delivery free?", "Delivery is free.", "en", False),
        ("Delivery is free from $50.", "Is delivery free?", "Yes, delivery is free from $50.", "en", True),
        ("Delivery is free, but only from $50.", "Is delivery free?", "Delivery is free.", "en", False),
        ("Delivery is free (from $50).", "Is delivery free?", "Delivery is free.", "en", False),
        ("For orders over $50, delivery is free.", "Is delivery free?", "Delivery is free.", "en", False),
        (
            "Entry is free for children under 6.",
            "Is entry free for children?",
            "Entry is free for children.",
            "en",
            False,
        ),
        (
            "Entry is free for children under 6.",
            "Is entry free for children?",
            "Entry is free for children under 6.",
            "en",
            True,
        ),
        ("Returns are free unless the item is used.", "Are returns free?", "Returns are free.", "en", False),
        (
            "Returns are free unless the item is used.",
            "Are returns free?",
            "Returns are free if the item is used.",
            "en",
            False,
        ),
        (
            "Delivery is free in Portland, Salem and Eugene for orders over $50.",
            "Is delivery free?",
            "Delivery is free in Portland.",
            "en",
            False,
        ),
        ("Members only: 10% off.", "Is there a discount?", "You get 10% off.", "en", False),
        (
            "Die Lieferung ist ab 50 € kostenlos.",
            "Ist die Lieferung kostenlos?",
            "Die Lieferung ist kostenlos.",
            "de",
            False,
        ),
        (
            "Die Lieferung ist ab 50 € kostenlos.",
            "Ist die Lieferung kostenlos?",
            "Ja, ab 50 € ist die Lieferung kostenlos.",
            "de",
            True,
        ),
        (
            "Der Eintritt ist frei, wenn Sie ein Kind begleiten.",
            "Ist der Eintritt frei?",
            "Der Eintritt ist frei.",
            "de",
            False,
        ),
        (
            "Kinder unter 6 Jahren fahren kostenlos mit.",
            "Fahren Kinder kostenlos?",
            "Kinder fahren kostenlos mit.",
            "de",
            False,
        ),
        (
            "La livraison est gratuite à partir de 50 €.",
            "La livraison est-elle gratuite ?",
            "La livraison est gratuite.",
            "fr",
            False,
        ),
        ("El envío es gratis a partir de 50 €.", "¿Es gratis el envío?", "El envío es gratis.", "es", False),
        ("A repair takes up to 3 days and costs $45.", "what does a repair cost", "A repair costs $45.", "en", True),
        (
            "City bike rental costs $45 per day, and helmets are free from 3 days.",
            "what does a city bike cost",
            "City bike rental costs $45 per day.",
            "en",
            True,
        ),
        (
            "E-bike: Day $85, Week $420, Deposit from $300",
            "what does an e-bike cost",
            "An e-bike costs $85 per day.",
            "en",
            True,
        ),
        ("The voucher gives you $45 off a repair.", "how much is a repair", "A repair is $45.", "en", False),
        ("Dogs are allowed only on a leash.", "Are dogs allowed?", "Dogs are allowed.", "en", False),
        ("Dogs are allowed only on a leash.", "Are dogs allowed?", "Yes, dogs are allowed on a leash.", "en", True),
        ("Delivery is included from $50.", "Is delivery included?", "Delivery is included.", "en", False),
        ("Children under 6: free", "Is it free for children?", "It is free for children.", "en", False),
        ("Hunde sind nur an der Leine erlaubt.", "Sind Hunde erlaubt?", "Hunde sind erlaubt.", "de", False),
        ("Gratis bezorging vanaf 50 euro.", "Is bezorging gratis?", "De bezorging is gratis.", "nl", False),
    ],
)
def test_a_claim_is_told_with_what_it_hangs_on(
    document: str, question: str, sentence: str, language: str, stands: bool
) -> None:
    assert stands_in(document, question, sentence, language) is stands


@pytest.mark.parametrize(
    COLUMNS,
    [
        ("A repair is $45.", "how much is a repair", "A repair is $45 off.", "en", False),
        ("A repair is $45.", "how much is a repair", "A repair is -$45.", "en", False),
        ("A repair is $45.", "how much is a repair", "A repair is $45+.", "en", False),
    ],
)
def test_a_discount_and_a_least_price_are_no_price(
    document: str, question: str, sentence: str, language: str, stands: bool
) -> None:
    assert stands_in(document, question, sentence, language) is stands
