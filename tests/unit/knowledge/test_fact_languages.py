"""The same questions in every shipped language, to a shop that entered its facts in English and German."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from appliance.contract.facts import ShopFacts
from appliance.contract.holidays import Holiday
from appliance.contract.opening import Weekday
from appliance.contract.retrieval import Asked
from appliance.core.language import language_of
from appliance.core.paths import ASSETS
from appliance.knowledge.documents.indexing import LANGUAGES
from appliance.knowledge.facts.book import FactBook
from appliance.knowledge.facts.telling.phrases import SHIPPED, phrases

FACTS = ShopFacts.model_validate_json((ASSETS / "demo/facts.json").read_text(encoding="utf-8"))
WEDNESDAY_NOON = datetime(2026, 10, 7, 19, 0, tzinfo=UTC)

ASKED = {
    "saturday": {
        "en": "What time do you open on Saturday?",
        "de": "Wann macht ihr am Samstag auf?",
        "fr": "À quelle heure ouvrez-vous samedi ?",
        "es": "¿A qué hora abren el sábado?",
        "it": "A che ora aprite il sabato?",
        "nl": "Hoe laat gaan jullie zaterdag open?",
    },
    "now": {
        "en": "Are you open right now?",
        "de": "Habt ihr gerade geöffnet?",
        "fr": "Êtes-vous ouverts maintenant ?",
        "es": "¿Están abiertos ahora mismo?",
        "it": "Siete aperti adesso?",
        "nl": "Zijn jullie nu open?",
    },
    "week": {
        "en": "What are your opening hours?",
        "de": "Wann habt ihr offen?",
        "fr": "Quels sont vos horaires d'ouverture ?",
        "es": "¿Cuál es su horario?",
        "it": "Quali sono i vostri orari di apertura?",
        "nl": "Wat zijn jullie openingstijden?",
    },
    "christmas": {
        "en": "Are you open at Christmas?",
        "de": "Habt ihr an Weihnachten offen?",
        "fr": "Êtes-vous ouverts à Noël ?",
        "es": "¿Abren en Navidad?",
        "it": "Siete aperti a Natale?",
        "nl": "Zijn jullie open met kerst?",
    },
    "tomorrow": {
        "en": "Are you open tomorrow?",
        "de": "Habt ihr morgen auf?",
        "fr": "Vous êtes ouverts demain ?",
        "es": "¿Abren mañana?",
        "it": "Siete aperti domani?",
        "nl": "Zijn jullie morgen open?",
    },
    "seven on saturday": {
        "en": "Are you open at 7 pm on Saturday?",
        "de": "Habt ihr am Samstag um 19 Uhr noch offen?",
        "fr": "Êtes-vous ouverts samedi à 19h ?",
        "es": "¿Abren el sábado a las siete de la tarde?",
        "it": "Siete aperti sabato alle 7 di sera?",
        "nl": "Zijn jullie zaterdag om 7 uur 's avonds open?",
    },
    "24 december": {
        "en": "Are you open on the 24th of December?",
        "de": "Habt ihr am 24.12. offen?",
        "fr": "Êtes-vous ouverts le 24 décembre ?",
        "es": "¿Están abiertos el 24 de diciembre?",
        "it": "Siete aperti il 24 dicembre?",
        "nl": "Zijn jullie open op 24 december?",
    },
    "phone": {
        "en": "What is your phone number?",
        "de": "Wie ist eure Telefonnummer?",
        "fr": "Quel est votre numéro de téléphone ?",
        "es": "¿Cuál es su número de teléfono?",
        "it": "Qual è il vostro numero di telefono?",
        "nl": "Wat is jullie telefoonnummer?",
    },
    "email": {
        "en": "What is your email address?",
        "de": "Wie ist eure E-Mail-Adresse?",
        "fr": "Quelle est votre adresse e-mail ?",
        "es": "¿Cuál es su dirección de correo electrónico?",
        "it": "Qual è il vostro indirizzo email?",
        "nl": "Wat is jullie e-mailadres?",
    },
    "website": {
        "en": "What is your web address?",
        "de": "Wie ist eure Internetadresse?",
        "fr": "Quelle est l'adresse de votre site web ?",
        "es": "¿Cuál es su página web?",
        "it": "Qual è il vostro sito web?",
        "nl": "Wat is jullie website?",
    },
    "address": {
        "en": "Where are you located?",
        "de": "Wo finde ich euch?",
        "fr": "Où êtes-vous situés ?",
        "es": "¿Dónde están?",
        "it": "Dove siete?",
        "nl": "Wat is jullie adres?",
    },
    "payment": {
        "en": "Can I pay by card?",
        "de": "Kann ich mit Karte zahlen?",
        "fr": "Peut-on payer par carte ?",
        "es": "¿Se puede pagar con tarjeta?",
        "it": "Posso pagare con carta?",
        "nl": "Kan ik met pin betalen?",
    },
}  # fmt: skip
TOLD = {
    "saturday": ("10:00 – 17:00",),
    "now": ("18:00",),
    "week": ("10:00 – 18:00", "10:00 – 17:00", "11:00 – 16:00"),
    "christmas": ("25",),
    "tomorrow": ("10:00 – 18:00",),
    "seven on saturday": ("19:00", "10:00 – 17:00"),
    "24 december": ("24", "10:00 – 14:00"),
    "phone": ("+1 503 555 0142",),
    "email": ("hello@maplestreetbikes.example",),
    "website": ("https://maplestreetbikes.example",),
    "address": ("1420 SE Maple Street",),
    "payment": ("Visa",),
}


def told(question: str, facts: ShopFacts = FACTS) -> str:
    language = language_of(question, facts.languages)
    answer = FactBook().answer(Asked(question, language), facts, WEDNESDAY_NOON)
    return answer.text if answer else ""


@pytest.mark.parametrize(("subject", "language"), [(subject, code) for subject in ASKED for code in SHIPPED])
def test_every_question_is_answered_in_its_language(subject: str, language: str) -> None:
    answer = told(ASKED[subject][language])
    assert all(part in answer for part in TOLD[subject]), answer
    if subject != "payment":  # what the owner wrote stays in the languages it was written in
        assert answer.startswith(
            told(ASKED[subject][language], FACTS.model_copy(update={"languages": (language,)}))[:20]
        )


@pytest.mark.parametrize("language", SHIPPED)
def test_an_address_of_mail_or_web_is_not_the_street(language: str) -> None:
    assert "Maple Street," not in told(ASKED["email"][language])
    assert "Maple Street," not in told(ASKED["website"][language])


def test_address_and_mail_are_two_things() -> None:
    both = told("What is your address and email?")
    assert "1420 SE Maple Street" in both
    assert "hello@maplestreetbikes.example" in both


@pytest.mark.parametrize(
    ("language", "told_now", "told_closed"),
    [
        ("en", "Yes, we are open now", "No, at 19:00 we are closed."),
        ("de", "Ja, wir haben jetzt geöffnet", "Nein, um 19:00 haben wir geschlossen."),
        ("fr", "Oui, nous sommes ouverts", "Non, à 19:00 nous sommes fermés."),
        ("es", "Sí, ahora estamos abiertos", "No, a las 19:00 estamos cerrados."),
        ("it", "Sì, adesso siamo aperti", "No, alle 19:00 siamo chiusi."),
        ("nl", "Ja, wij zijn nu open", "Nee, om 19:00 zijn wij gesloten."),
    ],
)
def test_yes_and_no_are_said_politely(language: str, told_now: str, told_closed: str) -> None:
    assert told(ASKED["now"][language]).startswith(told_now)
    assert told(ASKED["seven on saturday"][language]).startswith(told_closed)


def test_a_holidays_name_is_told_in_the_language_of_the_question() -> None:
    assert "(Nochebuena)" in told(ASKED["24 december"]["es"])
    assert "(Heiligabend)" in told(ASKED["24 december"]["de"])


def test_every_language_that_documents_are_read_in_has_facts_but_arabic() -> None:
    assert set(LANGUAGES) - set(SHIPPED) == {"ar"}


@pytest.mark.parametrize("language", SHIPPED)
def test_a_languages_words_are_complete(language: str) -> None:
    texts, english = phrases(language), phrases("en")
    assert set(texts.say) == set(english.say)
    assert set(texts.intents) == set(english.intents)
    assert set(texts.policies) == set(english.policies)
    assert set(texts.weekdays) == set(Weekday)
    assert (len(texts.months), len(texts.clock.numbers)) == (12, 12)
    assert {Holiday.CHRISTMAS_DAY, Holiday.NEW_YEARS_DAY, Holiday.EASTER_MONDAY} <= set(texts.holidays)
    for key, sentence in texts.say.items():
        assert sorted(_holes(sentence)) == sorted(_holes(english.say[key])), key


@pytest.mark.parametrize("language", SHIPPED)
def test_no_two_holidays_share_a_name_and_none_is_a_weekday(language: str) -> None:
    names = [name.casefold() for called in phrases(language).holidays.values() for name in called]
    assert len(names) == len(set(names))
    assert not set(names) & {name for days in phrases(language).weekdays.values() for name in days}


@pytest.mark.parametrize(
    "question",
    [
        "¿Arreglan sillas de ruedas?",
        "Réparez-vous les fauteuils roulants ?",
        "Riparate anche le sedie a rotelle?",
        "Repareren jullie ook rolstoelen?",
        "Avez-vous des vélos électriques d'occasion ?",
        "¿Cuánto dura la batería?",
        "Quanto costa un sellino nuovo?",
        "Mag ik mijn oude fiets inleveren?",
    ],
)
def test_what_no_fact_says_is_left_to_the_documents_in_every_language(question: str) -> None:
    assert told(question) == ""


@pytest.mark.parametrize("language", SHIPPED)
@pytest.mark.parametrize("ahead", range(7))
def test_every_weekday_is_understood(language: str, ahead: int) -> None:
    today = date(2026, 10, 7)
    day = today + timedelta(days=ahead)
    name = phrases(language).say[tuple(Weekday)[day.weekday()]]
    answer = told(f"{name} open?" if language in ("en", "nl") else f"{_OPEN[language]} {name}?")
    spans = FACTS.spans_on(day)
    assert (f"{spans[0][0]:%H:%M} – {spans[0][1]:%H:%M}" if spans else name) in answer.replace(name.capitalize(), name)


_OPEN = {"de": "offen am", "fr": "ouvert le", "es": "abierto el", "it": "aperto"}


def _holes(sentence: str) -> list[str]:
    return [part.split("}")[0] for part in sentence.split("{")[1:]]
