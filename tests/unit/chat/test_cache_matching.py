"""Look-alikes are never one question; a slip of the pen makes no other one."""

from __future__ import annotations

import pytest

from appliance.chat.cache.judging.matching import misspelt, same_words
from appliance.core.questions.fingerprint import fingerprint
from tests.unit.chat.played import passage

SAME = [
    ("en", "Do you repair e-bikes?", "Can you fix electric bikes?"),
    ("en", "Are dogs allowed in the shop?", "is it ok if i bring my dog along"),
    ("en", "Where can I park my car?", "where do i park my car please"),
    ("en", "How much for 2 adults and 1 child?", "What do 1 child and 2 adults cost?"),
    ("en", "Do I need no licence but a helmet?", "Do I need a helmet but no licence?"),
    ("en", "Are your 2 vegan soaps organic?", "Do you have 2 vegan organic soaps?"),
    ("de", "Verkauft ihr Kinderhelme?", "Habt ihr Helme für Kinder?"),
    ("de", "Was kostet eine Federgabelwartung?", "Wie viel kostet die Wartung einer Federgabel?"),
    ("de", "Reparieren Sie Handydisplays?", "Können Sie mein Handydisplay reparieren?"),
    ("de", "Gibt es einen Rabatt für Studenten?", "Haben Sie Studentenrabatt?"),
]
LOOK_ALIKE = [
    ("en", "Venture 45L Backpack: how to clean?", "Trailblazer 40L Backpack: how to clean?"),
    ("en", "Do you have the jacket in size M?", "Do you have the jacket in size L?"),
    ("en", "Do you have the shoe in 42?", "Do you have the shoe in 43?"),
    ("en", "Do you have the jacket in red?", "Do you have the jacket in blue?"),
    ("en", "Does it come with a battery?", "Does it come without a battery?"),
    ("en", "Do you ship to Canada?", "Do you ship from Canada?"),
    ("en", "Do you buy used bikes?", "Do you sell used bikes?"),
    ("en", "Can I return a helmet?", "Can I exchange a helmet?"),
    ("en", "Are you open before Christmas?", "Are you open after Christmas?"),
    ("en", "Do you ship to the US from Germany?", "Do you ship to Germany from the US?"),
    ("en", "Do you fix iPhone screens?", "Do you fix iPhone batteries?"),
    ("en", "How much is it?", "How much is that?"),
    ("en", "How much for 2 adults and 1 child?", "How much for 1 adult and 2 children?"),
    ("en", "How much for 2 adults and a child?", "How much for an adult and 2 children?"),
    ("en", "How much for 2 adults and 1 toddler?", "How much for 1 adult and 2 toddlrs?"),
    ("en", "Do you have a table 120 x 80?", "Do you have a table 80 x 120?"),
    ("en", "Can I exchange a small helmet for a large one?", "Can I exchange a large helmet for a small one?"),
    ("en", "Can I swap a helmet for a jacket?", "Can I swap a jacket for a helmet?"),
    ("en", "Do you sell red helmets with blue straps?", "Do you sell blue helmets with red straps?"),
    ("en", "Do I need a helmet but no licence?", "Do I need a licence but no helmet?"),
    ("en", "Can I wash it hot but not iron it?", "Can I iron it but not wash it hot?"),
    (
        "en",
        "Do I get a discount on a helmet when I buy a bike?",
        "Do I get a discount on a bike when I buy a helmet?",
    ),
    ("en", "Do you have long skirts?", "Do you have skirts?"),
    ("de", "Brauche ich einen Helm, aber keinen Führerschein?", "Brauche ich einen Führerschein, aber keinen Helm?"),
    ("de", "Tauscht ihr Helme gegen Jacken um?", "Tauscht ihr Jacken gegen Helme um?"),
    ("fr", "Avez-vous la veste en taille M ?", "Avez-vous la veste en taille L ?"),
    ("de", "Habt ihr Kinderhelme?", "Habt ihr Kinderräder?"),
    ("de", "Kauft ihr Gold?", "Verkauft ihr Gold?"),
]
FRAMES = passage("We straighten steel frames. Aluminium frames are not straightened.", "Frames")


@pytest.mark.parametrize(("language", "one", "other"), SAME)
def test_the_same_things_in_other_words(language: str, one: str, other: str) -> None:
    assert same_words(fingerprint(one, language), fingerprint(other, language))


@pytest.mark.parametrize(("language", "one", "other"), LOOK_ALIKE)
def test_look_alikes(language: str, one: str, other: str) -> None:
    left, right = fingerprint(one, language), fingerprint(other, language)
    assert not same_words(left, right)
    assert not misspelt(left, right, (passage("Nothing of it is told here.", "Elsewhere"),), language)


def test_a_slip_of_the_pen_is_no_other_question() -> None:
    asked = fingerprint("Do you straighten bent frames?", "en")
    assert misspelt(asked, fingerprint("Do you straigten bent frames?", "en"), (FRAMES,), "en")


def test_two_words_that_the_documents_know_are_two_words() -> None:
    boats = passage("We sell boots for winter and boats for summer.", "Boots and boats")
    left, right = fingerprint("Do you have brown boots?", "en"), fingerprint("Do you have brown boats?", "en")
    assert not misspelt(left, right, (boats,), "en")
    assert misspelt(left, right, (passage("We sell boots for winter.", "Boots"),), "en")


@pytest.mark.parametrize(
    "other",
    [
        "How much is it to straighten bent frames?",
        "Do you straighten 2 bent frames?",
        "Do you straighten bent frames from Italy?",
        "Do you straighten bent Larkfield frames?",
        "Do you not straighten bent frames?",
        "Do you rent canoes?",
        "Do you straighten only bent frames?",
        "Do you straighten bent forks?",
        "Do you straighten bent rusty frames?",
    ],
)
def test_some_words_always_matter(other: str) -> None:
    asked = fingerprint("Do you straighten bent frames?", "en")
    assert not misspelt(asked, fingerprint(other, "en"), (FRAMES,), "en")
