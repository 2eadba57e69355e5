"""Owns that slips are put right, and that nothing else is touched."""

from __future__ import annotations

import json

import pytest

from appliance.core.language import fold
from appliance.core.questions.misspelt import FOLDER, put_right

LISTS = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.json")}


@pytest.mark.parametrize(
    ("written", "language", "meant"),
    [
        ("whats ur adress", "en", "whats your address"),
        ("Tommorow?", "en", "Tomorrow?"),
        ("r u open tmrw", "en", "are you open tomorrow"),
        ("do u accept creditcard", "en", "do you accept credit card"),
        ("is there a wheel chair ramp", "en", "is there a wheelchair ramp"),
        ("Wie lange dauert eine Reperatur?", "de", "Wie lange dauert eine Reparatur?"),
        ("öfnungszeiten sontag", "de", "Öffnungszeiten Sonntag"),
    ],
)
def test_slips_are_put_right(written: str, language: str, meant: str) -> None:
    assert put_right(written, language) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Do you sell clothes?",
        "Do you have a U-lock or a u lock?",
        "Write to ur@tmrw.example, see https://adress.example/fone and tel-12",
        "Toys R Us",
        "",
    ],
)
def test_what_is_no_slip_stays_as_it_is(text: str) -> None:
    assert put_right(text, "en") == text


def test_a_language_without_a_list_is_left_alone() -> None:
    assert put_right("adress", "tr") == "adress"


@pytest.mark.parametrize("language", LISTS)
def test_a_slip_means_one_thing_and_is_no_right_word_itself(language: str) -> None:
    meant = LISTS[language]
    slips = [slip for wrong in meant.values() for slip in wrong]
    assert len(slips) == len(set(slips))
    assert not {slip.lower() for slip in slips} & {right.lower() for right in meant}
    assert all(slip == slip.lower() for slip in slips)
    assert all(put_right(right, language) == right for right in meant if fold(right) == right)
