"""Owns that the table of products keeps quiet wherever a question is not one that it can answer whole."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.unit.knowledge.product_shop import Shop, opened

QUESTIONS = Path(__file__).parents[2] / "data/demo_questions.jsonl"


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with opened(tmp_path) as ready:
        yield ready


@pytest.mark.parametrize(
    "question",
    [
        "do you sell helmets?",
        "Can the Ridgeway R4 Tent be used in winter?",
        "How do I clean the Ridgeway R4 Tent?",
        "How long is the Lakeside 2-Person Tent?",
        "Is the Lakeside tent any good?",
        "Why is the R4 Pro so expensive?",
        "Do you rent tents?",
        "Do you repair tents?",
        "Can I return a tent within 30 days?",
        "Do you have waterproof tents?",
        "Do you have tents without poles?",
        "When will the cap be back in stock?",
        "Do you have parking?",
        "Are you open on Sunday?",
        "Do you have any discounts for students?",
        "do you have size M?",
        "What do you have in stock?",
        "a tent for a family of six",
        "tents lighter than 3 kg",
        "tents under 3 kg",
        "Does the Ridgeway R4 Tent come with a sleeping bag?",
        "tents and kayaks under $300",
        "Cap with Ears in red",
        "What does TS mean on the label?",
        "tents that are not waterproof",
        "",
        "?",
        "$$$ % € 50",
        '" OR 1=1 NEAR(a b) *',
    ],
)
async def test_what_the_table_cannot_answer_whole_is_left_to_documents(shop: Shop, question: str) -> None:
    assert await shop.answer(question) is None


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "nl"])
async def test_other_questions_in_other_languages_pass_too(shop: Shop, language: str) -> None:
    others = {
        "de": ("Wie wasche ich das Trail T-Shirt?", "Verleiht ihr Zelte?", "Wann macht ihr auf?"),
        "fr": ("Comment laver le Trail T-Shirt ?", "Louez-vous des tentes ?", "Quand ouvrez-vous ?"),
        "es": ("¿Cómo se lava la Trail T-Shirt?", "¿Alquilan tiendas?", "¿Cuándo abren?"),
        "it": ("Come si lava la Trail T-Shirt?", "Noleggiate tende?", "Quando aprite?"),
        "nl": ("Hoe was ik het Trail T-Shirt?", "Verhuren jullie tenten?", "Wanneer zijn jullie open?"),
    }
    assert [await shop.told(question, language=language) for question in others[language]] == [None] * 3


async def test_none_of_the_demo_shops_questions_is_taken_from_it(tmp_path: Path, shop: Shop) -> None:
    asked = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    taken = [
        one["question"]
        for one in asked
        if await shop.answer(one["question"], *one["history"], language=one["language"])
    ]
    assert taken == []


async def test_an_empty_table_says_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, []) as shop:
        assert await shop.answer("do you have tents?") is None
        assert await shop.answer("what is on sale?") is None


async def test_a_question_of_any_length_is_borne(shop: Shop) -> None:
    assert await shop.answer("tents " * 400) is None
    assert await shop.answer("tent" + "x" * 1_900) is None
