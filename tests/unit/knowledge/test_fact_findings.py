"""What documents and the machine-readable part of pages say of the shop itself, in English and German."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.facts import FactFinding, ShopFacts
from appliance.contract.opening import WEEK, OpeningHours, Weekday
from appliance.core.paths import ASSETS
from appliance.knowledge.facts.findings import FINDINGS_MAX, findings
from appliance.knowledge.facts.findings.hours_text import read_week
from appliance.knowledge.importers import importer_for
from appliance.knowledge.importers.reading import Block, Reading

FACTS = ShopFacts.model_validate_json((ASSETS / "demo/facts.json").read_bytes())
SHORT = dict(zip(("mo", "tu", "we", "th", "fr", "sa", "su"), WEEK, strict=True))


def read(*texts: str, heading: str = "Opening hours", structured: tuple[dict[str, Any], ...] = ()) -> list[FactFinding]:
    blocks = tuple(Block((heading,), text, whole=True) for text in texts)
    return list(findings(Reading("Our shop", blocks, structured=structured), "Our shop"))


def values(found: list[FactFinding]) -> dict[str, Any]:
    return {one.field: one.value for one in found}


def week(text: str) -> dict[str, str]:
    """The week as `mo: 09:00-12:30 14:00-18:30`, closed days as `-`."""
    result, _ = read_week([text])
    names = {day: name for name, day in SHORT.items()}
    told = {names[day]: " ".join(f"{a:%H:%M}-{b:%H:%M}" for a, b in spans) for day, spans in result.spans.items()}
    return told | {names[day]: "-" for day in result.closed}


WEEKDAYS_9_18 = dict.fromkeys(("mo", "tu", "we", "th", "fr"), "09:00-18:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue-Fri 10-18, Sat 10-17, closed Monday", {
            **dict.fromkeys(("tu", "we", "th", "fr"), "10:00-18:00"), "sa": "10:00-17:00", "mo": "-"}),
        ("Mo–Fr 9–18 Uhr", WEEKDAYS_9_18),
        ("Weekdays 9am to 6pm", WEEKDAYS_9_18),
        ("Monday to Friday from 9 to 6", WEEKDAYS_9_18),
        ("Mon - Fri: 9 a.m. - 6 p.m.; Sat 10-2", {**WEEKDAYS_9_18, "sa": "10:00-14:00"}),
        ("Montag bis Freitag 9.00 - 12.30 und 14.00 - 18.30 Uhr, Sonntag geschlossen", {
            **dict.fromkeys(("mo", "tu", "we", "th", "fr"), "09:00-12:30 14:00-18:30"), "su": "-"}),
        ("Mi und Do 10–20 Uhr", {"we": "10:00-20:00", "th": "10:00-20:00"}),
        ("Fri through Mon 11-17", dict.fromkeys(("fr", "sa", "su", "mo"), "11:00-17:00")),
        ("Open daily 10am to 6pm", dict.fromkeys(SHORT, "10:00-18:00")),
        ("Saturday and Sunday: closed", {"sa": "-", "su": "-"}),
        ("Closed on Mondays, Tuesday 10-18", {"mo": "-", "tu": "10:00-18:00"}),
        ("Friday 18:00 to 24:00", {"fr": "18:00-00:00"}),
        ("Call 503-555-0142 on Monday", {}),
        ("Repairs take 2 to 3 days from Monday", {}),
        ("So 10 bis 18 Leute, do you?", {"su": "10:00-18:00"}),
        ("Thursday, 24 December 2026: open 10:00 to 14:00", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_a_week_as_people_write_it(text: str, expected: dict[str, str]) -> None:
    assert week(text) == expected


@given(st.lists(st.tuples(st.sampled_from(WEEK), st.integers(0, 22), st.integers(1, 23)), min_size=1, max_size=7))
def test_a_week_as_tables_hold_it_is_read_back(rows: list[tuple[Weekday, int, int]]) -> None:
    hours = {
        day: OpeningHours(day=day, opens=time(opens), closes=time(closes, 30))
        for day, opens, closes in rows
        if opens < closes
    }
    lines = [f"{day.capitalize()}: {one.opens:%H:%M} – {one.closes:%H:%M}" for day, one in hours.items()]
    found, _ = read_week(lines)
    assert found.spans == {day: [(one.opens, one.closes)] for day, one in hours.items()}


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert len(read(text, text)) <= FINDINGS_MAX


@pytest.mark.parametrize(
    ("texts", "heading"),
    [
        (("Saturday 10-12",), "Opening hours"),
        (("Mon-Fri 10-12",), "Delivery rounds"),
        (("Mon-Fri 9-17",), "Telephone support"),
        (("Open Mon-Fri 10-15",), "Winter hours"),
    ],
)
def test_hours_of_something_else_are_not_the_shops(texts: tuple[str, ...], heading: str) -> None:
    assert "hours" not in values(read(*texts, heading=heading))


def test_special_days_come_with_their_year_and_name() -> None:
    [eve, year] = read(
        "Thursday, 24 December 2026 (Christmas Eve): open 10:00 to 14:00.", "Friday, 1 January 2027: closed."
    )
    assert (eve.field, eve.value[0]["date"], eve.value[0]["opens"]) == ("special_days", "2026-12-24", "10:00:00")
    assert eve.value[0]["name"] == {"en": "Christmas Eve"}
    assert (year.value[0]["date"], year.value[0]["opens"]) == ("2027-01-01", None)
    assert read("24 December: open 10:00 to 14:00.") == []


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Call us on (503) 555-0142.", "phone", "(503) 555-0142"),
        ("Telefon: 030 / 123 45 67", "phone", "030 / 123 45 67"),
        ("Tel. +49 30 1234567, Fax +49 30 1234568", "phone", "+49 30 1234567"),
        ("E-mail: Hello@Shop.example.", "email", "hello@shop.example"),
        ("Schreiben Sie uns: info@laden.example", "email", "info@laden.example"),
        ("Visit us at 12 Rose Lane, Salem, OR 97301 today", "address", "12 Rose Lane, Salem, OR 97301"),
        ("Sie finden uns in der Lange Straße 12a, 10115 Berlin.", "address", "Lange Straße 12a, 10115 Berlin"),
    ],
)
def test_contact_where_it_is_called_so(text: str, field: str, value: str) -> None:
    assert values(read(text, heading="Contact"))[field] == value


@pytest.mark.parametrize("text", ["Order 5551234567 shipped.", "Fax: 503 555 0199", "made by someone@maker.example"])
def test_other_numbers_and_addresses_are_nobodys_contact(text: str) -> None:
    assert read(text, heading="About") == []


def test_prices_stand_in_rows_with_one_sum() -> None:
    found = read(
        "Lawn cut: Price $30, Time 1 hour", "Wheel truing, per wheel: $24", "Tree check: from $60",
        "Two sizes: $5 or $9", "Deposit: $200", "Help wanted, pay: $17 per hour", heading="Prices",
    )  # fmt: skip
    prices = [one.value[0] for one in found if one.field == "prices"]
    assert [(one["item"]["en"], one["amount"]) for one in prices] == [("Lawn cut", "30.00"), ("Wheel truing", "24.00")]
    assert prices[1]["unit"] == {"en": "per wheel"}
    assert values(found)["currency"] == "USD"


def test_german_prices_and_payment() -> None:
    found = read(
        "Haarschnitt: 28,50 €", "Bart: 12,00 €", "Färben: 45 €",
        "Sie können bar, mit EC-Karte oder mit Kreditkarte bezahlen.", heading="Preise",
    )  # fmt: skip
    assert [one.value[0]["amount"] for one in found if one.field == "prices"] == ["28.50", "12.00", "45.00"]
    assert values(found)["currency"] == "EUR"
    assert values(found)["policies"][0]["key"] == "payment"
    assert "EC-Karte" in values(found)["policies"][0]["text"]["de"]


BUSINESS: dict[str, Any] = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "name": "Group", "email": "group@shop.example"},
        {"@type": "Product", "name": "Rose", "offers": {"@type": "Offer", "price": "4"}},
        {
            "@type": ["Florist", "Store"],
            "name": "Rose Corner",
            "telephone": "+1 503 555 0100",
            "email": "mailto:hello@rose.example",
            "url": "https://rose.example",
            "address": {
                "@type": "PostalAddress", "streetAddress": "1 Rose Lane", "addressLocality": "Salem",
                "addressRegion": "OR", "postalCode": "97301", "addressCountry": "US",
            },
            "geo": {"latitude": 44.9, "longitude": "-123.0"},
            "openingHours": ["Mo-Fr 09:00-18:00", "Sa 9:00-14:00"],
            "openingHoursSpecification": [
                {"dayOfWeek": "https://schema.org/Sunday", "opens": "00:00", "closes": "00:00"},
                {"validFrom": "2026-12-24", "validThrough": "2026-12-26", "opens": "00:00", "closes": "00:00"},
                {"validFrom": "2026-12-31", "opens": "09:00", "closes": "12:00"},
            ],
            "paymentAccepted": "Cash, Credit Card",
            "currenciesAccepted": "USD",
            "areaServed": ["Salem", {"@type": "City", "name": "Keizer"}],
            "makesOffer": [{"@type": "Offer", "price": "25.00", "itemOffered": {"@type": "Service", "name": "Wreath"}}],
        },
    ],
}  # fmt: skip


def test_json_ld_of_a_shop_is_read_whole() -> None:
    found = read(structured=(BUSINESS,))
    assert values([one for one in found if one.field != "special_days"]) | {"hours": 0} == {
        "name": "Rose Corner",
        "phone": "+1 503 555 0100",
        "website": "https://rose.example",
        "email": "hello@rose.example",
        "address": "1 Rose Lane, Salem, OR 97301",
        "map_url": "https://www.openstreetmap.org/?mlat=44.9&mlon=-123.0#map=18/44.9/-123.0",
        "currency": "USD",
        "hours": 0,
        "policies": [{"key": "payment", "subject": {}, "text": {"en": "We accept: Cash, Credit Card."}, "also": [],
                      "expires_on": None}],
        "service_area": {"places": ["Salem", "Keizer"], "postcodes": [], "text": {}},
        "prices": [{"item": {"en": "Wreath"}, "amount": "25.00", "up_to": None, "unit": {}, "note": {}, "also": [],
                    "expires_on": None}],
    }  # fmt: skip
    hours = values(found)["hours"]
    assert [(one["day"], one["opens"]) for one in hours][-2:] == [("friday", "09:00:00"), ("saturday", "09:00:00")]
    special = [one.value[0] for one in found if one.field == "special_days"]
    assert [(one["date"], one["until"], one["opens"]) for one in special] == [
        ("2026-12-24", "2026-12-26", None),
        ("2026-12-31", None, "09:00:00"),
    ]


def test_what_pages_say_for_machines_goes_before_their_prose() -> None:
    found = read("Call us on 503 555 9999.", "Open Mon-Sat 8-20", structured=(BUSINESS,))
    assert values(found)["phone"] == "+1 503 555 0100"
    assert len([one for one in found if one.field == "hours"]) == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"@type": "Store", "openingHours": "always", "telephone": 5035550100, "geo": {"latitude": "north"}},
        {"@type": "Store", "openingHoursSpecification": [{"dayOfWeek": "Funday", "opens": "25:00"}, 7, None]},
        {"@type": "Store", "openingHours": [{"a": 1}], "address": {"streetAddress": ["x", "y"]}},
        {"@type": {"odd": 1}, "address": None, "makesOffer": [{"price": "a lot", "name": "X"}], "areaServed": [None]},
        {"@type": "Store", "address": [], "geo": {"latitude": 999, "longitude": 1}, "hasOfferCatalog": "none"},
        {"@type": "Store", "openingHoursSpecification": {"validFrom": "soon", "opens": "09:00:00+01:00"}, "email": 1},
    ],
)
def test_broken_json_ld_gives_what_can_be_told_and_nothing_else(broken: dict[str, Any]) -> None:
    assert {one.field for one in read(structured=(broken,))} <= {"phone", "address", "email"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(BUSINESS["@graph"][2])), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(sorted(BUSINESS["@graph"][2])), json_values))
def test_no_json_breaks_the_reading(node: dict[str, Any]) -> None:
    assert len(read(structured=(node,))) <= FINDINGS_MAX


def test_the_demo_shops_documents_state_its_facts() -> None:
    found: list[FactFinding] = []
    for name in ("hours-and-directions.md", "payment-and-financing.html"):
        reading = importer_for(name)((ASSETS / "demo/documents" / name).read_bytes())
        found += findings(reading, reading.title)
    told = values(found)
    assert (told["phone"], told["email"], told["address"]) == (FACTS.phone, FACTS.email, FACTS.address)
    assert tuple(OpeningHours.model_validate(one) for one in told["hours"]) == FACTS.hours
    days = {date.fromisoformat(one.value[0]["date"]) for one in found if one.field == "special_days"}
    assert days == {special.date for special in FACTS.special_days}
    assert told["policies"][0]["text"]["en"].startswith("We take cash, Visa")
