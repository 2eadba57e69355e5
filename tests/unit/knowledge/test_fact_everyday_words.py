"""A bakery's hours and how to reach it, asked for as people speak, on a Sunday on which it is closed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from appliance.contract.facts import Policy, PolicyKey, Price, ShopFacts
from appliance.contract.opening import OpeningHours, SpecialDay, Weekday
from appliance.contract.retrieval import Asked
from appliance.knowledge.facts.book import FactBook

SHOP = ShopFacts(
    name="Bakery",
    languages=("de", "en"),
    timezone="Europe/Vienna",
    currency="EUR",
    hours=tuple(OpeningHours(day=day, opens=time(7), closes=time(18)) for day in list(Weekday)[:5]),
    special_days=(SpecialDay(date=date(2026, 12, 28), until=date(2027, 1, 6), name={"de": "Weihnachtsferien"}),),
    address="Sporgasse 12",
    phone="0316 1234",
    email="hello@bakery.example",
    website="https://bakery.example",
    prices=(Price(item={"de": "Handsemmel"}, amount="0.85", also=("Semmel",)),),
)
SUNDAY = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
WEEK = "Wir haben geöffnet: Montag bis Freitag 07:00 – 18:00. Geschlossen ist am Samstag und Sonntag."
WEEK_ENGLISH = "We are open Monday to Friday 07:00 – 18:00. We are closed on Saturday and Sunday."
MONDAY = "Am Montag haben wir von 07:00 – 18:00 geöffnet."
PHONE = "Sie erreichen uns telefonisch unter 0316 1234."


def told(question: str, language: str = "de", now: datetime = SUNDAY, shop: ShopFacts = SHOP) -> str | None:
    answer = FactBook().answer(Asked(question, language), shop, now)
    return answer.text if answer else None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Wann sperrts ihr auf?", WEEK),
        ("wann sperrt ihr zu?", WEEK),
        ("Macht ihr Mittagspause?", WEEK),
        ("seids morgen da?", MONDAY),
        ("Seid ihr morgen da?", MONDAY),
        ("Kann ich morgen vorbeikommen?", MONDAY),
        ("Hobts es heit offen?", "Am Sonntag haben wir geschlossen."),
        ("Habt ihr am 7. Jänner wieder offen?", "Am Donnerstag, 7. Januar haben wir von 07:00 – 18:00 geöffnet."),
        (
            "Wann macht ihr nach den Ferien wieder auf?",
            "Anders als sonst: Von Montag, 28. Dezember bis Mittwoch, 6. Januar (Weihnachtsferien)"
            " haben wir geschlossen.",
        ),
        ("Was kost a Semmel?", "Handsemmel: 0,85 €."),
    ],
)
def test_german_as_it_is_spoken(question: str, answer: str) -> None:
    assert told(question) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("do you close for lunch?", WEEK_ENGLISH),
        ("when do you open again?", WEEK_ENGLISH),
        ("can I come by on Monday at 1 pm?", "Yes, at 13:00 we are open. On Monday we are open 07:00 – 18:00."),
        ("Can I come on Monday?", "On Monday we are open 07:00 – 18:00."),
    ],
)
def test_english_as_it_is_spoken(question: str, answer: str) -> None:
    assert told(question, "en") == answer


@pytest.mark.parametrize(
    "question",
    ["Seid ihr für Vegetarier da?", "Seid ihr am Montag auf dem Markt?", "Do you have anything for lunch?"],
)
def test_who_comes_or_is_there_asks_for_hours_only_on_a_day_and_for_nothing_else(question: str) -> None:
    assert told(question) is None


def test_what_the_shop_says_of_coming_goes_before_its_hours() -> None:
    alone = "Nur mit Termin."
    shop = SHOP.model_copy(update={"policies": (Policy(key=PolicyKey.APPOINTMENTS, text={"de": alone}),)})
    assert told("Kann ich morgen vorbeikommen?", shop=shop) == MONDAY
    assert told("Kann ich morgen ohne Termin vorbeikommen?", shop=shop) == alone


def test_a_time_alone_is_one_of_today_unless_today_is_closed() -> None:
    assert told("Habts ihr zu Mittag offen?") == WEEK
    monday = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert told("Habt ihr um 12 Uhr offen?", now=monday) == f"Ja, um 12:00 haben wir geöffnet. {MONDAY}"
    assert told("Habt ihr heute um 12 Uhr offen?") == (
        "Nein, um 12:00 haben wir geschlossen. Am Sonntag haben wir geschlossen."
    )


@pytest.mark.parametrize(
    ("question", "language", "answer"),
    [
        ("Wo kann ich anrufen?", "de", PHONE),
        ("Wo finde ich eure Telefonnummer?", "de", PHONE),
        ("where can I call you?", "en", "You can call us on 0316 1234."),
        ("where is your website?", "en", "Our website is https://bakery.example."),
        ("où puis-je vous appeler ?", "fr", "Vous pouvez nous appeler au 0316 1234."),
        ("Adresse, Telefon?", "de", f"Sie finden uns hier: Sporgasse 12. {PHONE}"),
        ("Wo seid ihr und wie ist die Telefonnummer?", "de", f"Sie finden uns hier: Sporgasse 12. {PHONE}"),
    ],
)
def test_where_one_may_call_or_read_is_not_the_street(question: str, language: str, answer: str) -> None:
    assert told(question, language) == answer
