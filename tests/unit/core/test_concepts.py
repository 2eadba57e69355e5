"""Owns what a question is about, in its own words and in those that mean the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appliance.core.questions.concepts import concepts, held


def about(question: str, stem: str, language: str = "en") -> bool:
    return any(held(concept, {stem}) for concept in concepts(question, language))


def test_a_word_stands_for_all_that_mean_the_same() -> None:
    assert about("is there a toilet i can use", "restroom")
    assert about("can i swap it", "exchang")
    assert about("kann ich ein rad ausleihen", "miet", "de")


def test_a_phrase_stands_for_what_it_means_and_no_longer_for_its_words() -> None:
    assert about("how much are second hand bikes", "use")
    assert len(concepts("how much are second hand bikes", "en")) == 2


def test_words_that_only_ask_are_nothing_to_look_for() -> None:
    assert not about("what does it cost to fix a flat", "cost")
    assert about("what does it cost to fix a flat", "flat")
    assert concepts("how much is it", "en") == []


def test_a_german_verb_may_stand_apart() -> None:
    assert about("was muss ich mitbringen", "bring", "de")
    assert not about("what to bring along", "along")


def test_a_language_without_words_of_its_own_is_taken_as_it_is_written() -> None:
    assert about("bicicleta azul", "azul", "xx")


@given(st.text(max_size=60), st.sampled_from(["en", "de", "fr", "es", "it", "nl", "xx"]))
def test_any_text_is_about_something_or_nothing(question: str, language: str) -> None:
    assert all(concept for concept in concepts(question, language))


def test_what_only_goes_with_a_thing_is_told_apart() -> None:
    (wheelchair,) = concepts("wheelchair", "en")
    assert held(wheelchair, {"ramp"})
    (alone,) = concepts("wheelchair", "en", related=False)
    assert not held(alone, {"ramp"})
