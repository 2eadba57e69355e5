"""Owns who is turned down for rude words: only who means us, or says nothing else; never a customer with a question."""

from __future__ import annotations

import pytest

from appliance.chat.triage.rules import sort_by_words
from appliance.contract.triage import Topic

CUSTOMERS = [
    ("Do you have a bastard file?", "en"),
    ("Have you bastard files in stock?", "en"),
    ("Do you groom Shitzus?", "en"),
    ("Do you sell shitake mushrooms?", "en"),
    ("Do you sell dumb phones?", "en"),
    ("dumb phones", "en"),
    ("The Idiot", "en"),
    ("Do you have moron-proof locks?", "en"),
    ("My stupid chain keeps slipping", "en"),
    ("The zipper sucks, can I return it?", "en"),
    ("My old vacuum is useless, what do you recommend?", "en"),
    ("Is my bitch allowed during heat?", "en"),
    ("My dog won't shut up, do you have a bark collar?", "en"),
    ("How do I get cat piss off the rug?", "en"),
    ("Can you trash the old mattress for me?", "en"),
    ("Show me naked bikes", "en"),
    ("My stupid computer will not start, do you repair them?", "en"),
    ("Do you sell that stupid robot from the film?", "en"),
    ("Where is my fucking order?", "en"),
    ("The pump I bought is a piece of crap and I want my money back", "en"),
    ("Ist die Montage idiotensicher?", "de"),
    ("Habt ihr Fickenscher Wein?", "de"),
    ("Mein blöder Computer startet nicht mehr", "de"),
    ("Die Pedale, die ich gekauft habe, sie sind nutzlos", "de"),
    ("Habt ihr Pumpen? Meine ist scheiße", "de"),
    ("Diese dumme Maschine piept die ganze Zeit, was tun?", "de"),
    ("Ma machine stupide ne démarre plus, vous réparez ?", "fr"),
    ("Avez-vous un dîner de cons en DVD ?", "fr"),
    ("Mi estúpido robot no aspira, ¿lo reparan?", "es"),
    ("La cremallera es una mierda, ¿la puedo devolver?", "es"),
    ("Il mio stupido computer non si accende", "it"),
    ("Avete L'idiota di Dostoevskij?", "it"),
    ("Mijn stomme computer doet het niet meer", "nl"),
    ("Hebben jullie eikels voor in de herfstkrans?", "nl"),
]
ABUSIVE = [
    ("Fuck you", "en"),
    ("Fuck off", "en"),
    ("fuck", "en"),
    ("shut up", "en"),
    ("Just shut the fuck up", "en"),
    ("you stupid bot", "en"),
    ("You are an idiot", "en"),
    ("you're useless", "en"),
    ("Are you stupid?", "en"),
    ("this is shit", "en"),
    ("what a piece of crap", "en"),
    ("Hello you moron", "en"),
    ("you suck", "en"),
    ("screw you idiots", "en"),
    ("Thanks for nothing, you idiots", "en"),
    ("du dummes Arschloch", "de"),
    ("Scheiß Laden", "de"),
    ("Halt die Klappe", "de"),
    ("blöde Maschine", "de"),
    ("Dummkopf", "de"),
    ("Sie sind dumm", "de"),
    ("Bist du blöd?", "de"),
    ("Verpiss dich!", "de"),
    ("Fick dich", "de"),
    ("ta gueule", "fr"),
    ("Vous êtes vraiment stupides", "fr"),
    ("robot de merde", "fr"),
    ("Eres un idiota", "es"),
    ("vete a la mierda", "es"),
    ("robot estúpido", "es"),
    ("vaffanculo", "it"),
    ("Siete degli idioti", "it"),
    ("stupido robot", "it"),
    ("Hou je bek", "nl"),
    ("Jullie zijn waardeloos", "nl"),
    ("stomme robot", "nl"),
]


def topic(text: str, language: str) -> Topic | None:
    said = sort_by_words(text, language)
    return said.topic if said else None


@pytest.mark.parametrize(("text", "language"), CUSTOMERS)
def test_a_customer_with_a_rude_word_is_no_abuser(text: str, language: str) -> None:
    assert topic(text, language) is not Topic.ABUSE


@pytest.mark.parametrize(("text", "language"), ABUSIVE)
def test_rude_words_for_us_or_nothing_else_are_abuse(text: str, language: str) -> None:
    assert topic(text, language) is Topic.ABUSE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Your service is shit", "en"),
        ("Terrible service, you idiots", "en"),
        ("Euer Service ist scheiße", "de"),
        ("Votre service est merdique", "fr"),
        ("Vuestro servicio es una mierda", "es"),
        ("Il vostro servizio fa schifo", "it"),
        ("Jullie service is klote", "nl"),
    ],
)
def test_a_complaint_in_rude_words_is_a_complaint(text: str, language: str) -> None:
    assert topic(text, language) is Topic.COMPLAINT


def test_who_is_rude_and_asks_is_answered() -> None:
    assert topic("Fuck you, when do you open?", "en") is Topic.FACT
