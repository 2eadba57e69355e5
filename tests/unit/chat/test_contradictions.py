"""Owns that documents which disagree are noticed, and that many values of many things are no disagreement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appliance.chat.grounding.contradictions import contradictions, tell
from appliance.contract.retrieval import Asked, FoundPassage
from tests.unit.chat.played import passage


def disagree(question: str, one: FoundPassage, other: FoundPassage, language: str = "en") -> bool:
    return bool(contradictions((one, other), Asked(question, language)))


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "What does a flat fix cost?",
            passage("Flat fix: $22, while you wait", "Price list"),
            passage("A flat fix costs $19.", "Old notes"),
        ),
        (
            "What is the deposit for a city bike?",
            passage("We hold a deposit: $200 for a city bike, $500 for an e-bike.", "Rental terms"),
            passage("The deposit for a city bike is $150.", "FAQ"),
        ),
        (
            "How much is a city bike?",
            passage("City bike: Half day $30, Day $45", "Rental terms"),
            passage("City bike rental costs $50 per day.", "FAQ"),
        ),
        (
            "How long is delivery?",
            passage("Delivery takes 3 to 5 working days.", "Shipping"),
            passage("Delivery takes ten working days.", "FAQ"),
        ),
        (
            "When is the spring swap?",
            passage("Spring swap: Saturday, 17 April 2027, 10:00 to 15:00", "Events"),
            passage("The spring swap is on 18 April 2027.", "News"),
        ),
        (
            "When are you open on Saturday?",
            passage("Saturday: 10:00 to 17:00", "Opening hours"),
            passage("Saturday: 9 am to 5 pm", "Contact and opening hours"),
        ),
        (
            "When do you close on Saturday?",
            passage("On Saturday we are open until 17:00.", "Opening hours"),
            passage("On Saturday we are open until 16:00.", "FAQ"),
        ),
        (
            "How many parking spaces do you have?",
            passage("There are 4 parking spaces.", "Contact"),
            passage("There are 8 parking spaces.", "FAQ"),
        ),
        (
            "Can I pay in cash?",
            passage("We accept cash.", "Payment", "Payment", "At the counter"),
            passage("We do not accept cash.", "FAQ", "FAQ", "Do you take cash?"),
        ),
        (
            "Can I return shoes?",
            passage("Shoes can be returned.", "Returns"),
            passage("Shoes cannot be returned.", "FAQ"),
        ),
        (
            "Are you open on Sunday?",
            passage("We are open on Sunday.", "Opening hours"),
            passage("We are not open on Sunday.", "FAQ"),
        ),
    ],
)
def test_two_values_for_one_thing_are_noticed(question: str, one: FoundPassage, other: FoundPassage) -> None:
    assert disagree(question, one, other)
    assert disagree(question, other, one)


def test_also_in_german() -> None:
    one = passage("Die Rückgabefrist beträgt 30 Tage.", "AGB")
    other = passage("Rückgabefrist: 14 Tage", "Rückgabe")
    assert disagree("Wie lange ist die Rückgabefrist?", one, other, "de")
    yes, no = passage("Wir nehmen Bargeld.", "Zahlung"), passage("Wir nehmen kein Bargeld.", "Fragen")
    assert disagree("Nehmt ihr Bargeld?", yes, no, "de")


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("How much is it to rent a bike?", "City bike rental costs $45 per day.", "E-bike rental costs $85 per day."),
        ("How much is a city bike?", "City bike: Half day $30", "City bike: Day $45"),
        ("How much is a tune-up?", "Basic tune-up: $85, 1 to 2 days", "Full tune-up: $140, 2 to 3 days"),
        ("How long is delivery?", "Delivery takes 3 to 5 working days.", "Delivery takes 5 working days."),
        ("How long is delivery?", "Delivery takes 10 days.", "Delivery takes ten days."),
        ("What interest do you take?", "6 months: Interest 0%", "12 months: Interest 6.9%"),
        ("What does a flat fix cost?", "A flat fix costs $22.", "Until 2023 a flat fix was $19."),
        ("What does a flat fix cost?", "A flat fix costs $22.", "A flat fix does not cost $19."),
        ("What does a flat fix cost?", "A flat fix costs $22.", "A flat fix costs 20 €."),
        ("What does a flat fix cost?", "A flat fix costs $22.", "A flat fix costs at most $30."),
        ("What does a flat fix cost?", "A flat fix costs $22.", "A flat fix on a cargo bike costs $30."),
        ("Do you sell helmets?", "A flat fix costs $22.", "A flat fix costs $19."),
        ("Do you accept cash?", "We accept cash.", "Do you accept cash? Ask us."),
        ("Do you accept cash?", "We do not accept cash.", "We accept cash only on market days."),
        ("Can I return shoes?", "Shoes can be returned.", "Shoes cannot be returned without a receipt."),
        ("Do you accept cash?", "We do not accept cash.", "Previously we accepted cash."),
        ("Do you sell helmets?", "We accept cash.", "We do not accept cash."),
        ("Can I return shoes?", "Shoes can be returned. Shoes cannot be returned.", "Shoes can be returned."),
    ],
)
def test_other_things_other_units_and_other_questions_are_none(question: str, one: str, other: str) -> None:
    assert not disagree(question, passage(one, "Terms"), passage(other, "FAQ"))


def test_one_document_may_give_several_values() -> None:
    same = (passage("A flat fix costs $22.", "FAQ"), passage("A flat fix costs $19.", "FAQ", at=1))
    assert not disagree("What does a flat fix cost?", *same)


def test_a_document_that_tells_both_values_does_not_disagree() -> None:
    found = (
        passage("A flat fix costs $22.", "Price list"),
        passage("A flat fix costs $19. A flat fix costs $22.", "FAQ"),
    )
    assert not contradictions(found, Asked("What does a flat fix cost?", "en"))


def test_one_word_is_not_enough_where_the_documents_are_of_two_products() -> None:
    one, other = passage("Warranty: 2 years", "Lamp Aurora"), passage("Warranty: 5 years", "Lamp Borealis")
    assert not disagree("How long is the warranty?", one, other)


def test_a_yes_and_a_no_of_two_places_or_two_products_are_none() -> None:
    outside = passage("Dogs are welcome.", "Information", "Information", "Terrace")
    inside = passage("Dogs are not welcome.", "Information", "Information", "Dining room")
    assert not disagree("Are dogs welcome?", outside, replace(inside, document_id="other"))
    one, other = passage("The lamp can be dimmed.", "Lamp Aurora"), passage("The lamp cannot be dimmed.", "Lamp Nova")
    assert not disagree("Can the lamp be dimmed?", one, other)
    several = passage("The lamp has 4 steps.", "Lamp Aurora"), passage("The lamp has 8 steps.", "Lamp Nova")
    assert not disagree("How many steps has the lamp?", *several)


def test_it_is_told_with_both_sources() -> None:
    one, other = passage("A flat fix costs $22.", "Price list"), passage("A flat fix costs $19.", "FAQ")
    (found,) = contradictions((one, other), Asked("What does a flat fix cost?", "en"))
    text = tell(found, "en")
    assert "A flat fix costs $22 (Price list)" in text
    assert "A flat fix costs $19 (FAQ)" in text
    assert "ask the team" in text
    assert "Price list" in tell(found, "de")
