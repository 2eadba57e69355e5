"""Owns what plain words say about a message, in six languages, and that they never say too much."""

from __future__ import annotations

import pytest

from appliance.chat.triage.phrases import LANGUAGES, phrases
from appliance.chat.triage.rules import FIRST_WINS, KINDS, MAX_WORDS, small_talk_kind, sort_by_words
from appliance.contract.triage import Topic


def topic(text: str, language: str = "en") -> Topic | None:
    said = sort_by_words(text, language)
    assert said is None or said.sure
    return said.topic if said else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_phrases_for_every_kind_and_topic(language: str) -> None:
    assert set(phrases(language).small_talk) == set(KINDS)
    assert set(phrases(language).topics) == set(FIRST_WINS)


@pytest.mark.parametrize(
    ("said", "language", "wanted"),
    [
        ("Can I talk to a human?", "en", Topic.HAND_OFF),
        ("Are you a bot? I want to speak to a real person", "en", Topic.HAND_OFF),
        ("you are useless, give me a human", "en", Topic.HAND_OFF),
        ("Ich möchte mit einem Mitarbeiter sprechen", "de", Topic.HAND_OFF),
        ("Je voudrais parler à un conseiller", "fr", Topic.HAND_OFF),
        ("Quiero hablar con una persona", "es", Topic.HAND_OFF),
        ("Vorrei parlare con un operatore", "it", Topic.HAND_OFF),
        ("Kan ik met een medewerker praten?", "nl", Topic.HAND_OFF),
        ("Please call me back", "en", Topic.LEAD),
        ("Bitte rufen Sie mich zurück", "de", Topic.LEAD),
        ("Pouvez-vous me rappeler ?", "fr", Topic.LEAD),
        ("Necesito un presupuesto", "es", Topic.LEAD),
        ("Potete richiamarmi?", "it", Topic.LEAD),
        ("Kunt u mij terugbellen?", "nl", Topic.LEAD),
        ("Hi, where is my order?", "en", Topic.ORDER_STATUS),
        ("You stupid bot, where's my parcel", "en", Topic.ORDER_STATUS),
        ("something about order 88213 please", "en", Topic.ORDER_STATUS),
        ("Wo bleibt meine Bestellung?", "de", Topic.ORDER_STATUS),
        ("Où est ma commande ?", "fr", Topic.ORDER_STATUS),
        ("¿Dónde está mi pedido?", "es", Topic.ORDER_STATUS),
        ("Dov'è il mio ordine?", "it", Topic.ORDER_STATUS),
        ("Waar is mijn bestelling?", "nl", Topic.ORDER_STATUS),
        ("This is the worst service I have ever had", "en", Topic.COMPLAINT),
        ("you guys ruined my derailleur, i want my money back", "en", Topic.COMPLAINT),
        ("Ihr habt mein Rad kaputt gemacht!", "de", Topic.COMPLAINT),
        ("Ich will mich beschweren", "de", Topic.COMPLAINT),
        ("C'est inadmissible", "fr", Topic.COMPLAINT),
        ("El peor servicio del mundo", "es", Topic.COMPLAINT),
        ("Un pessimo servizio", "it", Topic.COMPLAINT),
        ("Ik wil een klacht indienen", "nl", Topic.COMPLAINT),
        ("I want to book a table for four", "en", Topic.BOOKING),
        ("Could you book me an appointment on Friday?", "en", Topic.BOOKING),
        ("Ich hätte gern einen Termin am Montag", "de", Topic.BOOKING),
        ("Je voudrais réserver une table pour deux", "fr", Topic.BOOKING),
        ("Quisiera reservar una mesa para dos", "es", Topic.BOOKING),
        ("Vorrei prenotare un tavolo per due", "it", Topic.BOOKING),
        ("Ik wil graag een tafel reserveren", "nl", Topic.BOOKING),
        ("Hi, are you open tomorrow?", "en", Topic.FACT),
        ("Wann habt ihr auf?", "de", Topic.FACT),
        ("Do you sell gift cards?", "en", Topic.PRODUCT),
        ("Tell me a joke", "en", Topic.OFF_TOPIC),
        ("What's the weather like today?", "en", Topic.OFF_TOPIC),
        ("how's the weather in Portland this weekend", "en", Topic.OFF_TOPIC),
        ("Wie wird das Wetter am Wochenende?", "de", Topic.OFF_TOPIC),
        ("Who should I vote for?", "en", Topic.OFF_TOPIC),
        ("Erzähl mir einen Witz", "de", Topic.OFF_TOPIC),
        ("Raconte-moi une blague", "fr", Topic.OFF_TOPIC),
        ("Cuéntame un chiste", "es", Topic.OFF_TOPIC),
        ("Raccontami una barzelletta", "it", Topic.OFF_TOPIC),
        ("Vertel een mop", "nl", Topic.OFF_TOPIC),
        ("fuck you", "en", Topic.ABUSE),
        ("Halt die Klappe", "de", Topic.ABUSE),
        ("Ta gueule", "fr", Topic.ABUSE),
        ("Vete a la mierda", "es", Topic.ABUSE),
        ("Vaffanculo", "it", Topic.ABUSE),
        ("Houd je bek", "nl", Topic.ABUSE),
    ],
)
def test_plain_words_say_what_is_wanted(said: str, language: str, wanted: Topic) -> None:
    assert topic(said, language) is wanted


