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
        ("en", "Anna repairs bikes and Ben repairs watches.", "Anna and Ben repair watches."),
        ("en", "Anna repairs bikes and Ben repairs watches.", "Anna repairs watches."),
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
        ("en", "A city bike costs $45 a day, $220 a week and an e-bike $85 a day.", "A city bike costs $85 a day."),
        ("en", "A small cake serves 8 people and a large cake serves 16 people.", "A large cake serves 8 people."),
        (
            "en",
            "A small cake serves 8 people and a large cake serves 16 people.",
            "Small and large cakes serve 16 people.",
        ),
        ("en", "Breakfast is served from 7:00 to 10:00 and dinner from 18:00 to 22:00.", "Dinner is served from 7:00."),
        (
            "en",
            "Breakfast is served from 7:00 to 10:00 and dinner from 18:00 to 22:00.",
            "Breakfast and dinner are served from 7:00 to 10:00.",
        ),
        ("en", "Small: $10, medium: $12, large: $15", "A large one is $12."),
        ("en", "Small: $10, medium: $12, large: $15", "Medium and large are $15."),
        ("en", "Shipping takes 3 days in the US and 10 days to Canada.", "Shipping to Canada takes 3 days."),
        ("en", "The deposit is $200 for city bikes and $500 for e-bikes.", "The deposit for e-bikes is $200."),
        (
            "en",
            "The deposit is $200 for city bikes and $500 for e-bikes.",
            "The deposit for city bikes and e-bikes is $500.",
        ),
        (
            "de",
            "Der kleine Kuchen reicht für 8 Personen und der große für 16 Personen.",
            "Der große Kuchen reicht für 8 Personen.",
        ),
        (
            "de",
            "Frühstück gibt es von 7 bis 10 Uhr und Abendessen von 18 bis 22 Uhr.",
            "Frühstück und Abendessen gibt es von 7 bis 10 Uhr.",
        ),
        (
            "de",
            "Die Kaution beträgt 200 € für Stadträder und 500 € für E-Bikes.",
            "Die Kaution für E-Bikes beträgt 200 €.",
        ),
        (
            "de",
            "Lieferung innerhalb der Stadt kostet 5 €, außerhalb 10 €.",
            "Außerhalb der Stadt kostet die Lieferung 5 €.",
        ),
        ("de", "Hunde sind auf der Terrasse willkommen und Katzen im Garten.", "Hunde sind im Garten willkommen."),
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
        ("en", "A city bike costs $45 a day, $220 a week and an e-bike $85 a day.", "An e-bike costs $85 a day."),
        ("en", "A city bike costs $45 a day, $220 a week and an e-bike $85 a day.", "A city bike costs $220 a week."),
        ("en", "A small cake serves 8 people and a large cake serves 16.", "A small cake serves 8 people."),
        ("en", "A small cake serves 8 people and a large cake serves 16 people.", "A large cake serves 16 people."),
        (
            "en",
            "Breakfast is served from 7:00 to 10:00 and dinner from 18:00 to 22:00.",
            "Dinner is served from 18:00 to 22:00.",
        ),
        (
            "en",
            "Breakfast is served from 7:00 to 10:00 and dinner from 18:00 to 22:00.",
            "Breakfast is served from 7 am to 10 am.",
        ),
        ("en", "Small: $10, medium: $12, large: $15", "A medium one is $12."),
        ("en", "Shipping takes 3 days in the US and 10 days to Canada.", "Shipping to Canada takes 10 days."),
        ("en", "The deposit is $200 for city bikes and $500 for e-bikes.", "The deposit for e-bikes is $500."),
        (
            "en",
            "The deposit is $200 for city bikes and $500 for e-bikes.",
            "The deposit is $200 for city bikes and $500 for e-bikes, please.",
        ),
        (
            "de",
            "Der kleine Kuchen reicht für 8 Personen und der große für 16 Personen.",
            "Der große Kuchen reicht für 16 Personen.",
        ),
        (
            "de",
            "Frühstück gibt es von 7 bis 10 Uhr und Abendessen von 18 bis 22 Uhr.",
            "Abendessen gibt es von 18 bis 22 Uhr.",
        ),
        (
            "de",
            "Die Kaution beträgt 200 € für Stadträder und 500 € für E-Bikes.",
            "Die Kaution für E-Bikes beträgt 500 €.",
        ),
        (
            "de",
            "Lieferung innerhalb der Stadt kostet 5 €, außerhalb 10 €.",
            "Außerhalb der Stadt kostet die Lieferung 10 €.",
        ),
        ("de", "Hunde sind auf der Terrasse willkommen und Katzen im Garten.", "Katzen sind im Garten willkommen."),
    ],
)
def test_a_value_is_told_of_its_own_thing(language: str, document: str, sentence: str) -> None:
    assert may_be_said(language, document, sentence)
