"""Owns that contact details are kept with their question, once, and only when somebody can be reached."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from appliance.business.leads import Leads
from appliance.contract.leads import BookingWish, FormKind, LeadRequest
from appliance.contract.outbox import OutboxKind
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import iso
from tests.unit.business.people import HandClock, Team


@pytest.fixture
def leads(team: Team) -> Leads:
    return team.leads


def request(**details: Any) -> LeadRequest:
    values = {"question_id": "q_1", "name": "A visitor", "consent": True, "consent_text": "I agree."} | details
    return LeadRequest.model_validate(values)


def booking(**details: Any) -> LeadRequest:
    """For the day after the clock's, at seven in the evening."""
    values = {"kind": "booking", "phone": "+49 30 1234567", "date": "2026-10-08", "time": "19:00", "people": 4}
    return request(**values | details)


async def test_a_lead_is_kept_with_its_question(leads: Leads) -> None:
    kept = await leads.add(request(name="  A visitor ", email="a@b.example"), "Do you repair sledges?")
    assert (kept.kind, kept.question, kept.name, kept.email, kept.phone) == (
        FormKind.LEAD,
        "Do you repair sledges?",
        "A visitor",
        "a@b.example",
        None,
    )
    assert await leads.latest(10) == [kept]


async def test_the_newest_lead_is_first_and_the_list_has_an_end(leads: Leads, clock: HandClock) -> None:
    for number, name in enumerate(("first", "second", "third")):
        await leads.add(request(name=name, phone="+49 30 1234567", question_id=f"q_{number}"), "?")
        clock.move(1)
    assert [lead.name for lead in await leads.latest(2)] == ["third", "second"]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (request(), "email"),
        (request(kind="call_back", email="a@b.example"), "phone"),
        (booking(phone=None), "email"),
        (booking(date=None), "date"),
        (booking(date="2026-10-06"), "date"),
        (booking(date="2028-01-01"), "date"),
        (booking(time=None), "time"),
        (booking(date="2026-10-07", time="11:59"), "time"),
        (booking(date="2026-10-07", time="12:00"), "time"),
    ],
)
async def test_what_cannot_be_answered_names_its_field_and_nothing_is_kept(
    team: Team, form: LeadRequest, field: str
) -> None:
    with pytest.raises(Refused) as caught:
        await team.leads.add(form, "?")
    assert (caught.value.code, caught.value.field) == (ErrorCode.BAD_INPUT, field)
    assert await team.leads.latest(10) == []
    assert await team.outbox.latest(10) == []


async def test_a_booking_is_a_wish_for_a_day_to_come(leads: Leads) -> None:
    kept = await leads.add(booking(note=" By the window, please. "), "Do you have a table?")
    assert kept.kind is FormKind.BOOKING
    assert kept.booking == BookingWish.model_validate(
        {"date": "2026-10-08", "time": "19:00", "people": 4, "open": True}
    )
    assert kept.note == "By the window, please."
    today = await leads.add(booking(date="2026-10-07", time="12:01"), "?")
    assert today.id != kept.id, "another day is another wish"


async def test_the_same_form_sent_twice_is_one_lead_and_the_team_hears_of_it_once(team: Team) -> None:
    first, again = await asyncio.gather(
        *(team.leads.add(request(email="A@b.example", phone=phone), "?") for phone in ("030/123456", "030 123456"))
    )
    assert first == again
    team.clock.move(1)
    assert await team.leads.add(request(email="a@B.example", phone="030 123456"), "?") == first
    assert await team.leads.latest(10) == [first]
    assert await team.alerts() == ["lead"]


async def test_a_form_with_something_new_opens_a_handled_lead_again_and_alerts_once_more(team: Team) -> None:
    first = await team.leads.add(request(phone="030 123456", note="Mornings."), "?")
    await team.leads.handle(first.id, handled=True)
    team.clock.move(86_400)
    leak = request(phone="030 123456", name="Ann", note="Water is leaking.")
    told, again = await asyncio.gather(*(team.leads.add(leak, "?") for _ in range(2)))
    assert told == again
    assert (told.id, told.name, told.note) == (first.id, "Ann", "Mornings.\n\nWater is leaking.")
    assert (told.handled_at, told.left_at, told.consent_at) == (None, iso(team.clock()), iso(team.clock()))
    assert await team.leads.latest(10, open_only=True) == [told]
    assert await team.alerts() == ["lead", "lead"]


