"""Two questions ask the same when their words agree, kind by kind; look-alikes never do."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from appliance.core.language import fold
from appliance.core.questions.concepts import concepts
from appliance.core.questions.fingerprint import fingerprint, normal
from appliance.core.questions.follow_up import leans, stands_alone
from appliance.core.questions.lexicon import FOLDER
from appliance.core.questions.likeness import Array
from appliance.knowledge.teaching.questions.masking import masked
from appliance.knowledge.teaching.questions.same import Wording, in_words, nearness

SAME = [
    ("en", "Do you repair e-bikes?", "Can you fix electric bikes?"),
    ("en", "Do you repair e-bikes?", "do you guys mend ebikes"),
    ("en", "How much is a fork service?", "What does a fork service cost?"),
    ("en", "Can I pay with Apple Pay?", "Do you take Apple Pay"),
    ("en", "Can I return a helmet?", "Is it possible to send back a helmet?"),
    ("en", "How long does delivery take?", "What is the delivery time?"),
    ("en", "Do I need an appointment for a fitting?", "Do I have to book an appointment for a fitting?"),
    ("en", "Do you have a 1,000 W heater?", "Do you sell 1000W heaters?"),
    ("de", "Repariert ihr auch Rollstühle?", "Könnt ihr Rollstühle reparieren?"),
    ("de", "Kann man bei euch Tandems mieten?", "Vermietet ihr Tandems?"),
    ("de", "Wie lange dauert die Lieferung?", "Wie lang ist die Lieferzeit?"),
    ("fr", "Réparez-vous les vélos électriques ?", "Est-ce que vous réparez les vélos électriques ?"),
    ("fr", "Combien coûte une révision ?", "Quel est le prix d'une révision ?"),
    ("es", "¿Alquilan bicicletas?", "¿Se pueden alquilar bicis?"),
    ("es", "¿Cuánto cuesta la revisión?", "¿Cuál es el precio de la revisión?"),
    ("it", "Riparate le bici elettriche?", "È possibile riparare una bicicletta elettrica?"),
    ("nl", "Verhuurt u fietsen?", "Kan ik een fiets huren?"),
]
LOOK_ALIKE = [
    ("en", "Do you repair e-bikes?", "Do you rent e-bikes?"),
    ("en", "Do you repair e-bikes?", "Do you repair bikes?"),
    ("en", "Do you repair e-bikes?", "How much does an e-bike repair cost?"),
    ("en", "Can I return a helmet?", "Can I return a used helmet?"),
    ("en", "Do you ship to Canada?", "Do you ship from Canada?"),
    ("en", "Is the bread gluten free?", "Is the bread not gluten free?"),
    ("en", "Do you have a 45L backpack?", "Do you have a 40L backpack?"),
    ("en", "Is the cable 2.5 m long?", "Is the cable 25 m long?"),
    ("en", "How much is a 2 hour rental?", "How much is a 4 hour rental?"),
    ("en", "Do you give a 10% discount?", "Do you give a 10 dollar discount?"),
    ("en", "Do I need a helmet?", "Do you have helmets?"),
    ("en", "Do I need an appointment?", "Can I come without an appointment?"),
    ("en", "Are you open before Christmas?", "Are you open after Christmas?"),
    ("en", "How much for 2 adults and 1 child?", "How much for 1 adult and 2 children?"),
    ("en", "How much for two adults and a child?", "How much for an adult and two children?"),
    ("de", "Gibt es Zimmer mit 2 Betten und 1 Sofa?", "Gibt es Zimmer mit 1 Bett und 2 Sofas?"),
    ("ja", "自転車は借りられますか", "自転車は修理できますか"),
    ("de", "Repariert ihr E-Bikes?", "Vermietet ihr E-Bikes?"),
    ("de", "Kann ich den Helm zurückgeben?", "Kann ich den Helm umtauschen?"),
    ("de", "Brauche ich einen Termin?", "Kann ich ohne Termin kommen?"),
    ("fr", "Louez-vous des vélos ?", "Réparez-vous des vélos ?"),
    ("es", "¿Reparan bicicletas?", "¿Alquilan bicicletas?"),
    ("it", "Noleggiate biciclette?", "Riparate biciclette?"),
    ("nl", "Verhuurt u fietsen?", "Repareert u fietsen?"),
]
MIDDLE = np.zeros(3, dtype=np.float32)
HERE, NEAR, FAR = (np.array(one, dtype=np.float32) for one in ((1, 0, 0), (0.9, 0.44, 0), (0, 1, 0)))


def way(question: str, vector: Array | None = HERE, language: str = "en") -> Wording:
    return Wording(question, language, fingerprint(question, language), vector)


@pytest.mark.parametrize(("language", "one", "other"), SAME)
def test_ways_of_asking_for_one_thing_agree(language: str, one: str, other: str) -> None:
    assert in_words(fingerprint(other, language), [way(one, language=language)])


@pytest.mark.parametrize(("language", "one", "other"), LOOK_ALIKE)
def test_look_alikes_do_not_agree(language: str, one: str, other: str) -> None:
    assert not in_words(fingerprint(other, language), [way(one, language=language)])
    assert not in_words(fingerprint(one, language), [way(other, language=language)])


def test_without_words_for_a_language_only_the_same_words_agree() -> None:
    asked = way("Czy naprawiacie rowery?", language="pl")
    assert in_words(fingerprint("czy naprawiacie ROWERY", "pl"), [asked])
    assert not in_words(fingerprint("Czy możecie naprawić rower?", "pl"), [asked])


def test_the_same_words_with_another_meaning_are_not_near() -> None:
    asked = fingerprint("Can you fix electric bikes?", "en")
    assert nearness(asked, HERE, [way("Do you repair e-bikes?")], MIDDLE) == pytest.approx(1)
    assert nearness(asked, FAR, [way("Do you repair e-bikes?")], MIDDLE) == 0


def test_what_the_embedder_has_not_seen_is_not_near() -> None:
    unseen = way("Do you repair e-bikes?", None)
    assert nearness(unseen.print, HERE, [unseen], MIDDLE) == 0


def test_words_of_several_ways_of_asking_may_be_mixed_when_the_meaning_is_near() -> None:
    ways = [way("Do you gift wrap toys?"), way("Could you wrap toys nicely as a gift?")]
    asked = fingerprint("Could you gift wrap toys nicely?", "en")
    assert nearness(asked, NEAR, ways, MIDDLE) > 0.8
    assert nearness(asked, FAR, ways, MIDDLE) == 0
    assert nearness(fingerprint("Do you gift wrap books?", "en"), HERE, ways, MIDDLE) == 0


def test_words_of_several_ways_of_asking_are_not_mixed_across_numbers() -> None:
    ways = [way("How much for 2 adults and 1 child?"), way("What do 2 adults and 1 child pay here?")]
    assert nearness(fingerprint("How much for 1 adult and 2 children?", "en"), HERE, ways, MIDDLE) == 0
    assert nearness(fingerprint("How much for 1 child and 2 adults?", "en"), HERE, ways, MIDDLE) > 0


def test_a_question_that_names_nothing_asks_for_nothing_certain() -> None:
    assert not in_words(fingerprint("How much is it?", "en"), [way("How much is it?")])


def test_case_accents_and_punctuation_do_not_make_another_question() -> None:
    assert normal("  Réparez-vous ÇA ?! ") == normal("reparez vous ca")
    assert normal("Is it 1,000.00 €?") == normal("is it 1000 euro")
    assert normal("Is it the men´s, or the kid`s?") == normal("is it the men's or the kid’s")
    assert normal("Kinder- und Jugendräder - bei euch?") == normal("kinder und jugendrader bei euch")
    assert normal("パンは ありますか？") == normal("パンは ありますか")
    assert normal("Do you have size 7½ shoes?") == normal("do you have size 7 1/2 shoes")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Do you repair the Galaxy S24+?", "Do you repair the Galaxy S24?"),
        ("Do you have lenses in +2.50?", "Do you have lenses in -2.50?"),
        ("Do you have lenses in −2.50?", "Do you have lenses in 2.50?"),
        ("Do you teach C++?", "Do you teach C#?"),
        ("Which bikes are < 500 euro?", "Which bikes are > 500 euro?"),
        ("Do you test for AB+ blood?", "Do you test for AB- blood?"),
        ("Do you have a 1/2 inch valve?", "Do you have a 1-2 inch valve?"),
        ("Do you have size 7½ shoes?", "Do you have size 71 2 shoes?"),
        ("Do you sell 🍎?", "Do you sell 🍊?"),
        ("Do you ship to 🇪🇸?", "Do you ship to 🇸🇪?"),
        ("パンはありますか", "バンはありますか"),
        ("มีปูไหม", "มีปีไหม"),
        ("Do you have tyres for an Audi A8?", "Do you have tyres for an Audi R8?"),
        ("Is the jacket there in S?", "Is the jacket there?"),
        ("Do you sell a hat?", "Do you sell a cap?"),
        ("Do you fix the iPhone SE?", "Do you fix the iPhone?"),
    ],
)
def test_signs_and_letters_that_tell_one_thing_from_another_are_heard(one: str, other: str) -> None:
    assert normal(one) != normal(other)
    assert not in_words(fingerprint(one, "en"), [way(other)])
    assert not in_words(fingerprint(other, "en"), [way(one)])


def test_a_sign_is_nothing_that_a_document_has_to_speak_of() -> None:
    assert concepts("Do you teach C++?", "en") == concepts("Do you teach C?", "en")


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("And on Sunday?", "en", True),
        ("How much is it?", "en", True),
        ("What about the red one?", "en", True),
        ("can they be returned", "en", True),
        ("Do you repair e-bikes?", "en", False),
        ("Is it possible to rent a tandem?", "en", False),
        ("Und am Sonntag?", "de", True),
        ("Gibt es bei euch WLAN?", "de", False),
        ("Et le dimanche ?", "fr", True),
        ("¿Y los domingos?", "es", True),
    ],
)
def test_a_question_that_leans_on_the_one_before_is_recognised(question: str, language: str, expected: bool) -> None:
    assert leans(question, language) is expected


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("Do you repair Bosch motors?", "en", True),
        ("How much is the Fox e-bike?", "en", True),
        ("Réparez-vous des vélos Peugeot ?", "fr", True),
        ("How long does the battery last?", "en", False),
        ("Does the battery fit Bosch motors?", "en", False),
        ("Is there a warranty in Germany?", "en", False),
        ("Is it made by Bosch?", "en", False),
        ("size 42?", "en", False),
        ("Any cheaper?", "en", False),
        ("the red one?", "en", False),
        ("Repariert ihr Bosch-Motoren?", "de", False),  # every noun there has a large letter
        ("Quanto custa a Fox?", "pt", False),
    ],
)
def test_a_question_stands_alone_by_a_name_and_when_it_points_at_nothing(
    question: str, language: str, expected: bool
) -> None:
    assert stands_alone(question, language) is expected


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("My mail is jo.doe+shop@mail.example.com, please write", "My mail is [e-mail], please write"),
        ("Call me on +1 (503) 555-0142 today", "Call me on [phone] today"),
        ("Call 0171/1234567.", "Call [phone]."),
        ("503.555.0142", "[phone]"),
        ("Do you have the 45 x 120 x 30 cm shelf?", "Do you have the 45 x 120 x 30 cm shelf?"),
        ("Is it $1,299.00 or 1.299,00 €?", "Is it $1,299.00 or 1.299,00 €?"),
        ("Are you open on 24.12. from 10 to 14?", "Are you open on 24.12. from 10 to 14?"),
        ("Order 48211 has not arrived", "Order 48211 has not arrived"),
    ],
)
def test_addresses_and_numbers_of_people_are_masked_and_other_numbers_are_not(said: str, kept: str) -> None:
    assert masked(said) == kept


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_every_word_of_a_language_can_be_met_and_has_one_kind(file: Path) -> None:
    said = json.loads(file.read_text(encoding="utf-8"))
    kinds = [word for kind in said["same"] for word in kind]
    assert sorted(kinds) == sorted(set(kinds))
    heard = [*said["phrases"], *kinds, *said["light"], *said["noise"], *said["negation"], *said["pronouns"]]
    assert [word for word in heard if word != fold(word)] == []
    never_met = {phrase for phrase in said["phrases"] if set(phrase.split()) & set(said["noise"])}
    assert never_met == set()
