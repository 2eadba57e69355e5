"""Owns that the words about products are whole in every language."""

from __future__ import annotations

import json
import re

import pytest

from appliance.knowledge.products.words.phrases import FOLDER, phrases

LANGUAGES = ("de", "en", "es", "fr", "it", "nl")


def raw(language: str) -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, str]] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_with_the_same_gaps(language: str) -> None:
    own, english = raw(language), raw("en")
    assert own.keys() == english.keys()
    assert own["say"].keys() == english["say"].keys()
    for key, text in english["say"].items():
        assert sorted(re.findall(r"\{\w+\}", own["say"][key])) == sorted(re.findall(r"\{\w+\}", text)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_holds_something(language: str) -> None:
    assert all(phrases(language).lists.values())


def test_a_language_without_words_of_its_own_is_spoken_to_in_english() -> None:
    assert phrases("pl").say == phrases("en").say
