"""Owns that of a thing only what is said of that very thing is told, with letters explained and conditions kept."""

from __future__ import annotations

from appliance.chat.triage.allergies.concern import concern
from appliance.chat.writing.allergies.legend import resolved
from appliance.chat.writing.allergies.statements import Statements, statements
from appliance.contract.retrieval import Asked, FoundPassage
from tests.unit.chat.played import passage

LEGEND = passage("Kennbuchstaben: A = Gluten, C = Ei, G = Milch, H = Schalenfrüchte (Nüsse).", "Allergene", at=0)
KIPFERL = passage("Butterkipferl: Allergene A, C, G", "Allergene", at=1)
CARROT = passage("Karottenkuchen vegan: Allergene A, H", "Allergene", at=2)
SACHER = passage("Sachertorte: Allergene A, C, G, kann Spuren von H enthalten", "Allergene", at=3)
POLICY = passage("Wir verarbeiten täglich Nüsse und Milch. Bei Allergien bitte vorher anrufen.", "Allergene", at=4)
PRICES = passage("Karottenkuchen vegan: Preis 4,60 €, Anmerkung ohne Milch und Ei", "Karte", at=0)
PRICE = passage("Butterkipferl: Preis 1,90 €", "Karte", at=1)
BREAD = passage("Kletzenbrot ist ohne Ei und Milch, enthält aber Walnüsse.", "Weihnachten", at=0)
ALL = (PRICES, BREAD, KIPFERL, CARROT, SACHER, PRICE, POLICY, LEGEND)


def said(question: str, passages: tuple[FoundPassage, ...] = ALL, language: str = "de") -> Statements:
    return statements(concern(Asked(question, language)), language, passages)


def texts(passages: tuple[FoundPassage, ...]) -> list[str]:
    return [one.text for one in passages]


def test_a_denied_ingredient_is_looked_up_for_the_thing_that_was_named() -> None:
    found = said("Ist der Karottenkuchen ohne Nüsse?")
    assert found.sure
    assert texts(found.of_thing) == ["Karottenkuchen vegan: Allergene A (Gluten), H (Schalenfrüchte (Nüsse))."]
    assert texts(found.of_all) == [POLICY.text]


def test_another_thing_without_it_is_no_answer() -> None:
    found = said("Ist das Butterkipferl ohne Ei?")
    assert found.sure
    assert texts(found.of_thing) == ["Butterkipferl: Allergene A (Gluten), C (Ei), G (Milch)."]
    assert not said("Ist das Butterkipferl ohne Ei?", (PRICES, BREAD, PRICE)).all


def test_what_is_not_in_the_list_is_not_promised_to_be_absent() -> None:
    found = said("Sind im Butterkipferl Nüsse?")
    assert texts(found.of_thing) == ["Butterkipferl: Allergene A (Gluten), C (Ei), G (Milch)."]
    assert not found.sure


def test_every_ingredient_has_to_be_told_of() -> None:
    assert not said("Ist der Karottenkuchen ohne Nüsse und ohne Sellerie?").sure
    assert said("Ist der Karottenkuchen ohne Nüsse und ohne Milch?").sure


def test_traces_are_told() -> None:
    assert (
        "kann Spuren von H (Schalenfrüchte (Nüsse)) enthalten" in said("Ist die Sachertorte nussfrei?").of_thing[0].text
    )


def test_asked_of_the_whole_shop_only_the_shop_itself_answers() -> None:
    found = said("Habt ihr was ohne Nüsse?")
    assert (found.of_thing, texts(found.of_all), found.sure) == ((), [POLICY.text], True)
    assert not said("Verwendet ihr Sellerie?").sure


def test_a_condition_behind_the_sentence_is_never_cut_off() -> None:
    muffin = passage("We bake every day. Our muffin is made without nuts. It may contain traces of them.", "Cakes")
    found = said("Does the muffin contain nuts?", (muffin,), "en")
    assert texts(found.of_thing) == ["Our muffin is made without nuts. It may contain traces of them."]


def test_a_heading_names_the_thing_and_is_told_with_it() -> None:
    cake = passage("Contains eggs and milk.", "Our cakes", "Our cakes", "Cheesecake")
    assert texts(said("Does the cheesecake contain egg?", (cake,), "en").of_thing) == [
        "Cheesecake: Contains eggs and milk."
    ]


def test_letters_mean_nothing_where_no_legend_explains_them() -> None:
    row = passage("Krapfen: Allergene A, C", "Karte", at=7)
    assert resolved([row, LEGEND]) == [row]
    assert not said("Ist im Krapfen Ei?", (row, LEGEND)).sure


def test_a_letter_that_begins_a_sentence_is_a_word() -> None:
    legend = passage("A = gluten, C = egg, G = milk", "Menu", at=0)
    row = passage("A cake a day. Scone: A, C", "Menu", at=1)
    assert resolved([legend, row])[0].text == "A cake a day. Scone: A (gluten), C (egg)"
