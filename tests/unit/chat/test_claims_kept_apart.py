"""Owns what else can be checked in a sentence: times, bounds, phone numbers, addresses, names, a no."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appliance.chat.grounding import claims
from appliance.chat.grounding.claims import Bound, Claim, Kind
from tests.unit.chat.claiming import LANGUAGES, only, proves


@pytest.mark.parametrize(
    ("language", "text", "minutes"),
    [
        ("en", "9 am", 540),
        ("en", "9:00", 540),
        ("en", "half past nine", 570),
        ("en", "6:30 p.m.", 1110),
        ("en", "12 pm", 720),
        ("en", "12 am", 0),
        ("en", "noon", 720),
        ("de", "21 Uhr", 1260),
        ("de", "9.30 Uhr", 570),
        ("de", "halb zehn", 570),
        ("de", "8 Uhr abends", 1200),
        ("fr", "9h30", 570),
        ("fr", "à 9 heures", 540),
        ("es", "a las nueve", 540),
        ("it", "alle 9", 540),
        ("nl", "half tien", 570),
        ("nl", "9 uur", 540),
    ],
)
def test_times_of_day(language: str, text: str, minutes: int) -> None:
    claim = only(text, language)
    assert (claim.kind, claim.value) == (Kind.TIME, str(minutes))


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=1439))
def test_a_time_is_the_same_on_both_clocks(minutes: int) -> None:
    hour, minute = divmod(minutes, 60)
    twelve = f"{hour % 12 or 12}:{minute:02} {'pm' if hour >= 12 else 'am'}"
    assert proves(f"{hour}:{minute:02}", twelve)
    assert proves(twelve, f"{hour:02}:{minute:02}")


def test_nine_hours_are_no_time_of_day() -> None:
    assert only("9 heures de cours", "fr").kind is Kind.DURATION
    assert only("9 hours").kind is Kind.DURATION


@pytest.mark.parametrize(
    ("held", "said", "stands"),
    [
        ("Ready in 2 to 3 days", "Ready in 2-3 days", True),
        ("Ready in between 2 and 3 days", "Ready in 2 to 3 days", True),
        ("Ready in 2 to 3 days", "Ready in 2 days", False),
        ("Ready in 2 days", "Ready in 2 to 3 days", False),
        ("They cost $620 to $1,150", "They cost $620", False),
        ("They cost $620 to $1,150", "They start at $620", True),
        ("They cost $620 to $1,150", "They cost up to $1,150", True),
        ("It costs $80-$120", "It costs $80 to 120", True),
        ("at most $900", "up to $900", True),
        ("at most $900", "$900", False),
        ("You must be 18 or older", "You must be at least 18", True),
        ("You must be 18 or older", "You must be over 18", False),
        ("within 14 days", "in 14 days", True),
        ("within 14 days", "after 14 days", False),
        ("open until 18:00", "open from 18:00", False),
        ("10:00 to 18:00", "until 6 pm", True),
        ("Tuesday to Friday", "on Wednesday", True),
        ("Tuesday and Friday", "Tuesday to Friday", False),
        ("1 November to 31 March", "until 31 March", True),
        ("12-14 March", "on 14 March", True),
    ],
)
def test_ranges_and_bounds_are_kept(held: str, said: str, stands: bool) -> None:
    assert proves(held, said) is stands


@pytest.mark.parametrize(
    ("language", "week"),
    [
        ("en", "Monday to Sunday"),
        ("de", "montags bis sonntags"),
        ("fr", "du lundi au dimanche"),
        ("es", "de lunes a domingo"),
        ("it", "da lunedì a domenica"),
        ("nl", "maandag tot en met zondag"),
    ],
)
def test_a_whole_week_in_every_language(language: str, week: str) -> None:
    assert [claim.value for claim in claims.read(week, language).claims] == list("0123456")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "10 per cent"),
        ("de", "10 Prozent"),
        ("fr", "10 pour cent"),
        ("es", "10 por ciento"),
        ("nl", "10 procent"),
    ],
)
def test_percent_in_words(language: str, text: str) -> None:
    assert only(text, language) == only("10%", language) == Claim(Kind.PERCENT, "10")


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("+1 503 555 0142", "15035550142"),
        ("(503) 555-0142", "5035550142"),
        ("0511/12 34 56", "511123456"),
        ("+49 511 123456", "49511123456"),
    ],
)
def test_phone_numbers_by_their_digits(text: str, digits: str) -> None:
    claim = only(f"Call {text} now")
    assert (claim.kind, claim.value) == (Kind.PHONE, digits)


def test_a_phone_number_may_lose_its_country_and_gain_none() -> None:
    assert proves("Call +49 511 123456", "Call 0511 123456")
    assert not proves("Call 0511 123456", "Call +49 511 123456")
    assert proves("Call 1-800-925-4351", "Call 800 925 4351")
    assert not proves("Call 1-800-925-4351", "Call 00 800 925 4351")
    assert not proves("Call 503 555 0142", "Call 503 555 0143")
    assert not proves("Call 503 555 0142", "Call 555 0142")


@pytest.mark.parametrize("text", ["1.234.567", "2026-2027", "9.00 - 18.00"])
def test_long_figures_that_nobody_can_call(text: str) -> None:
    assert all(claim.kind is not Kind.PHONE for claim in claims.read(text, "en").claims)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://maple.example/rent.", "maple.example/rent"),
        ("Look at www.maple.org!", "maple.org"),
        ("Write to Hello@Maple.example, please", "hello@maple.example"),
        ("On maple-bikes.com you find it", "maple-bikes.com"),
    ],
)
def test_addresses_are_found_without_the_mark_behind_them(text: str, address: str) -> None:
    assert only(text).value == address


def test_a_page_proves_its_host_and_not_the_other_way_round() -> None:
    assert proves("https://maple.example/rent", "www.maple.example")
    assert not proves("www.maple.example", "https://maple.example/rent")


def test_plain_words_are_no_address() -> None:
    found = claims.read("We open at 9.30 and close at six. Come in!", "en").claims
    assert all(claim.kind not in claims.ADDRESSES for claim in found)


def test_an_article_proves_a_number_but_claims_none() -> None:
    assert claims.numbers("ein Rad", "de") == frozenset({"1"})
    assert claims.numbers("ein Rad", "de", claimed=True) == frozenset()
    assert claims.numbers("zwei Räder", "de", claimed=True) == frozenset({"2"})
    assert only("eine Woche", "de") == Claim(Kind.DURATION, "1", "week")


def test_first_orders_only_before_what_is_ordered() -> None:
    assert not only("the first ride of the month").weak
    assert only("First, bring the charger.").weak
    assert only("on the 3rd floor") == Claim(Kind.ORDINAL, "3")


def test_what_is_free_costs_nothing_and_feeling_free_says_nothing() -> None:
    assert proves("Returns at no charge", "Returns are free")
    assert not proves("Returns cost $9", "Returns are free")
    assert claims.read("Feel free to ask.", "en").claims == ()


def test_names_are_the_same_before_a_comma_and_before_the_full_stop() -> None:
    assert claims.names("You ask Nora, please.", "en") == claims.names("Please ask Nora.", "en") == {"nora"}


def test_the_first_word_is_a_name_unless_it_only_opens() -> None:
    assert claims.names("Nora repairs it.", "en") == {"nora"}
    assert claims.names("Please come in.", "en") == claims.names("I repair bikes.", "en") == frozenset()


def test_weekdays_and_months_are_dates_and_no_names() -> None:
    assert claims.names("We open on Monday in March.", "en") == frozenset()


def test_a_polite_you_is_no_name() -> None:
    assert claims.names("Bitte bringen Sie Ihr Rad mit.", "de") == {"rad"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We do not rent tandems.", "en"),
        ("There's no ramp.", "en"),
        ("We can't.", "en"),
        ("You don’t pay", "en"),
        ("Wir haben keine Tandems.", "de"),
        ("Nie.", "de"),
        ("Nous n'en avons pas.", "fr"),
        ("No tenemos.", "es"),
        ("Non li abbiamo.", "it"),
        ("Die hebben we niet.", "nl"),
    ],
)
def test_a_no_is_noticed(text: str, language: str) -> None:
    assert claims.negation(claims.read(text, language), language) is not None


@pytest.mark.parametrize("text", ["We rent tandems.", "Notes are kept.", "Another knot", "It comes at no charge."])
def test_a_yes_is_no_no(text: str) -> None:
    assert claims.negation(claims.read(text, "en"), "en") is None


def test_a_bound_is_kept_with_its_claim() -> None:
    assert only("from $20").bound is Bound.MIN
    assert only("bis zu 30 Minuten", "de").bound is Bound.MAX
    assert only("10 pieces at most").bound is Bound.MAX


@settings(deadline=None)
@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_can_be_read_and_no_figure_is_lost(text: str, language: str) -> None:
    said = claims.read(text, language)
    covered = {at for claim in said.claims for at in range(claim.start, claim.end)}
    assert all(at in covered for at, token in enumerate(said.tokens) if token.is_number)
    assert all(0 <= claim.start < claim.end <= len(said.tokens) for claim in said.claims)
