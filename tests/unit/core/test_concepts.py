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


def test_a_phrase_and_a_word_that_are_near_are_looked_for_together() -> None:
    (phrase,) = concepts("training wheels", "en")
    assert held(phrase, {"stabilis"})
    (word,) = concepts("stabilisers", "en")
    assert held(word, {"train", "wheel"})
    assert not held(word, {"wheel"})
    assert about("wo kann ich parkieren, das auto abstellen", "parkplatz", "de")


def test_a_phrase_of_which_one_word_is_left_stands_for_the_others_alone() -> None:
    assert about("can i swing by", "walkin")
    assert not about("can i swing by", "swing")


def test_what_a_phrase_is_put_into_is_found_in_texts_that_say_the_phrase() -> None:
    (card,) = concepts("gift cards", "en")
    assert held(card, {"gift", "card"})
    assert not held(card, {"card"})
    (alone,) = concepts("gift cards", "en", related=False)
    assert not held(alone, {"gift", "card"})


def test_words_that_only_ask_are_nothing_to_look_for() -> None:
    assert not about("what does it cost to fix a flat", "cost")
    assert about("what does it cost to fix a flat", "flat")
    assert concepts("how much is it", "en") == []


def test_what_denies_is_nothing_to_look_for() -> None:
    assert not about("Darf ich ohne Helm fahren?", "ohn", "de")
    assert about("Darf ich ohne Helm fahren?", "helm", "de")
    assert not about("Can I ride without a helmet?", "without")


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
