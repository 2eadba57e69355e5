"""Owns which words meet which products: stems, compounds, words written apart, misspellings, other languages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.knowledge.products.words.spelling import distance, nearest
from appliance.knowledge.products.words.stems import code, described_stems, name_stems
from appliance.knowledge.products.words.tokens import tokens
from tests.unit.knowledge.product_shop import Shop, opened, single

GERMAN = (
    single("Kuppelzelt Nordsee", "199", "Zelte"),
    single("Tunnelzelt Ostsee", "299", "Zelte"),
    single("Wanderschuh Alm", "140", "Schuhe"),
)


@pytest.fixture
async def german(tmp_path: Path) -> AsyncIterator[Shop]:
    async with opened(tmp_path, GERMAN, "de") as ready:
        yield ready


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Habt ihr Zelte?", ["Kuppelzelt Nordsee", "Tunnelzelt Ostsee"]),
        ("Habt ihr ein Kuppelzelt?", ["Kuppelzelt Nordsee"]),
        ("Was kosten Schuhe?", ["Wanderschuh Alm"]),
        ("Gibt es Zelte unter 250 Euro?", ["Kuppelzelt Nordsee"]),
        ("das günstigste Zelt bitte", ["Kuppelzelt Nordsee", "Tunnelzelt Ostsee"]),
        ("Habt ihr Familienzelte?", []),
        ("Habt ihr Handschuhe?", []),
    ],
)
async def test_a_compound_is_a_kind_of_its_last_word(german: Shop, question: str, names: list[str]) -> None:
    assert await german.named(question, language="de") == names


async def test_the_answer_speaks_the_visitors_language(german: Shop) -> None:
    assert await german.told("Habt ihr Zelte für unter 100 Dollar?", language="de") == (
        "Für „Zelte“, unter $100 haben wir nichts; am günstigsten ist Kuppelzelt Nordsee ($199)."
    )


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("Was kostet die Cap?", "de", "Cap: $18 statt $22, auf Lager."),
        ("Combien coûte la Cap ?", "fr", "Cap : $18 au lieu de $22, en stock."),
        ("¿Cuánto cuesta la Cap?", "es", "Cap: $18 en lugar de $22, en stock."),
        ("Quanto costa la Cap?", "it", "Cap: $18 invece di $22, disponibile."),
        ("Wat kost de Cap?", "nl", "Cap: $18 in plaats van $22, op voorraad."),
        ("camisetas: t-shirts azules", "es", None),
    ],
)
async def test_six_languages_ask_the_same_table(tmp_path: Path, question: str, language: str, told: str | None) -> None:
    async with opened(tmp_path) as shop:
        assert await shop.told(question, language=language) == told


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("T-Shirts in Rot, Größe S", "de", "Wir haben eines für „T-Shirts“, Größe S, Rot"),
        ("des t-shirts rouges en S en stock", "fr", "Nous avons un article pour « t-shirts », rouges, S, en stock "),
        ("t-shirt roja talla S", "es", "Tenemos un artículo para «t-shirt», talla S, roja"),
        ("t-shirt rosse in S", "it", "Abbiamo un articolo per «t-shirt», rosse, S"),
        ("rode t-shirts maat S", "nl", "We hebben één artikel voor „t-shirts”, maat S, rode"),
    ],
)
async def test_a_colour_is_the_same_in_every_language(tmp_path: Path, question: str, language: str, said: str) -> None:
    async with opened(tmp_path) as shop:
        told = await shop.told(question, language=language)
        assert told is not None
        assert told.startswith(f"{said}: Trail T-Shirt, S / Red ($19, 4 ")


@pytest.mark.parametrize(
    "question", ["trail tshirt", "trail t shirts", "TRAIL T-SHIRT", "trailtshirt", "traill t-shirt"]
)
async def test_words_written_another_way_are_found(tmp_path: Path, question: str) -> None:
    async with opened(tmp_path) as shop:
        assert "Trail T-Shirt" in await shop.named(question)


async def test_an_english_table_is_asked_in_the_singular_and_the_plural(tmp_path: Path) -> None:
    async with opened(tmp_path, [single("Alpine Jackets, men's", "90"), single("Rain Jacket", "70")]) as shop:
        assert await shop.named("a jacket please") == ["Rain Jacket", "Alpine Jackets, men's"]
        assert await shop.named("do you have men’s jackets?") == ["Alpine Jackets, men's"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("slepping", "sleeping"), ("tnet", "tent"), ("boat", "boot"), ("x3", None), ("sleet", None), ("tents", "tent")],
)
def test_one_letter_may_be_wrong(word: str, meant: str | None) -> None:
    assert nearest(word, ["sleeping", "tent", "boot", "x4", "sheet", "sweet"]) == meant


@given(st.text("abcx", max_size=8), st.text("abcx", max_size=8))
def test_a_distance_is_the_same_both_ways_and_nothing_only_to_itself(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert (distance(one, other) == 0) is (one == other)


def test_a_question_is_cut_into_words_numbers_and_signs() -> None:
    assert [token.folded for token in tokens("Men’s T-Shirt X4, 1.200 € d'Été")] == [
        "men", "t-shirt", "x4", "1.200", "€", "d", "ete",
    ]  # fmt: skip


def test_what_a_description_denies_is_not_found_by_it() -> None:
    assert "waterproof" not in described_stems("It is not waterproof. It is light.", "en")
    assert "light" in described_stems("It is not waterproof. It is light.", "en")
    assert name_stems("Pop-Up Tent (2024)", "en") == ["pop", "up", "tent", "2024"]
    assert code("ES-2-0") == code("es 2 0") == "es20"
