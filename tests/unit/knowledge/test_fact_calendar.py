"""Special days, ranges, seasons and holidays, on every day of the year and across the changes of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from appliance.contract.facts import ShopFacts
from appliance.contract.holidays import Holiday, date_of, easter, public_holiday
from appliance.contract.opening import OpeningHours, Season, SpecialDay, Weekday
from appliance.contract.retrieval import Asked
from appliance.knowledge.facts.book import FactBook
from appliance.knowledge.facts.telling import hours

WEEK = tuple(OpeningHours(day=day, opens=time(9), closes=time(18)) for day in Weekday)
SHOP = ShopFacts(
    name="Garden",
    languages=("en", "de"),
    timezone="Europe/Berlin",
    hours=WEEK,
    seasons=(
        Season(
            name={"en": "Winter hours"},
            begins=date(2000, 11, 1),
            ends=date(2000, 2, 28),
            hours=(OpeningHours(day=Weekday.MONDAY, opens=time(10), closes=time(15)),),
        ),
    ),
    special_days=(
        SpecialDay(
            date=date(2026, 8, 3), until=date(2026, 8, 15), name={"en": "Summer holidays", "de": "Sommerferien"}
        ),
        SpecialDay(date=date(2026, 8, 10), name={"en": "Market day"}, opens=time(12), closes=time(14)),
        SpecialDay(date=date(2020, 12, 27), until=date(2021, 1, 2), yearly=True, name={"en": "Between the years"}),
        SpecialDay(holiday=Holiday.EASTER_MONDAY),
    ),
)
JULY = datetime(2026, 7, 22, 10, 0, tzinfo=UTC)


def told(question: str, now: datetime = JULY, language: str = "en", shop: ShopFacts = SHOP) -> str | None:
    answer = FactBook().answer(Asked(question, language), shop, now)
    return answer.text if answer else None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "When are your summer holidays?",
            "From Monday 3 August to Saturday 15 August (Summer holidays) we are closed.",
        ),
        ("open on August 5?", "From Monday 3 August to Saturday 15 August (Summer holidays) we are closed."),
        ("are you open on 10 august", "On Monday 10 August (Market day) we are open 12:00 – 14:00."),
        ("are you open on easter monday", "On Monday 29 March (Easter Monday) we are closed."),
        (
            "are you open on 30 december",
            "From Sunday 27 December to Saturday 2 January (Between the years) we are closed.",
        ),
        ("are you open on 5 january 2027", "On Tuesday 5 January we are closed."),
        ("are you open on 2 November", "On Monday 2 November we are open 10:00 – 15:00."),
        ("are you open at thanksgiving", None),
    ],
)
def test_special_days_as_they_are_asked_for(question: str, answer: str | None) -> None:
    assert told(question) == answer


def test_the_week_tells_the_season_that_begins_soon() -> None:
    assert told("What are your opening hours?") == "We are open Monday to Sunday 09:00 – 18:00."
    october = told("What are your opening hours?", datetime(2026, 10, 20, 10, 0, tzinfo=UTC)) or ""
    assert "From Sunday 1 November: Winter hours: We are open Monday 10:00 – 15:00." in october
    winter = told("What are your opening hours?", datetime(2026, 12, 1, 10, 0, tzinfo=UTC)) or ""
    assert winter.startswith("Winter hours: We are open Monday 10:00 – 15:00.")


def test_whoever_asks_for_the_week_hears_of_the_holidays_in_it() -> None:
    assert "(Summer holidays) we are closed" in (told("your hours?", datetime(2026, 8, 1, 8, 0, tzinfo=UTC)) or "")


def test_the_next_opening_lies_behind_the_holidays() -> None:
    assert told("are you open now?", datetime(2026, 8, 3, 10, 0, tzinfo=UTC)) == (
        "No, we are closed at the moment. We open again on Monday 10 August at 12:00."
    )


def test_next_friday_is_told_once_when_both_are_the_same() -> None:
    assert told("are you open next friday") == "On Friday we are open 09:00 – 18:00."
    assert told("are you open next monday", datetime(2026, 7, 29, 8, 0, tzinfo=UTC)) == (
        "From Monday 3 August to Saturday 15 August (Summer holidays) we are closed."
        " On Monday 10 August (Market day) we are open 12:00 – 14:00."
    )


def test_holidays_without_a_word_of_the_shop_are_left_to_the_documents() -> None:
    assert told("Are you open on Good Friday?") is None
    assert told("Habt ihr an Weihnachten offen?", language="de") is None
    plain = SHOP.model_copy(update={"usual_on_other_holidays": True})
    assert (
        told("Are you open on Good Friday?", shop=plain)
        == "On Friday 26 March (Good Friday) we are open 09:00 – 18:00."
    )


@pytest.mark.parametrize(
    "question",
    [
        "Habt ihr am 1. Mai offen?",
        "Habt ihr am 26.10. offen?",
        "Habt ihr am Nationalfeiertag offen?",
        "Habt ihr am 27. Mai 2027 offen?",
        "Habt ihr am 15. August 2027 auf?",
        "Habt ihr am 25.12. um 10 Uhr offen?",
    ],
)
def test_a_public_holiday_is_one_by_whatever_words_it_is_asked_for(question: str) -> None:
    graz = ShopFacts(name="Graz", languages=("de",), timezone="Europe/Vienna", hours=WEEK)
    assert told(question, language="de", shop=graz) is None
    as_usual = told(question, language="de", shop=graz.model_copy(update={"usual_on_other_holidays": True}))
    assert as_usual is not None
    assert "09:00 – 18:00" in as_usual


def test_the_usual_hours_say_nothing_of_a_holiday_that_is_near() -> None:
    shop = ShopFacts(name="Graz", languages=("de",), timezone="Europe/Vienna", hours=WEEK)
    sunday, monday = (datetime(2026, 10, day, 10, 0, tzinfo=UTC) for day in (25, 26))
    assert told("Habt ihr heute offen?", sunday, "de", shop) == "Am Sonntag haben wir von 09:00 – 18:00 geöffnet."
    assert told("Habt ihr morgen offen?", sunday, "de", shop) is None
    assert told("Habt ihr am Montag offen?", sunday, "de", shop) is None
    assert told("Habt ihr jetzt offen?", monday, "de", shop) is None
    holiday = shop.model_copy(update={"special_days": (SpecialDay(holiday=Holiday.NATIONAL_DAY_AUSTRIA),)})
    assert told("Habt ihr morgen offen?", sunday, "de", holiday) == (
        "Am Montag, 26. Oktober (Nationalfeiertag) haben wir geschlossen."
    )


def test_a_countrys_holidays_are_not_its_neighbours() -> None:
    assert public_holiday(date(2026, 10, 26), "Europe/Vienna") is Holiday.NATIONAL_DAY_AUSTRIA
    assert public_holiday(date(2026, 10, 26), "Europe/Berlin") is None
    assert public_holiday(date(2026, 10, 31), "America/New_York") is None
    assert public_holiday(date(2026, 12, 25), "UTC") is Holiday.CHRISTMAS_DAY


def test_all_holidays_of_the_shop_are_listed() -> None:
    listed = told("Which holidays are you closed on?") or ""
    assert listed.startswith("Different from our usual hours: From Monday 3 August")
    assert "Between the years" in listed
    assert "Easter Monday" in listed


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (2285, 3, 22)],
)
def test_easter_is_where_the_tables_say(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("holiday", "when"),
    [
        (Holiday.THANKSGIVING, date(2026, 11, 26)),
        (Holiday.BLACK_FRIDAY, date(2026, 11, 27)),
        (Holiday.MEMORIAL_DAY, date(2026, 5, 25)),
        (Holiday.LABOR_DAY_AMERICA, date(2026, 9, 7)),
        (Holiday.ASCENSION_DAY, date(2026, 5, 14)),
        (Holiday.KINGS_DAY, date(2025, 4, 26)),
        (Holiday.KINGS_DAY, date(2026, 4, 27)),
    ],
)
def test_movable_holidays(holiday: Holiday, when: date) -> None:
    assert date_of(holiday, when.year) == when


@given(st.sampled_from(Holiday), st.integers(1990, 2200))
def test_every_holiday_has_a_date_in_every_year(holiday: Holiday, year: int) -> None:
    assert date_of(holiday, year).year == year
    if holiday in (Holiday.EASTER_SUNDAY, Holiday.WHIT_SUNDAY, Holiday.MOTHERS_DAY):
        assert date_of(holiday, year).weekday() == 6


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_a_yearly_run_across_the_new_year_holds_each_year(day: date) -> None:
    special = SHOP.special_on(day)
    between = (day.month, day.day) >= (12, 27) or (day.month, day.day) <= (1, 2)
    assert (special is not None and special.name.get("en") == "Between the years") == between


@given(st.dates(date(2025, 1, 1), date(2030, 12, 31)), st.integers(0, 24 * 60 - 1))
def test_now_is_the_wall_clock_of_the_shop_on_every_day(day: date, minute: int) -> None:
    """Also on the two days a year on which an hour is missing or comes twice."""
    local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ZoneInfo("Europe/Berlin"))
    wall = local.astimezone(UTC).astimezone(ZoneInfo("Europe/Berlin"))
    is_open = any(opens <= wall.time() < closes for opens, closes in SHOP.spans_on(wall.date()))
    shop = SHOP.model_copy(update={"usual_on_other_holidays": True})
    answer = told("are you open now?", local.astimezone(UTC), shop=shop) or ""
    assert answer.startswith("Yes" if is_open else "No")


@given(st.dates(date(2025, 1, 1), date(2030, 12, 31)))
def test_the_next_opening_is_the_first_span_that_begins_later(day: date) -> None:
    now = datetime(day.year, day.month, day.day, 11, 0)
    found = hours.next_opening(SHOP, now)
    assert found is not None
    when, opens = found
    assert datetime.combine(when, opens) > now
    between = (day + timedelta(days=ahead) for ahead in range(1, (when - day).days))
    assert not any(SHOP.spans_on(one) for one in between)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": {"en": "Neither"}},
        {"date": "2026-01-01", "holiday": "thanksgiving"},
        {"date": "2026-08-15", "until": "2026-08-03"},
        {"date": "2026-01-01", "opens": "10:00"},
        {"date": "2026-01-01", "opens": "14:00", "closes": "10:00"},
        {"holiday": "thanksgiving", "until": "2026-11-27"},
    ],
)
def test_a_special_day_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        SpecialDay.model_validate(wrong)


def test_the_29th_of_february_comes_back_as_the_28th() -> None:
    yearly = SpecialDay(date=date(2024, 2, 29), yearly=True, name={"en": "Leap"})
    assert [first for first, _ in yearly.runs([2025, 2028])] == [date(2025, 2, 28), date(2028, 2, 29)]


def test_a_shop_may_close_at_midnight() -> None:
    bar = ShopFacts(name="Bar", hours=(OpeningHours(day=Weekday.FRIDAY, opens=time(18), closes=time(0)),))
    assert hours.open_until(bar, datetime(2026, 10, 9, 23, 59)) == time(0)
    assert hours.open_until(bar, datetime(2026, 10, 10, 0, 1)) is None
