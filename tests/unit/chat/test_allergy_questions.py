"""Owns that a question on which health may hang is known as one, in every language, and no other is taken for it."""

from __future__ import annotations

import pytest

from appliance.chat.triage import Triage
from appliance.chat.triage.allergies.concern import UNKNOWN, asks, concern, goes_on
from appliance.chat.triage.allergies.vocabulary import LANGUAGES, vocabulary
from appliance.chat.words import FOLDER as WORDS
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.contract.retrieval import Asked
from appliance.contract.triage import Sorted, Topic


class Away:
    """An embedder that has not come up."""

    async def model_id(self) -> str:
        raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "away")

    async def query(self, text: str) -> tuple[float, ...]:
        raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "away")


async def sorted_as(text: str, language: str = "en", *before: str) -> Sorted:
    return await Triage(Away(), None).sort(Asked(text, language, before))


def test_every_language_in_which_the_box_speaks_knows_the_words() -> None:
    assert set(LANGUAGES) == {path.stem for path in WORDS.glob("*.json")}
    assert all("nuts" in vocabulary(one).ingredients and "vegan" in vocabulary(one).diets for one in LANGUAGES)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("I have celiac disease. Is your gluten-free bread safe for me?", "en"),
        ("my daughter has a severe peanut allergy, do you use peanuts?", "en"),
        ("Does the sacher cake contain nuts?", "en"),
        ("Are there nuts in your croissants?", "en"),
        ("Is the carrot cake vegan?", "en"),
        ("Does the watch have nickel free backs?", "en"),
        ("Ist der Karottenkuchen ohne Nüsse?", "de"),
        ("Ist der Karottenkuchen nussfrei?", "de"),
        ("Ist im Apfelstrudel Ei?", "de"),
        ("Ich bin allergisch auf Milch", "de"),
        ("Ich vertrage keine Laktose, was kann ich essen?", "de"),
        ("Verwendet ihr Erdnüsse?", "de"),
        ("Habt ihr glutenfreies Brot?", "de"),
        ("In welchen Produkten ist Ei?", "de"),
        ("Mein Sohn darf keine Nüsse essen", "de"),
        ("Wird das Brot mit Milch gebacken?", "de"),
        ("Kommt in den Kornspitz Soja rein?", "de"),
        ("My kid can't have dairy, what do you have?", "en"),
        ("Does it have nuts?", "en"),
        ("Are nuts used in the strudel?", "en"),
        ("Le gâteau contient-il des œufs ?", "fr"),
        ("Mon fils ne supporte pas le lait", "fr"),
        ("Mi hija no tolera la leche", "es"),
        ("Mio figlio non può mangiare noci", "it"),
        ("Ik kan niet tegen melk", "nl"),
        ("Je suis allergique aux arachides", "fr"),
        ("¿La tarta lleva frutos secos?", "es"),
        ("Soy celíaco, ¿qué puedo comer?", "es"),
        ("Avete pane senza glutine?", "it"),
        ("C'è latte nella torta?", "it"),
        ("Zitten er noten in de taart?", "nl"),
        ("Hebben jullie lactosevrij brood?", "nl"),
        ("هل تحتوي الكعكة على المكسرات؟", "ar"),
        ("عندي حساسية من الحليب", "ar"),
        # Visitors write in other languages than the shop's.
        ("Avete pane senza glutine?", "de"),
    ],
)
async def test_allergies_and_ingredients_are_known_by_their_words(said: str, language: str) -> None:
    assert await sorted_as(said, language) == Sorted(Topic.ALLERGY, sure=True, score=1.0)


async def test_however_long_the_story_around_it() -> None:
    story = "We have been your customers for many years and like the place very much, all of us, " * 3
    assert (await sorted_as(f"{story} but now our son is allergic to nuts")).topic is Topic.ALLERGY


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("What does the gluten-free bread cost?", "en"),
        ("Do you have oat milk?", "en"),
        ("Do you have wheel nuts in stock?", "en"),
        ("Are there vegan shoes in your store?", "en"),
        ("What is in the toolbox?", "en"),
        ("Kann ich ohne Termin kommen?", "de"),
        ("Was kostet der Nusskipferl?", "de"),
        ("Habt ihr Allergietabletten?", "de"),
        ("Ist im Preis das Frühstück enthalten?", "de"),
    ],
)
def test_what_only_sounds_like_it_is_answered_as_ever(said: str, language: str) -> None:
    assert not asks(said, language)


async def test_who_wants_a_person_gets_one_first() -> None:
    said = "Can I talk to a human? I have a nut allergy"
    assert (await sorted_as(said)).topic is Topic.HAND_OFF


@pytest.mark.parametrize("said", ["und das Nusskipferl?", "Kann ich den Apfelstrudel essen?"])
async def test_an_allergy_is_not_forgotten_at_the_next_question(said: str) -> None:
    assert (await sorted_as(said, "de", "Ich bin allergisch auf Milch")).topic is Topic.ALLERGY
    assert not goes_on(Asked(said, "de", ("Was kostet die Sachertorte?",)))


@pytest.mark.parametrize(
    "said", ["Was kostet ein Cappuccino?", "und am Freitag um halb zwei?", "Wem gehört die Bäckerei?"]
)
def test_another_subject_is_another_question(said: str) -> None:
    assert not goes_on(Asked(said, "de", ("Ich bin allergisch auf Milch",)))


def test_what_is_left_open_was_said_before() -> None:
    asked = Asked("und das Nusskipferl?", "de", ("Ich bin allergisch auf Milch", "Ist im Apfelstrudel Ei?"))
    assert (concern(asked).ingredients, concern(asked).named) == (frozenset({"egg"}), "Nusskipferl")
    asked = Asked("sind da Nüsse drin?", "de", ("Was kostet der Apfelstrudel?",))
    assert (concern(asked).ingredients, concern(asked).named) == (frozenset({"nuts"}), "Apfelstrudel")


def test_what_is_pointed_at_without_a_name_is_no_general_question() -> None:
    assert concern(Asked("sind da Nüsse drin?", "de", ("Hallo",))).things == (UNKNOWN,)
    assert concern(Asked("Verwendet ihr Erdnüsse?", "de", ("Was kostet der Apfelstrudel?",))).things == ()


def test_neither_ingredients_nor_denials_are_things() -> None:
    about = concern(Asked("Ist der vegane Karottenkuchen ohne Haselnüsse?", "de"))
    assert (about.named, about.ingredients) == ("Karottenkuchen", frozenset({"nuts"}))


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Ich habe auf euren Nusskipferl allergisch reagiert!", "de"),
        ("help my son ate a nut croissant and is allergic", "en"),
        ("Mon fils a mangé un gâteau et il est allergique", "fr"),
    ],
)
async def test_somebody_who_may_need_help_is_heard(said: str, language: str) -> None:
    assert (await sorted_as(said, language)).topic is Topic.ALLERGY
    assert concern(Asked(said, language)).reacted
    assert not concern(Asked("Can my son with a nut allergy eat this?", "en")).reacted