@pytest.mark.parametrize(
    ("said", "language", "kind"),
    [
        ("Hello!", "en", "hello"),
        ("hi there", "en", "hello"),
        ("Thanks a lot, bye!", "en", "bye"),
        ("ok thanks", "en", "thanks"),
        ("Hi, how are you?", "en", "how_are_you"),
        ("Are you a robot?", "en", "robot"),
        ("Am I talking to a real person?", "en", "robot"),
        ("Who are you?", "en", "who"),
        ("Do you speak Spanish?", "en", "languages"),
        ("how old are you", "en", "personal"),
        ("Guten Tag zusammen", "de", "hello"),
        ("Bist du ein Mensch?", "de", "robot"),
        ("Wie geht's?", "de", "how_are_you"),
        ("Bonjour, ça va ?", "fr", "how_are_you"),
        ("Muchas gracias", "es", "thanks"),
        ("Chi sei?", "it", "who"),
        ("Tot ziens", "nl", "bye"),
        ("Merci beaucoup", "en", "thanks"),
    ],
)
def test_small_talk_is_told_by_its_kind(said: str, language: str, kind: str) -> None:
    assert topic(said, language) is Topic.SMALL_TALK
    assert small_talk_kind(said, language) == kind


@pytest.mark.parametrize(
    "question",
    [
        "Hello, do you have gluten free bread?",
        "Thanks, and what does a tune-up cost?",
        "hello kitty lunch box",
        "thanks for nothing",
        "Do I need to book an appointment?",
        "What happens if I cancel my reservation?",
        "How far in advance should I book a table?",
        "Can I book online?",
        "Can I cancel my appointment free of charge?",
        "What happens if it rains?",
        "How long does delivery take?",
        "What if my order arrives damaged?",
        "Is there a delivery fee?",
        "I want to order 5000 flyers",
        "Are you open to feedback?",
        "Do you sell my data?",
        "Will you call me when it is ready?",
        "How do you handle complaints?",
        "My stupid chain keeps slipping",
        "Do you take returns?",
        "Which party balloons do you have?",
        "Do you have weather proof jackets?",
        "What's the weather resistance of your jackets?",
        "I do not want to speak to a person",
        "I don't want to talk to a robot vacuum",
        "Can you call me a taxi?",
        "yes",
        "no",
        "please",
        "",
        "🚲",
    ],
)
def test_what_takes_more_than_words_is_left_open(question: str) -> None:
    assert topic(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "Brauche ich einen Termin?",
        "Was passiert, wenn ich den Termin absage?",
        "Wie lange dauert die Lieferung?",
        "Hallo, habt ihr Brot ohne Weizen?",
        "Findet die Führung bei Regen statt?",
        "Kann ich einen Tisch online reservieren?",
    ],
)
def test_german_questions_are_left_open_too(question: str) -> None:
    assert topic(question, "de") is None


def test_a_greeting_with_a_question_is_the_question() -> None:
    assert small_talk_kind("Good morning, what time do you open?", "en") is None
    assert topic("Good morning, what time do you open?") is Topic.FACT


def test_another_language_than_the_shop_s_is_understood() -> None:
    assert topic("¿Dónde está mi pedido?", "de") is Topic.ORDER_STATUS


def test_a_long_message_is_left_to_better_judges() -> None:
    letter = "I was in your shop last week and looked at many lovely things. " * 4 + "Where is my order?"
    assert len(letter.split()) > MAX_WORDS
    assert topic(letter) is None


def test_a_rude_word_in_a_longer_message_does_not_decide() -> None:
    assert topic("fuck you") is Topic.ABUSE
    assert topic("fuck this chain that slips and slips, which new one fits my old city bike from 2009") is None
