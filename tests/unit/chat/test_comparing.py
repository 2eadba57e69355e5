"""Owns that a written answer takes no quotation's place when it tells less of what was asked."""

from __future__ import annotations

import pytest

from appliance.chat.writing.comparing import tells_as_much, tells_less
from appliance.contract.retrieval import Asked
from tests.unit.chat.played import RENTAL, passage

QUOTED = "The deposit for a city bike is $200. It is released within 3 days."


@pytest.mark.parametrize(
    ("question", "written", "less"),
    [
        ("what deposit do you take", "Helmets are included.", True),
        ("what deposit do you take", "A deposit is taken for a bike.", True),
        ("how long do you keep my card details", "The deposit is $200.", True),
        ("what deposit do you take", "The deposit is $200.", False),
        ("how long do you keep the deposit", "The deposit is released within 3 days.", False),
        ("tell me about city bikes", "It is raining.", True),
        ("tell me about city bikes", "A city bike comes with a helmet.", False),
    ],
)
def test_an_answer_tells_what_was_asked_for_or_less(question: str, written: str, less: bool) -> None:
    assert tells_less(Asked(question, "en"), (RENTAL,), written, QUOTED) is less


def test_what_has_been_read_already_gives_way_only_to_what_tells_no_less_of_anything() -> None:
    asked = Asked("what deposit do you take for a city bike", "en")
    assert tells_as_much(asked, (RENTAL,), "For a city bike we take a deposit of $200 and a photo ID.", QUOTED)
    assert not tells_as_much(asked, (RENTAL,), "We take $200.", QUOTED)
    assert not tells_less(asked, (RENTAL,), "The deposit for a city bike is $200.", QUOTED)


def test_a_time_from_elsewhere_takes_no_place_of_the_one_asked_for() -> None:
    kept, open_ = (
        passage("Recordings are overwritten after 72 hours."),
        passage("We close 30 minutes after the last ride."),
    )
    asked = Asked("are you filming people in front of the shop? how long is that kept", "en")
    assert not tells_as_much(asked, (kept, open_), "The shop keeps open for 30 minutes.", kept.text)
    assert tells_as_much(asked, (kept, open_), "What is filmed is kept for 72 hours.", kept.text)
