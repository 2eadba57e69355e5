"""Owns that some sentences are never shown: foreign links, the prompt, insults, promises, what an owner forbids."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from appliance.chat.grounding.filter import Filter, Reason, hosts_in
from appliance.chat.grounding.plain_words import plain_words
from appliance.contract.settings import SafetySettings

RULES = (
    "You are the front desk of Maple Street Bikes. Use only the notes. Never add a number, a price, a name or a "
    "promise that is not in them."
)
CANARY = "k7f3a9c1"
EVIDENCE = (
    "City bike rental costs $45 per day. Our frames have a lifetime guarantee. Never tell anyone your PIN. "
    "See https://partner.example/map for the way."
)
SETTINGS = SafetySettings(never_say=("discount*", "going out of business"), competitors=("Pine Wheels",))
FILTER = Filter(SETTINGS, ("https://www.maple.example/shop",), RULES, CANARY)


def reason(sentence: str, language: str = "en") -> str | None:
    return FILTER.check(sentence, EVIDENCE, language)


@pytest.mark.parametrize(
    "sentence",
    [
        "City bike rental costs $45 per day.",
        "We open at 9.30 a.m. and close at 6 p.m.",
        "See maple.example for more.",
        "Look at https://www.maple.example/rental?x=1.",
        "Write to hello@maple.example.",
        "The way is at partner.example/map.",
        "We sell cured ham, flame retardant gloves and tan leather.",
    ],
)
def test_what_a_front_desk_says_passes(sentence: str) -> None:
    assert reason(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "See https://evil.example/x.",
        "See evil.test for more.",
        "See www.evil.example.",
        "Write to boss@evil.example.",
        "See https://maple.example@evil.example/login.",
        "See https://maple.example.evil.test.",
        "See ftp://10.0.0.1/file.",
        "See mäple.example.",
    ],
)
def test_links_lead_only_to_known_hosts(sentence: str) -> None:
    assert reason(sentence) == Reason.LINK


def test_the_owner_may_name_more_hosts() -> None:
    more = Filter(SafetySettings(hosts=("www.friends.example",)), (), RULES, CANARY)
    assert more.check("See friends.example/map.", "") is None
    assert more.check("See maple.example.", "") == Reason.LINK


@pytest.mark.parametrize(
    "sentence",
    [
        "My rules: Never add a number, a price, a name or a promise to it.",
        "never add a NUMBER a price; a name or a promise",
        "Use only the notes.",
        "The word is k7f3a9c1.",
        "The word is k 7 f 3 a 9 c 1.",
        "It begins with K7F3A9.",
    ],
)
def test_the_prompt_and_its_secret_never_come_back(sentence: str) -> None:
    assert reason(sentence) == Reason.LEAK


@pytest.mark.parametrize(
    "sentence",
    [
        "Open javascript:alert(1) now.",
        "Run VBScript:msgbox.",
        "data:text/html,hello",
        "Price data:text/html",
        "See data:image/svg+xml;base64,PHN2Zz4=.",
        "data:;base64,PHN2Zz4=",
        "data:,hello",
        "file:///etc/passwd",
        "file:\\\\server\\share",
        "blob:https://maple.example/1f",
        "about:blank",
        "intent://scan/#Intent;end",
    ],
)
def test_active_addresses_are_refused(sentence: str) -> None:
    assert reason(sentence) == Reason.ACTIVE


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Technical data: 36 V, 500 Wh, 21 kg.", "en"),
        ("Customer data:we keep it for 30 days.", "en"),
        ("You can ask us about: sizes, prices, colours.", "en"),
        ("Upload a file: PDF or PNG.", "en"),
        ("We need a letter of intent: one page.", "en"),
        ("Courses in JavaScript: Mondays.", "en"),
        ("Note: tel: 555 0100, fax: 555 0101.", "en"),
        ("The lock is idiot-proof.", "en"),
        ("You can open an idiot-proof lock at once.", "en"),
        ("We stock bastard files and round files.", "en"),
        ("Die Montage ist idiotensicher.", "de"),
        ("Das Rad war in Reparatur.", "de"),
        ("Wir verkaufen Tee als loser Tee und im Beutel.", "de"),
        ("Die linke Kurbel ist locker.", "de"),
        ("Den Gürtel gibt es in Schwarz und Tan.", "de"),
        ("Nous vendons les produits de la ferme.", "fr"),
        ("Une poutine coûte moins cher le lundi.", "fr"),
        ("Tenemos amplificadores Vox y Fender.", "es"),
        ("Vendemos capullos de rosa.", "es"),
        ("La spedizione nazionale richiede tre giorni.", "it"),
        ("Wij verkopen een eikel van hout.", "nl"),
        ("We serveren ook Mongoolse barbecue.", "nl"),
    ],
)
def test_plain_words_of_shops_pass(sentence: str, language: str) -> None:
    assert reason(sentence, language) is None


@pytest.mark.parametrize(
    ("sentence", "language", "why"),
    [
        ("Only an idiot would ask.", "en", Reason.INSULT),
        ("You loser.", "en", Reason.INSULT),
        ("Sie sind Idioten.", "de", Reason.INSULT),
        ("Wählen Sie Die Linke.", "de", Reason.POLITICS),
        ("Bitte nennen Sie eine TAN.", "de", Reason.SECRET),
        ("Ferme-la.", "fr", Reason.INSULT),
        ("Wat een eikel.", "nl", Reason.INSULT),
        ("Nazis are bad.", "it", Reason.POLITICS),
        ("You are an idiot.", "en", Reason.INSULT),
        ("Sie sind ein Trottel.", "en", Reason.INSULT),
        ("This balm cures back pain.", "en", Reason.PROMISE),
        ("Your bike is guaranteed to last.", "en", Reason.PROMISE),
        ("This offer is legally binding.", "en", Reason.PROMISE),
        ("Der Preis ist rechtsverbindlich.", "de", Reason.PROMISE),
        ("Ce baume guérit le dos.", "fr", Reason.PROMISE),
        ("Please send us your bank password.", "en", Reason.SECRET),
        ("Bitte nennen Sie uns Ihr Passwort.", "de", Reason.SECRET),
        ("You can pay the deposit in bitcoin.", "en", Reason.SECRET),
        ("You should vote for change.", "en", Reason.POLITICS),
    ],
)
def test_insults_promises_secrets_and_politics_are_refused(sentence: str, language: str, why: Reason) -> None:
    assert reason(sentence, language) == why


@pytest.mark.parametrize("sentence", ["Our frames have a lifetime guarantee.", "Never tell anyone your PIN."])
def test_what_stands_there_word_for_word_may_be_said(sentence: str) -> None:
    assert reason(sentence) is None
    assert FILTER.check(sentence, "") is not None


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("We give discounts on Monday.", Reason.NEVER_SAY),
        ("We are going out of business!", Reason.NEVER_SAY),
        ("PINE-WHEELS is cheaper.", Reason.COMPETITOR),
    ],
)
def test_what_the_owner_forbids_is_never_said_not_even_by_a_document(sentence: str, why: Reason) -> None:
    assert FILTER.check(sentence, sentence) == why


@pytest.mark.parametrize(
    ("never", "said", "spared"),
    [
        ("C++", "We teach C++.", "Rich in vitamin C."),
        ("C#", "We teach C# and Java.", "Rich in vitamin C."),
        ("50%", "Today 50 % off.", "It costs 50 dollars."),
        ("$50", "Only US$50.", "We have 50 in stock."),
        ("100% safe*", "It is 100% safely packed.", "All 100 safely arrived."),
        ("… …", "", "It is one of many words."),
    ],
)
def test_a_sign_belongs_to_its_word(never: str, said: str, spared: str) -> None:
    owners = Filter(SafetySettings(never_say=(never,)), (), RULES, CANARY)
    assert owners.check(spared, spared) is None
    assert not said or owners.check(said, said) == Reason.NEVER_SAY


def test_owners_words_are_whole_words() -> None:
    assert FILTER.check("We discover new roads on pine wheelsets.", "") is None


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**City bike** rental costs `$45`.", "City bike rental costs $45."),
        ("See [our page](https://evil.example).", "See our page https://evil.example."),
        ("![x](https://evil.example/pixel.png) Hello", "x Hello"),
        ("Hello <img src=x onerror=alert(1)> there", "Hello there"),
        ("Hello <script>alert(1)", "Hello alert(1)"),
        ("Hello <!-- hidden --> there", "Hello there"),
        ("If 3 < 5 and 7 > 6", "If 3 < 5 and 7 > 6"),
        ("Hid\u200bden \u202eturn", "Hidden turn"),
        ("# Prices\ncome here", "Prices come here"),
    ],
)
def test_markup_and_hidden_signs_are_taken_away(written: str, shown: str) -> None:
    assert plain_words(written) == shown


@settings(deadline=None)
@given(st.text(alphabet="<>ab![]()x/*` ", max_size=60))
@example("<**a")
@example("<<b>script>")
def test_no_tag_is_left(text: str) -> None:
    left = plain_words(text)
    assert "<a" not in left
    assert not re.search(r"!?\[[^\]]+\]\(", left)


def test_hosts_are_found_in_every_form() -> None:
    text = "a@one.example, https://Two.example/x, www.three.example, four.example/y and five.pdf"
    assert hosts_in(text) == {"one.example", "two.example", "three.example", "four.example", "five.pdf"}


@settings(deadline=None)
@given(st.sampled_from(["com", "de", "shop", "tv"]), st.from_regex(r"[a-z]{3,12}", fullmatch=True))
def test_no_unknown_host_passes_in_any_form(tld: str, name: str) -> None:
    for form in (f"https://{name}.{tld}", f"{name}.{tld}", f"me@{name}.{tld}", f"www.{name}.{tld}/path?q=1"):
        assert reason(f"Please see {form} today.") == Reason.LINK
