"""Owns that of two things in one sentence none is told with the other's value."""

from __future__ import annotations

import pytest

from appliance.chat.grounding.evidence import Evidence
from appliance.contract.retrieval import Asked
from tests.unit.chat.played import passage

COLUMNS = ("language", "document", "sentence")


def may_be_said(language: str, document: str, sentence: str) -> bool:
    return Evidence((passage(document, "Terms"),), Asked("?", language)).passage_for(sentence) is not None


@pytest.mark.parametrize(
    COLUMNS,
    [
        (
            "en",
            "Our guarantee covers the frame for 5 years and parts for 2 years.",
            "Our guarantee covers parts for 5 years.",
        ),
        (
            "en",
            "Our guarantee covers the frame for 5 years and parts for 2 years.",
            "Our guarantee covers the frame for 2 years.",
        ),
        ("en", "Adults pay $12 and children pay $6.", "Adults and children pay $12."),
        ("en", "Adults pay $12 and children pay $6.", "Adults and children pay $6."),
        ("en", "Adults pay $12, children $6.", "Children and adults pay $12."),
        ("en", "Adults pay $12. Children pay $6.", "Adults and children pay $12."),
        ("en", "The battery lasts 10 hours and charges in 2 hours.", "The battery charges in 10 hours."),
        ("en", "The battery lasts 10 hours and charges in 2 hours.", "The battery lasts 2 hours."),
        ("en", "Check-in is from 15:00 and check-out is until 11:00.", "Check-out is from 15:00."),
        ("en", "Check-in is from 15:00 and check-out is until 11:00.", "Check-in is until 11:00."),
        ("en", "The X4 has 7 gears and the X5 has 11 gears.", "The X4 and X5 have 11 gears."),
        ("en", "The X4 has 7 gears and the X5 has 11 gears.", "The X4 and X5 have 7 gears."),
        ("en", "The X4 has 7 gears. The X5 has 11 gears.", "The X4 and X5 have 11 gears."),
        ("en", "City bike rental costs $45 for adults and $30 for children.", "City bike rental costs $30 for adults."),
        ("en", "Delivery inside the city costs $5 and outside it $10.", "Delivery outside the city costs $5."),
        (
            "de",
            "Die Garantie gilt für den Rahmen 5 Jahre und für Teile 2 Jahre.",
            "Die Garantie gilt für Teile 5 Jahre.",
        ),
        ("de", "Erwachsene zahlen 12 € und Kinder 6 €.", "Erwachsene und Kinder zahlen 12 €."),
        ("de", "Erwachsene zahlen 12 € und Kinder 6 €.", "Erwachsene und Kinder zahlen 6 €."),
        ("de", "Der Akku hält 10 Stunden und lädt in 2 Stunden.", "Der Akku lädt in 10 Stunden."),
        ("de", "Die Anreise ist ab 15 Uhr und die Abreise bis 11 Uhr.", "Die Abreise ist ab 15 Uhr."),
    ],
)
def test_a_value_is_not_told_of_the_thing_beside_it(language: str, document: str, sentence: str) -> None:
    assert not may_be_said(language, document, sentence)


@pytest.mark.parametrize(
    COLUMNS,
    [
        (
            "en",
            "Our guarantee covers the frame for 5 years and parts for 2 years.",
            "Our guarantee covers parts for 2 years.",
        ),
        (
            "en",
            "Our guarantee covers the frame for 5 years and parts for 2 years.",
            "Our guarantee covers the frame for 5 years.",
        ),
        ("en", "Adults pay $12 and children pay $6.", "Children pay $6."),
        ("en", "Adults pay $12 and children pay $6.", "Adults pay $12."),
        ("en", "Adults pay $12 and children pay $6.", "Adults pay $12 and children $6."),
        ("en", "Adults and children pay $12.", "Adults and children pay $12 each."),
        ("en", "The battery lasts 10 hours and charges in 2 hours.", "The battery lasts 10 hours."),
        ("en", "The battery lasts 10 hours and charges in 2 hours.", "The battery charges in 2 hours."),
        ("en", "Check-in is from 15:00 and check-out is until 11:00.", "Check-in is from 3 pm."),
        ("en", "Check-in is from 15:00 and check-out is until 11:00.", "Check-out is until 11:00."),
        ("en", "The X4 has 7 gears and the X5 has 11 gears.", "The X5 has 11 gears."),
        ("en", "Anna repairs bikes and Ben repairs watches.", "Ben repairs watches."),
        ("en", "Anna and Ben repair watches.", "Anna and Ben repair watches here."),
        ("en", "City bike rental costs $45 per day and $220 per week.", "City bike rental costs $220 per week."),
        (
            "en",
            "City bike rental costs $45 for adults and $30 for children.",
            "City bike rental costs $30 for children.",
        ),
        ("en", "Delivery inside the city costs $5 and outside it $10.", "Delivery outside the city costs $10."),
        (
            "de",
            "Die Garantie gilt für den Rahmen 5 Jahre und für Teile 2 Jahre.",
            "Die Garantie gilt für Teile 2 Jahre.",
        ),
        ("de", "Erwachsene zahlen 12 € und Kinder 6 €.", "Kinder zahlen 6 €."),
        ("de", "Der Akku hält 10 Stunden und lädt in 2 Stunden.", "Der Akku lädt in 2 Stunden."),
        ("de", "Die Anreise ist ab 15 Uhr und die Abreise bis 11 Uhr.", "Die Abreise ist bis 11 Uhr."),
    ],
)
def test_a_value_is_told_of_its_own_thing(language: str, document: str, sentence: str) -> None:
    assert may_be_said(language, document, sentence)
