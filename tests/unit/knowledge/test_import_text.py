"""Plain text as people really save it: underlined headings, questions, columns, mails, old encodings."""

from __future__ import annotations

import pytest

from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.importers import IMPORTERS, importer_for, text
from appliance.knowledge.importers.decoding import decode
from appliance.knowledge.importers.reading import Block, Reading


def read(written: str) -> Reading:
    return text.read(written.encode())


@pytest.mark.parametrize("top", ["Gift cards\n==========", "GIFT CARDS", "== Gift cards ==", "Gift cards:"])
def test_a_first_heading_in_any_style_is_the_title(top: str) -> None:
    reading = read(f"{top}\n\nThey never expire.\n")
    assert reading.title.casefold() == "gift cards"
    assert reading.blocks[-1].text == "They never expire."


def test_later_headings_stand_below_the_title() -> None:
    reading = read("JOBS\n\nWe grow.\n\nMechanic\n--------\nFull time.\n\nStudents:\n\nOnly on Saturday.\n")
    assert [(block.heading, block.text) for block in reading.blocks] == [
        (("JOBS",), "We grow."),
        (("JOBS", "Mechanic"), "Full time."),
        (("JOBS", "Students"), "Only on Saturday."),
    ]


def test_a_heading_with_nothing_under_it_is_told_when_it_says_something() -> None:
    assert [block.text for block in read("Open on Monday 9-17\n").blocks] == ["Open on Monday 9-17"]
    assert [block.text for block in read("PRICES\n\nFLAT FIX 22 EURO\n\nREVIEWS\n").blocks] == ["FLAT FIX 22 EURO"]


def test_each_question_keeps_its_answer() -> None:
    reading = read(
        "Q: can i buy a tube\nA: Sure, $9 each.\nQ - how long for a flat?\nA - about 20 minutes,\n   no appointment\n"
    )
    assert reading.blocks == (
        Block((), "can i buy a tube? Sure, $9 each.", whole=True),
        Block((), "how long for a flat? about 20 minutes, no appointment", whole=True),
    )  # fmt: skip


def test_a_question_in_capitals_is_no_heading() -> None:
    reading = read("Q: WHAT DOES A FLAT FIX COST?\nA: $22, tube included.\n\nQ: test rides??\nA: yes, 30 minutes.\n")
    assert reading.title == ""
    assert [(block.heading, block.text) for block in reading.blocks] == [
        ((), "WHAT DOES A FLAT FIX COST? $22, tube included."),
        ((), "test rides?? yes, 30 minutes."),
    ]


def test_aligned_columns_and_dotted_lines_become_rows() -> None:
    reading = read("Flat fix, tube included      $22      while you wait\nWheel truing ........ $24\nChain\t$20\n")
    assert [block.text for block in reading.blocks] == [
        "Flat fix, tube included: $22, while you wait",
        "Wheel truing: $24",
        "Chain: $20",
    ]
    assert all(block.whole for block in reading.blocks)


def test_wrapped_lines_are_joined_and_bullets_are_separate() -> None:
    reading = read("We rent\nthree kinds.\n* helmet\n* lock and a\n  repair kit\n")
    assert [block.text for block in reading.blocks] == ["We rent three kinds.", "helmet", "lock and a repair kit"]


@pytest.mark.parametrize(("sender", "subject"), [("From", "Subject"), ("Von", "Betreff")])
def test_a_saved_mail_is_called_by_its_subject(sender: str, subject: str) -> None:
    reading = read(
        f"{sender}: the boss <boss@shop.example>\nTo: all\n{subject}: lost property\n\nWe keep it for 60 days.\n"
    )
    assert reading.title == "lost property"
    assert [block.text for block in reading.blocks] == ["We keep it for 60 days."]  # fmt: skip


def test_the_word_subject_alone_makes_no_mail() -> None:
    assert "Subject: to change" in read("Our prices.\nSubject: to change\n\nMore.").blocks[0].text


@pytest.mark.parametrize(
    ("written", "encoding"),
    [
        ("Größe der Räder: 28 Zoll für Erwachsene", "latin-1"),
        ("Flat fix: 22 €", "cp1252"),
        ("Réparation de vélos à Genève, chambre à air comprise.", "cp1252"),
        ("We’re open daily – “come in”. Café next door.", "cp1252"),
        ("Zażółć gęślą jaźń, naprawa rowerów w Łodzi.", "cp1250"),
        ("Größe der Räder: 28 Zoll", "utf-16"),
    ],
)
def test_old_encodings_are_understood(written: str, encoding: str) -> None:
    assert decode(written.encode(encoding)).removeprefix("\ufeff") == written


def test_line_ends_of_all_systems_are_one() -> None:
    assert decode("\ufeffEins\r\nZwei\rDrei".encode()) == "Eins\nZwei\nDrei"


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\x03" * 400])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        decode(data)
    assert refusal.value.code is ErrorCode.UNREADABLE_DOCUMENT
    assert refusal.value.detail == "This file holds no readable text."


def test_a_kind_that_cannot_be_read_is_refused_with_the_kinds_that_can() -> None:
    with pytest.raises(Refused) as refusal:
        importer_for("price list.pages")
    assert refusal.value.code is ErrorCode.UNSUPPORTED_DOCUMENT
    assert "price list.pages cannot be read" in refusal.value.detail
    assert all(suffix in refusal.value.detail for suffixes, _ in IMPORTERS for suffix in suffixes)


def test_the_kind_is_told_by_the_name_in_any_case() -> None:
    assert importer_for("NOTES.TXT") is text.read