async def test_who_leaves_the_same_form_after_it_was_handled_is_heard_again(team: Team) -> None:
    first = await team.leads.add(request(phone="030 123456"), "?")
    await team.leads.handle(first.id, handled=True)
    team.clock.move(86_400)
    again = await team.leads.add(request(phone="030 123456"), "?")
    assert (again.id, again.handled_at) == (first.id, None)
    assert await team.alerts() == ["lead", "lead"]


async def test_a_booking_for_more_people_and_back_is_one_wish_and_each_change_is_told(team: Team) -> None:
    for people, note in ((4, "By the window."), (8, None), (4, "By the window.")):
        kept = await team.leads.add(booking(people=people, note=note), "?")
        assert kept.booking
        assert (kept.booking.people, kept.note) == (people, "By the window.")
        team.clock.move(60)
    assert len(await team.leads.latest(10)) == 1
    assert await team.alerts() == ["lead"] * 3


async def test_notes_of_one_lead_have_an_end_and_what_was_kept_stays(team: Team) -> None:
    for letter in "abcd":
        await team.leads.add(request(phone="030 123456", note=letter * 2_000), "?")
    with pytest.raises(Refused) as caught:
        await team.leads.add(request(phone="030 123456", note="e" * 2_000), "?")
    assert (caught.value.code, caught.value.field) == (ErrorCode.BAD_INPUT, "note")
    (kept,) = await team.leads.latest(10)
    assert kept.note == "\n\n".join(letter * 2_000 for letter in "abcd")


async def test_a_wish_of_the_same_conversation_after_another_question_is_another_lead(leads: Leads) -> None:
    form = request(phone="030 123456", question_id=None, conversation_id="c_1")
    await leads.add(form, "Do you repair sledges?")
    await leads.add(form, "And skis?")
    assert {lead.question for lead in await leads.latest(10)} == {"Do you repair sledges?", "And skis?"}


async def test_another_question_another_contact_another_kind_are_other_leads(leads: Leads) -> None:
    forms = (
        request(email="a@b.example"),
        request(email="a@b.example", question_id="q_2"),
        request(email="a@b.example", question_id=None, conversation_id="c_1"),
        request(email="c@b.example"),
        request(phone="030 123456"),
        request(phone="030 123456", kind="call_back"),
    )
    assert len({(await leads.add(form, "?")).id for form in forms}) == len(forms)


async def test_each_lead_alerts_the_owner_and_waits_for_other_programs(team: Team) -> None:
    kept = await team.leads.add(request(email="a@b.example"), "?")
    rows = await team.outbox.latest(10)
    assert {row.kind for row in rows} == {OutboxKind.ALERT, OutboxKind.LEAD}
    assert all(row.payload == {"about": "lead", "lead_id": kept.id} for row in rows)


async def test_what_was_agreed_to_is_kept_word_for_word(leads: Leads, clock: HandClock) -> None:
    text = "I agree that my details are kept to answer me."
    kept = await leads.add(request(email="a@b.example", consent_text=text), "?")
    assert (kept.consent_text, kept.consent_at) == (text, iso(clock()))
    other = await leads.add(request(email="a@b.example", question_id="q_2", consent_text=text.upper()), "?")
    same = await leads.add(request(email="a@b.example", question_id="q_3", consent_text=f"{text} "), "?")
    assert kept.consent_version == same.consent_version != other.consent_version


async def test_a_lead_is_marked_handled_and_back(leads: Leads, clock: HandClock) -> None:
    kept = await leads.add(request(email="a@b.example"), "?")
    handled = await leads.handle(kept.id, handled=True)
    assert handled.handled_at == iso(clock())
    clock.move(60)
    assert await leads.handle(kept.id, handled=True) == handled
    assert await leads.latest(10, open_only=True) == []
    assert await leads.handle(kept.id, handled=False) == kept
    assert await leads.latest(10, open_only=True) == [kept]
    with pytest.raises(Refused) as caught:
        await leads.handle("lead_x", handled=True)
    assert caught.value.code is ErrorCode.NOT_FOUND


