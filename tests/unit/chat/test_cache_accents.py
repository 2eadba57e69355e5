"""An accent may make another word, or have been left out: nobody who asks for cake hears what a kitchen costs."""

from __future__ import annotations

import pytest

from appliance.chat.cache.judging.matching import misspelt, same_but_for_accents, same_words
from appliance.contract.retrieval import Asked, Found, Trust
from appliance.core.questions.fingerprint import fingerprint, written
from tests.unit.chat.kept import Kept, told_of
from tests.unit.chat.played import passage

KITCHENS = passage("Eine Küche kostet ab 900 $. Wir bauen Küchen ein.", "Küchen")
CAKES = passage("Ein Kuchen kostet 3,50 €.", "Kuchen")
OTHER_WORDS = [
    ("de", "Was kosten eure Kuchen?", "Was kosten eure Küchen?"),
    ("de", "Kann ich hier etwas drucken?", "Kann ich hier etwas drücken?"),
    ("de", "Wo kann ich mein Geld zahlen?", "Wo kann ich mein Geld zählen?"),
    ("es", "¿Tienen papas?", "¿Tienen papás?"),
    ("fr", "Vendez-vous des pates ?", "Vendez-vous des pâtés ?"),
    ("en", "Is it 2² m?", "Is it 22 m?"),
    ("en", "Is it 10² m?", "Is it 10 m?"),
]


@pytest.mark.parametrize(("language", "one", "other"), OTHER_WORDS)
async def test_what_differs_in_an_accent_is_not_told_before_it_was_looked_up(
    kept: Kept, language: str, one: str, other: str
) -> None:
    asked, key = Asked(one, language), await kept.key(Asked(one, language))
    await kept.cache.keep(asked, key, told_of())
    assert await kept.cache.find(asked, key)
    assert await kept.cache.find(Asked(other, language), key) is None
    await kept.cache.keep(Asked(other, language), key, told_of("Another answer."))
    assert (told := await kept.cache.find(asked, key)) is not None
    assert told.text != "Another answer."


async def test_an_accent_left_out_finds_the_answer_when_documents_know_one_such_word(kept: Kept) -> None:
    asked = Asked("Was kosten eure Küchen?", "de")
    key = await kept.key(asked)
    await kept.cache.keep(asked, key, told_of("Ab 900 $.", KITCHENS))
    sloppy = Asked("was kosten eure kuchen", "de")
    assert (told := await kept.cache.confirm(sloppy, key, Found((KITCHENS,), Trust.SURE))) is not None
    assert told.text == "Ab 900 $."
    assert await kept.cache.confirm(sloppy, key, Found((KITCHENS, CAKES), Trust.SURE)) is None
    assert await kept.cache.confirm(sloppy, key, Found((CAKES,), Trust.SURE)) is None


def test_another_form_of_a_word_tells_which_of_both_is_known() -> None:
    one, other = fingerprint("Was kosten eure Küchen?", "de"), fingerprint("Was kosten eure Kuchen?", "de")
    kitchen = passage("Die Küche kostet 900 $.")
    assert same_but_for_accents(one, other, (kitchen,), "de")
    assert not same_but_for_accents(one, other, (kitchen, CAKES), "de")


def test_a_slip_of_the_pen_beside_an_accent_is_too_much() -> None:
    one = fingerprint("Was kosten Kuchen mit Himbeeren?", "de")
    assert not misspelt(one, fingerprint("Was kosten Küchen mit Himberen?", "de"), (CAKES,), "de")
    assert misspelt(one, fingerprint("Was kosten Kuchen mit Himberen?", "de"), (CAKES,), "de")


def test_accents_of_words_that_mean_little_do_not_count() -> None:
    one, other = "¿Cuánto cuestan las bicicletas?", "cuanto cuestan las bicicletas"
    assert same_words(fingerprint(one, "es"), fingerprint(other, "es"))


def test_one_letter_written_in_two_ways_is_one_letter() -> None:
    assert written("Ku\u0308chen") == written("KÜCHEN") == "küchen"
    composed, apart = (fingerprint(f"Was kosten {word}?", "de") for word in ("Küchen", "Ku\u0308chen"))
    assert composed.written == apart.written
