"""Words, stems and sentences as a visitor writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.core.language import content_stems, fold, language_of, main_language, sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We are open. Come in!", ["We are open.", "Come in!"]),
        ("A flat fix costs $22.50. It takes 20 minutes.", ["A flat fix costs $22.50.", "It takes 20 minutes."]),
        ("We fix brands, e.g. Bosch and Fuji. Ask us.", ["We fix brands, e.g. Bosch and Fuji.", "Ask us."]),
        ("Kommen Sie z. B. Montag. Wir sind da.", ["Kommen Sie z. B. Montag.", "Wir sind da."]),
        ("Das kostet ca. 22,50 € inkl. Schlauch. Danke.", ["Das kostet ca. 22,50 € inkl. Schlauch.", "Danke."]),
        ("Ask for J. Smith at no. 5. He knows.", ["Ask for J. Smith at no. 5.", "He knows."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("Is it free? Yes… Really!", ["Is it free?", "Yes…", "Really!"]),
        ('She said "Come in." Then we did.', ['She said "Come in."', "Then we did."]),
        ("  \n \n", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="aB1.!? \n\"'(-é$,", max_size=200))
def test_splitting_into_sentences_loses_no_word(text: str) -> None:
    assert " ".join(sentences(text)).split() == text.split()


@pytest.mark.parametrize(("one", "other"), [
    ("e-bike", "ebikes"), ("e-bikes", "eBike"), ("repairs", "repaired"), ("tune-up", "Tune up"),
    ("the shop’s", "shop's"),
])  # fmt: skip
def test_english_words_meet_in_their_stems(one: str, other: str) -> None:
    assert content_stems(one, "en") == content_stems(other, "en") != []


@pytest.mark.parametrize(("one", "other"), [
    ("Inspektion", "Inspektionen"), ("Köln", "koln"), ("Fahrrad", "Fahrrads"), ("Öffnungszeit", "öffnungszeiten"),
])  # fmt: skip
def test_german_words_meet_in_their_stems(one: str, other: str) -> None:
    assert content_stems(one, "de") == content_stems(other, "de") != []


def test_small_words_carry_no_meaning() -> None:
    assert content_stems("do you have the tubes for it", "en") == content_stems("tubes", "en")


def test_words_keep_their_apostrophes_and_a_single_letter_with_its_hyphen() -> None:
    assert words("Don't my T-shirts need a tune-up?") == ["Don't", "my", "T-shirts", "need", "a", "tune", "up"]


def test_folding_forgets_case_and_accents() -> None:
    assert fold("Café STRASSE straße") == "cafe strasse strasse"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("When are you open on Saturday?", "en"),
        ("Wann haben Sie am Samstag geöffnet?", "de"),
        ("Was kostet eine Inspektion für mein Fahrrad", "de"),
        ("how much is a full tune-up\nfor an old bike", "en"),
    ],
)
def test_the_language_of_a_question_is_one_of_the_shops(text: str, code: str) -> None:
    assert language_of(text, ("en", "de")) == code
    assert language_of(text, ("de", "en")) == code


def test_a_text_that_says_too_little_is_in_the_shops_first_language() -> None:
    assert language_of("ok", ("de", "en")) == "de"
    assert language_of("", ("en", "de")) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Preis?", "de"),
        ("Größe?", "de"),
        ("Wo?", "de"),
        ("Termin?", "de"),
        ("Parken?", "de"),
        ("Und am Sonntag?", "de"),
        ("Wie viel?", "de"),
        ("Offen?", "de"),
        ("Auch in Rot?", "de"),
        ("Kosten?", "de"),
        ("Price?", "en"),
        ("hours", "en"),
        ("Where?", "en"),
        ("in red?", "en"),
        ("whats ur adress", "en"),
        ("was kost a Semmel", "de"),
        ("Combien ?", "fr"),
        ("Prix ?", "fr"),
        ("Où ?", "fr"),
        ("¿Cuánto?", "es"),
        ("¿Horario?", "es"),
        ("كم؟", "ar"),
        ("السعر؟", "ar"),
    ],
)
def test_a_single_well_known_word_tells_the_language(text: str, code: str) -> None:
    others = tuple(one for one in ("en", "de", "fr", "es", "ar") if one != code)
    assert language_of(text, (*others, code)) == code


@pytest.mark.parametrize("text", ["ok", "42?", "Shimano Deore?", "Shimano Deore 12?", "Trek Domane SL 5", "Garantie?"])
def test_what_says_too_little_is_in_the_language_of_the_conversation(text: str) -> None:
    among = ("en", "de", "nl")
    assert language_of(text, among, ("Wann haben Sie am Samstag geöffnet?", "ok")) == "de"
    assert language_of(text, among, ("When are you open on Saturday?", "Hoe laat gaan jullie zaterdag open?")) == "nl"
    assert language_of(text, among) == "en"


def test_a_visitor_may_change_the_language() -> None:
    assert language_of("What does a tune-up cost?", ("de", "en"), ("Wann haben Sie am Samstag geöffnet?",)) == "en"
    assert language_of("Price?", ("de", "en"), ("Wann haben Sie am Samstag geöffnet?",)) == "en"


def test_a_shop_with_one_language_has_no_choice() -> None:
    assert language_of("Wann haben Sie am Samstag geöffnet?", ("en",)) == "en"


@pytest.mark.parametrize(
    "text", ["今日は何時まで開いていますか、教えてください", "Quels sont vos horaires d'ouverture?"]
)
def test_a_language_the_shop_does_not_speak_falls_to_its_first(text: str) -> None:
    assert language_of(text, ("de", "en")) == "de"


def test_a_german_date_does_not_end_its_sentence() -> None:
    text = (
        "Am 24. Dezember 2026 haben wir zu. Ab dem 27. sind wir wieder da. Im Regal stehen noch 24. Danach ist Schluss."
    )
    assert sentences(text) == [
        "Am 24. Dezember 2026 haben wir zu.",
        "Ab dem 27. sind wir wieder da.",
        "Im Regal stehen noch 24.",
        "Danach ist Schluss.",
    ]


def test_a_long_text_is_in_the_language_of_most_of_its_parts() -> None:
    codes = "A, G, H. C, G. A, F. " * 30
    german = "Unsere Kipferl enthalten Mandeln, und in der Backstube wird mit Nüssen gearbeitet. " * 20
    assert main_language(codes + german, ("en", "de", "fr")) == "de"


def test_a_long_text_that_says_nothing_is_in_the_first_language() -> None:
    assert main_language("1234 5678 " * 200, ("de", "en")) == "de"
    assert main_language("", ("de", "en")) == "de"
