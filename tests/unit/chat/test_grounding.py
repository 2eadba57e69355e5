"""Owns that nothing is shown which the documents do not say: no price, name, link or promise from nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.chat.grounding import claims
from appliance.chat.grounding.evidence import Evidence
from appliance.contract.retrieval import Asked, FoundPassage
from tests.unit.chat.played import passage

RENTAL = passage(
    "City bike rental costs $45 per day. E-bike rental costs $85 per day. We do not rent tandems. Call 503 555 0142.",
    "Rental",
)
REPAIR = passage("A tune-up takes 2 days. Ask Nora in the workshop for the Vista-Line.", "Repairs")
EVIDENCE = Evidence((RENTAL, REPAIR), Asked("How much is it to rent a bike?", "en"))
GERMAN = passage("Die Kaution beträgt 200 Euro. Am Montag ist geschlossen.", "Verleih")


@pytest.mark.parametrize(
    ("sentence", "stands_in"),
    [
        ("E-bike rental costs $85 per day.", RENTAL),
        ("City bike rental is $45 per day.", RENTAL),
        ("We do not rent tandems.", RENTAL),
        ("A tune-up takes 2 days.", REPAIR),
        ("You can ask Nora.", REPAIR),
        ("Ask in the workshop for the Vista-Line.", REPAIR),
    ],
)
def test_a_faithful_sentence_passes_and_names_its_passage(sentence: str, stands_in: FoundPassage) -> None:
    assert EVIDENCE.passage_for(sentence) is stands_in


@pytest.mark.parametrize("sentence", ["Die Kaution beträgt 200 Euro.", "Geschlossen ist am Montag."])
def test_german_nouns_pass_wherever_they_stand(sentence: str) -> None:
    assert Evidence((GERMAN,), Asked("Wie hoch ist die Kaution?", "de")).passage_for(sentence) is GERMAN


@pytest.mark.parametrize(
    "sentence",
    [
        "E-bike rental costs $95 per day.",
        "E-bike rental costs ninety dollars per day.",
        "E-bike rental costs $85.50 per day.",
        "E-bike rental costs $45,000 per day.",
    ],
)
def test_an_invented_price_is_refused(sentence: str) -> None:
    assert EVIDENCE.passage_for(sentence) is None


@pytest.mark.parametrize(
    "sentence", ["E-bike rental costs 85 per day.", "Call $503 555 0142.", "A tune-up takes $2 days."]
)
def test_a_price_stays_a_price_and_a_number_a_number(sentence: str) -> None:
    assert EVIDENCE.passage_for(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "City bike rental costs $45 per day at Portland Cycles.",
        "You can ask Peter in the workshop.",
        "See www.other-shop.com for e-bike rental.",
        "Write to rent@other-shop.com for e-bike rental.",
    ],
)
def test_an_invented_name_or_address_is_refused(sentence: str) -> None:
    assert EVIDENCE.passage_for(sentence) is None


@pytest.mark.parametrize("sentence", ["We rent tandems.", "City bike rental does not cost $45 per day."])
def test_a_yes_for_a_no_is_refused_and_the_other_way_round(sentence: str) -> None:
    assert EVIDENCE.passage_for(sentence) is None


def test_the_numbers_of_two_passages_are_not_mixed() -> None:
    assert EVIDENCE.passage_for("City bike rental costs $45 per day.")
    assert EVIDENCE.passage_for("A tune-up takes 2 days.")
    assert EVIDENCE.passage_for("City bike rental costs $45 for 2 days.") is None


@pytest.mark.parametrize("sentence", ["Yes.", "", "Yes, we do.", "...", "That is right!"])
def test_a_mere_yes_is_no_answer(sentence: str) -> None:
    assert EVIDENCE.passage_for(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "City bike rental costs $45 per day?",
        "City bike rental, a city bike rental, a city bike rental, a city bike rental.",
    ],
)
def test_a_question_or_the_same_words_on_and_on_are_no_answer(sentence: str) -> None:
    assert EVIDENCE.passage_for(sentence) is None


def test_without_evidence_nothing_passes() -> None:
    assert Evidence((), Asked("How much?", "en")).passage_for("It is $45.") is None


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["${}", "{}", "{:,}", "€ {}", "{}.00", "{}:30"]))
def test_a_number_from_nowhere_never_passes(number: int, dress: str) -> None:
    said = dress.format(number)
    sentence = f"City bike rental costs {said} per day."
    if not claims.numbers(said) <= claims.numbers(f"{RENTAL.text} {REPAIR.text}"):
        assert EVIDENCE.passage_for(sentence) is None


@given(st.lists(st.sampled_from(RENTAL.text.split()), max_size=12), st.integers(min_value=1_000, max_value=10**6))
def test_no_play_with_the_documents_own_words_hides_a_number(words: list[str], number: int) -> None:
    assert EVIDENCE.passage_for(" ".join([*words, str(number), *words])) is None
