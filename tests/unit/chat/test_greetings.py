"""Owns what greetings and rudeness are met with when rules alone decide, and in which language short words are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appliance.chat.ladder.service import AnswerService
from appliance.chat.triage import Triage
from appliance.chat.words import say
from appliance.contract.chat import ChatEvent, Outcome
from appliance.contract.retrieval import Found, Trust
from tests.unit.chat.played import NOTHING, Knowledge, Model, answered, done, standing, told
from tests.unit.chat.test_triage_sorts import Vectors

SHOP = "Maple Street Bikes"


async def heard(text: str, model: Model | None = None, knowledge: Knowledge | None = None) -> list[ChatEvent]:
    """With the rules of triage alone: there is no head, and no embedder is asked."""
    on = standing(model or Model("never asked"), knowledge or Knowledge(NOTHING))
    service = AnswerService(replace(on, triage=Triage(Vectors(), None)), lambda: 0.0)
    return [event async for event in answered(service, text)]


@pytest.mark.parametrize(
    ("said", "key", "language"),
    [
        ("Hi", "hello", "en"),
        ("Good morning!", "hello", "en"),
        ("hello there", "hello", "en"),
        ("Guten Tag zusammen", "hello", "de"),
        ("Thanks!", "thanks", "en"),
        ("Danke schön", "thanks", "de"),
    ],
)
async def test_a_greeting_and_thanks_are_answered(said: str, key: str, language: str) -> None:
    events = await heard(said)
    assert told(events) == say(key, language, shop=SHOP)
    assert done(events).outcome is Outcome.ANSWERED


@pytest.mark.parametrize("rude", ["you stupid bot", "Fuck off", "Verpiss dich!"])
async def test_rudeness_is_met_politely_and_costs_nothing(rude: str) -> None:
    model = Model("never asked")
    events = await heard(rude, model)
    assert told(events) in {say("rude", language, shop=SHOP) for language in ("en", "de")}
    assert done(events).outcome is Outcome.REFUSED
    assert model.prompts == []


@pytest.mark.parametrize(
    "question",
    [
        "hi opening hours",
        "Hi do you deliver",
        "Hey price for tune-up",
        "hallo habt ihr offen",
        "Hallo Preis Inspektion",
        "Thanks, any parking nearby",
        "danke, liefern Sie auch",
        "hi order 12345 late",
        "Hello can I book",
        "good morning two tickets please",
        "bonjour vous livrez",
        "hola abren hoy",
        "ciao fate consegne",
        "hoi bezorgen jullie",
    ],
)
async def test_a_greeting_followed_by_anything_is_a_question(question: str) -> None:
    assert done(await heard(question)).outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(("earlier", "language"), [((), "en"), (("Wann haben Sie am Samstag geöffnet?",), "de")])
async def test_what_says_too_little_is_answered_in_the_language_of_the_conversation(
    earlier: tuple[str, ...], language: str
) -> None:
    on = standing(Model("never asked"), Knowledge(Found((), Trust.NONE)))
    events = [event async for event in answered(AnswerService(on, lambda: 0.0), "Shimano Deore?", earlier)]
    assert told(events) == say("not_known", language, shop=SHOP)
