"""Owns what kind of thing a question asks for, and which texts tell one, in every language that is shipped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.core.questions.asked_for import AskedFor, asked_for, spans, tells, without_asking

PRICE, TIME, DURATION, DISTANCE = AskedFor.PRICE, AskedFor.TIME, AskedFor.DURATION, AskedFor.DISTANCE
COUNT, PLACE, PERSON, WHETHER = AskedFor.COUNT, AskedFor.PLACE, AskedFor.PERSON, AskedFor.WHETHER


@pytest.mark.parametrize(
    ("language", "question", "kinds"),
    [
        ("en", "How much is a flat fix?", {PRICE}),
        ("en", "what would a new one set me back", {PRICE}),
        ("en", "until when can it stay there", {TIME}),
        ("en", "which days do you do that", {TIME}),
        ("en", "how many days does it take", {DURATION}),
        ("en", "how far do your e-bikes get", {DISTANCE}),
        ("en", "how old can they be", {COUNT}),
        ("en", "Where can I park?", {PLACE}),
        ("en", "who repairs the e-bikes", {PERSON}),
        ("en", "ok and is it free?", {WHETHER}),
        ("en", "What time does it start and how far do you go?", {TIME, DISTANCE}),
        ("en", "i pay with card when i come", {PRICE}),
        ("en", "the blue one", set()),
        ("de", "Wie viel kostet das?", {PRICE}),
        ("de", "Bis wann müssen die Räder zurück sein?", {TIME}),
        ("de", "Wie lange dauert es?", {DURATION}),
        ("de", "Habt ihr eine Toilette?", {WHETHER}),
        ("fr", "Combien de temps dure la réparation ?", {DURATION}),
        ("fr", "C'est combien ?", {PRICE}),
        ("fr", "Avez-vous des toilettes ?", {WHETHER}),
        ("es", "¿Cuánto cuesta alquilar una bici?", {PRICE}),
        ("es", "¿Cuándo abren?", {TIME}),
        ("it", "Quanto tempo ci vuole?", {DURATION}),
        ("it", "Dove siete?", {PLACE}),
        ("nl", "Hoe lang duurt het?", {DURATION}),
        ("nl", "Wat kost een lekke band?", {PRICE}),
        ("ja", "いくらですか", set()),
    ],
)
def test_a_question_asks_for_kinds_of_things(language: str, question: str, kinds: set[AskedFor]) -> None:
    assert asked_for(question, language) == kinds


def test_a_follow_up_that_asks_for_nothing_asks_for_what_was_asked_before() -> None:
    assert asked_for("And for an e-bike?", "en", before="How much is a city bike?") == {PRICE}
    assert asked_for("And how long?", "en", before="How much is a city bike?") == {DURATION}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PRICE, "It costs $60."),
        (PRICE, "45 € am Tag"),
        (PRICE, "Zwölf kosten dreißig Euro"),
        (PRICE, "The second one is free."),
        (PRICE, "Interest: 6.9% a year"),
        (TIME, "It starts at 8:30."),
        (TIME, "Only on Tuesdays"),
        (TIME, "bis zum 31. März"),
        (TIME, "de 10 h à midi"),
        (DURATION, "Ready in 2 to 3 days"),
        (DURATION, "within two working days"),
        (DURATION, "Vous pouvez revenir dans une semaine"),
        (DISTANCE, "The range is 40 to 80 miles."),
        (COUNT, "8 people at most"),
        (PLACE, "The bus stop is round the corner"),
        (PERSON, "Ask the owner."),
        (WHETHER, "Anything may be a yes."),
    ],
)
def test_a_text_tells_a_thing_of_a_kind(kind: AskedFor, text: str) -> None:
    assert tells(text, kind)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PRICE, "We adjust brakes and gears in 2 days."),
        (TIME, "Bring a photo ID; two people are needed."),
        (TIME, "The slice is €4.20."),
        (DURATION, "It costs $60."),
        (DISTANCE, "The range depends on the wind."),
        (COUNT, "Bring your own bike."),
    ],
)
def test_other_texts_do_not(kind: AskedFor, text: str) -> None:
    assert not tells(text, kind)


def test_spans_of_time_are_compared_in_their_smaller_unit() -> None:
    assert spans("over one year", asked=True) == spans("12 months") == {(12, "month")}
    assert spans("for two weeks") == spans("14 Tage") == {(14, "day")}
    assert spans("for a week", asked=True) == spans("Week (7 days)") == {(7, "day")}
    assert spans("It costs $7 a week.") == frozenset()


def test_words_that_only_ask_are_left_out() -> None:
    assert without_asking("Which days do you take E-Bikes?", "en").split() == ["do", "you", "take", "E-Bikes?"]
    assert without_asking("the blue one", "en") == "the blue one"


@given(st.text(max_size=80), st.sampled_from(["en", "de", "fr", "es", "it", "nl", "xx"]))
def test_any_text_may_be_asked(question: str, language: str) -> None:
    assert asked_for(question, language) <= set(AskedFor)
    assert len(without_asking(question, language)) <= len(question)
    assert all(isinstance(tells(question, kind), bool) for kind in AskedFor)
    assert all(number >= 0 for number, _ in spans(question))
