"""Owns that nothing is shown which the documents do not say: no price, name, link or promise from nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
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


def test_the_words_of_two_sentences_make_no_third() -> None:
    evidence = Evidence(
        (passage("We deliver to Germany. We repair bikes from Norway.", "Terms"),), Asked("Norway?", "en")
    )
    assert evidence.passage_for("We deliver to Norway.") is None
    assert evidence.passage_for("We repair bikes and deliver to Germany.")


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


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["${}", "{}", "{:,}", "€ {}", "{}.00", "{}:30"]))
def test_a_number_from_nowhere_never_passes(number: int, dress: str) -> None:
    said = dress.format(number)
    sentence = f"City bike rental costs {said} per day."
    if not claims.numbers(said) <= claims.numbers(f"{RENTAL.text} {REPAIR.text}"):
        assert EVIDENCE.passage_for(sentence) is None


PRICES = (
    passage("City bike: Half day (up to 4 hours) $30, Day $45, Week (7 days) $220", "Rental terms"),
    passage("E-bike: Half day (up to 4 hours) $55, Day $85, Week (7 days) $420", "Rental terms", at=1),
    passage("City bike rental costs $45 per day. E-bike rental costs $85 per day.", "Rental terms", at=2),
)
RENTED = Evidence(PRICES, Asked("How much is it to rent a bike?", "en"))
HOURS = Evidence(
    [
        passage(text, "Opening hours", at=at)
        for at, text in enumerate(
            (
                "Monday: closed",
                "Tuesday to Friday: 10:00 to 18:00",
                "Saturday: 10:00 to 17:00",
                "Sunday: 11:00 to 16:00",
            )
        )
    ],
    Asked("When are you open?", "en"),
)
WARRANTY = Evidence(
    (
        passage(
            "New bikes have a warranty of 5 years on the frame and 2 years on other parts. Used bikes have 60 days. "
            "The maker answers within 10 working days.",
            "Warranty",
        ),
    ),
    Asked("How long is the warranty on a used bike?", "en"),
)


@pytest.mark.parametrize(
    ("evidence", "sentence", "stands"),
    [
        (RENTED, "City bike rental costs $45 per day.", True),
        (RENTED, "City bike rental costs $85 per day.", False),
        (RENTED, "A city bike costs $30 for half a day.", True),
        (RENTED, "A city bike costs $45 for half a day.", False),
        (RENTED, "A city bike costs $45 and an e-bike $85 per day.", True),
        (RENTED, "A city bike costs $85 and an e-bike $45 per day.", False),
        (HOURS, "On Saturday we are open from 10 am to 5 pm.", True),
        (HOURS, "We are open on Wednesday from 10:00 to 18:00.", True),
        (HOURS, "On Sunday we are open from 10:00 to 17:00.", False),
        (WARRANTY, "Used bikes have a warranty of 60 days.", True),
        (WARRANTY, "Used bikes have a warranty of 2 years.", False),
        (WARRANTY, "Used bikes have a warranty of two months.", False),
        (WARRANTY, "The maker answers within ten working days.", True),
        (WARRANTY, "The maker answers within ten days.", False),
    ],
)
def test_a_value_belongs_to_its_thing(evidence: Evidence, sentence: str, stands: bool) -> None:
    assert (evidence.passage_for(sentence) is not None) is stands


def test_an_amount_is_said_no_more_often_than_it_stands_there() -> None:
    fee = passage("Outside the city we charge $25 plus $2 per mile.", "Collection")
    evidence = Evidence((fee,), Asked("What does collection cost?", "en"))
    assert evidence.passage_for("Outside the city we charge $25 plus $2 per mile.") is fee
    assert evidence.passage_for("Outside the city we charge $25 plus $25 per mile.") is None


@pytest.mark.parametrize(("sentence", "empty"), [("Of course!", True), ("Yes, please.", True), ("It is $45.", False)])
def test_a_sentence_that_only_leads_in_is_known(sentence: str, empty: bool) -> None:
    assert EVIDENCE.only_leads_in(sentence) is empty


@pytest.mark.parametrize("heading", ["Never lent", "Members only", "What we do not take"])
def test_what_a_heading_denies_may_not_be_said_alone_not_even_word_for_word(heading: str) -> None:
    evidence = Evidence((passage("Vests with lights.", "Lending", "Lending", heading),), Asked("Vests?", "en"))
    assert evidence.passage_for("Vests with lights.") is None


def test_what_stands_in_a_heading_is_evidence_too() -> None:
    fitting = passage("The full bike fitting takes 2 hours.", "Sizing", "Sizing", "Full bike fitting: $180")
    evidence = Evidence((fitting,), Asked("What is a bike fitting?", "en"))
    assert evidence.passage_for("The full bike fitting takes 2 hours and costs $180.") is fitting
    assert evidence.passage_for("The full bike fitting takes 2 hours and costs $120.") is None


def test_the_price_alone_answers_when_the_question_stands_there() -> None:
    assert RENTED.passage_for("It is $45.") in PRICES
    assert Evidence(PRICES, Asked("Do you sell helmets and locks?", "en")).passage_for("It is $45.") is None


@pytest.mark.parametrize("sentence", ["A dog grooming costs $45.", "Peter rents bikes for $45 per day."])
def test_a_name_at_the_beginning_is_looked_for_too(sentence: str) -> None:
    assert RENTED.passage_for(sentence) is None


@pytest.mark.parametrize("sentence", ["Die Miete kostet forty-five Dollar.", "Die Miete dauert dix Tage."])
def test_a_number_word_of_another_language_is_a_number(sentence: str) -> None:
    evidence = Evidence((passage("Die Miete kostet 45 Dollar und dauert 7 Tage.", "Miete"),), Asked("Miete?", "de"))
    assert evidence.passage_for(sentence) is None


def test_a_model_keeps_its_number() -> None:
    tents = passage("The Trail X4 tent weighs 5 kg. The Trail x6 tent sleeps 6 people.", "Tents")
    evidence = Evidence((tents,), Asked("What does the tent weigh?", "en"))
    assert evidence.passage_for("The Trail X4 tent weighs 5 kg.") is tents
    assert evidence.passage_for("The Trail x6 tent sleeps 6 people.") is tents
    assert evidence.passage_for("The Trail X5 tent weighs 5 kg.") is None
    assert evidence.passage_for("The trail x5 tent weighs 5 kg.") is None


def test_the_evidence_shows_its_text_with_headings() -> None:
    assert "Rental terms" in RENTED.text
    assert "$420" in RENTED.text


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*" ".join(one.text for one in PRICES).split(), "costs", "and", "from", "up", "to"]),
        max_size=14,
    )
)
def test_no_grounded_sentence_holds_a_number_that_is_not_in_the_evidence(words: list[str]) -> None:
    sentence = " ".join(words)
    if RENTED.passage_for(sentence):
        known = {one for prices in PRICES for one in claims.numbers(prices.text)}
        assert claims.numbers(sentence, claimed=True) <= known


@settings(deadline=None)
@given(
    st.sampled_from(PRICES[2].text.split(". ")),
    st.integers(min_value=1, max_value=99_999),
    st.sampled_from(["$", "€", "£"]),
)
def test_another_price_in_a_true_sentence_never_passes(sentence: str, amount: int, sign: str) -> None:
    said = sentence.replace("$45", f"{sign}{amount:,}").replace("$85", f"{sign}{amount:,}")
    right = {"City": ("$", 45), "E-bike": ("$", 85)}[sentence.split()[0]]
    assert (RENTED.passage_for(said) is not None) is ((sign, amount) == right)


@settings(deadline=None)
@given(st.lists(st.sampled_from(RENTAL.text.split()), max_size=12), st.integers(min_value=1_000, max_value=10**6))
def test_no_play_with_the_documents_own_words_hides_a_number(words: list[str], number: int) -> None:
    assert EVIDENCE.passage_for(" ".join([*words, str(number), *words])) is None