async def test_leads_are_counted_from_a_moment_on(leads: Leads, clock: HandClock) -> None:
    began = clock()
    for number in range(3):
        await leads.add(request(email="a@b.example", question_id=f"q_{number}"), "?")
        clock.move(3600)
    assert await leads.count_since(iso(began)) == 3
    assert await leads.count_since(iso(began + timedelta(hours=2))) == 1
    assert await leads.count_since(iso(began + timedelta(days=2))) == 0


@pytest.mark.parametrize(
    ("field", "details"),
    [
        ("email", {"email": "nobody"}),
        ("email", {"email": "a b@c.example"}),
        ("email", {"email": "a@b..example"}),
        ("email", {"email": "a@b.example, c@d.example"}),
        ("email", {"email": "a@b.example\nBcc: everybody"}),
        ("email", {"email": "a@b.example\0"}),
        ("email", {"email": "a\0@b.example"}),
        ("email", {"email": "a..b@c.example"}),
        ("email", {"email": ".a@b.example"}),
        ("email", {"email": "a.@b.example"}),
        ("email", {"email": f"{'a' * 65}@b.example"}),
        ("phone", {"phone": 49301234567}),
        ("phone", {"phone": "call me"}),
        ("phone", {"phone": "++++++123456"}),
        ("phone", {"phone": "030+123456"}),
        ("phone", {"phone": "030 123456\0"}),
        ("phone", {"phone": "ext. 123456"}),
        ("phone", {"phone": "12"}),
        ("phone", {"phone": "1 2 3 4 5"}),
        ("phone", {"phone": "+49 30 1234567 1234567"}),
        ("name", {"name": " "}),
        ("name", {"name": "Ann\nBcc: everybody"}),
        ("name", {"name": "a" * 121}),
        ("people", {"people": 0}),
        ("date", {"date": "tomorrow"}),
        ("note", {"note": "a" * 2_001}),
        ("kind", {"kind": "email_answer"}),
        ("more", {"more": "x"}),
    ],
)
def test_details_that_reach_nobody_are_refused_by_name(field: str, details: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        request(**details)
    assert caught.value.errors()[0]["loc"] == (field,)


@pytest.mark.parametrize(
    "email", ["a.b+c@sub.domain.example", "jürgen@bücher.example", "x@xn--p1ai.xn--p1ai", "o'c@d.ie"]
)
def test_real_addresses_are_taken(email: str) -> None:
    assert request(email=f" {email} ").email == email


def test_marks_that_came_along_with_a_copied_address_are_left_out() -> None:
    assert request(email="\u202aann@b.example\u202c\u200b").email == "ann@b.example"


@pytest.mark.parametrize(
    "phone",
    [
        "(0221) 12 34-56",
        "+1 (555) 010-0199",
        "030/123456",
        "0049 170.1234567",
        "(+49) 30 123456",
        "555 010 0199 ext. 5",
    ],
)
def test_real_numbers_are_taken(phone: str) -> None:
    assert request(phone=phone).phone == phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+33\u202f1\u00a023 45\u200967", "+33 1 23 45 67"),
        ("030\u2011123\u2013456\u2212789", "030-123-456-789"),
        ("\u202a+1 555 010 0199\u202c", "+1 555 010 0199"),
        ("\u0660\u0663\u0660 \u0661\u0662\u0663\u0664\u0665\u0666", "030 123456"),
        ("\uff0b\uff14\uff19 \uff08030\uff09 123456", "+49 (030) 123456"),
        ("555 010 0199 EXT 5", "555 010 0199 ext 5"),
        ("555 010 0199 x5", "555 010 0199 x5"),
    ],
)
def test_a_number_is_kept_as_a_keypad_has_it(typed: str, kept: str) -> None:
    assert request(phone=typed).phone == kept


def test_without_consent_nothing_can_be_left() -> None:
    for consent in (False, None, "no"):
        with pytest.raises(ValidationError):
            request(email="a@b.example", consent=consent)


def test_a_lead_belongs_to_something() -> None:
    with pytest.raises(ValidationError):
        request(question_id=None, email="a@b.example")
