"""PDF files: paragraphs whole, tables paired, page numbers gone, and a clear word when a page is a picture."""

from __future__ import annotations

import pytest

from appliance.contract.knowledge import NoteCode
from appliance.contract.problems import Refused
from appliance.knowledge.importers import pdf as importer
from tests.unit.knowledge.pdf_files import HEIGHT, Page, paragraph, pdf, picture, table, text

FULL = "This line goes on until it reaches the right border of the page, as lines of a"


def told(*pages: Page) -> list[str]:
    return [" › ".join((*block.heading, block.text)) for block in importer.read(pdf(*pages)).blocks]


def test_larger_and_bolder_lines_are_headings_and_lines_become_paragraphs() -> None:
    page = (
        text("Our bike shop", 60, 80, size=24)
        + text("Returns", 60, 120, size=16)
        + paragraph(
            [FULL, "paragraph do.", "", "A second one stands below, and it is long enough to be text here."], 150
        )
        + text("Warranty", 60, 230, bold=True)
        + paragraph(["Two years on the frame."], 250)
    )
    reading = importer.read(pdf(page))
    assert reading.title == "Our bike shop"
    assert [(" › ".join(block.heading), block.text, block.place.page) for block in reading.blocks] == [
        ("Our bike shop › Returns", f"{FULL} paragraph do.", 1),
        ("Our bike shop › Returns", "A second one stands below, and it is long enough to be text here.", 1),
        ("Our bike shop › Returns › Warranty", "Two years on the frame.", 1),
    ]


def test_a_table_with_lines_keeps_its_pairs_and_its_place_in_the_text() -> None:
    page = (
        paragraph(["What we charge for repairs in the shop."], 80)
        + table([["Work", "Price", "Time"], ["Flat fix", "$22", "1 hour"], ["Bleed", "$48", ""]], 100)
        + paragraph(["Parts come on top."], 190)
    )
    assert told(page) == [
        "What we charge for repairs in the shop.",
        "Flat fix: Price $22, Time 1 hour",
        "Bleed: Price $48",
        "Parts come on top.",
    ]


def test_a_table_that_goes_on_on_the_next_page_keeps_its_header() -> None:
    first = table([["Work", "Price"], ["Flat fix", "$22"]], 700)
    again = table([["Work", "Price"], ["Bleed", "$48"]], 80)
    without = table([["Truing", "$24"]], 80)
    assert told(first, again) == ["Flat fix: Price $22", "Bleed: Price $48"]
    assert told(first, table([["Bleed", "$48"], ["Truing", "$24"]], 80))[1:] == [
        "Bleed: Price $48",
        "Truing: Price $24",
    ]
    assert "Truing" in " ".join(told(first, without))


def test_words_below_each_other_across_wide_gaps_are_a_table() -> None:
    rows = [("Service", "Price"), ("Flat fix, tube", "22,00"), ("included", ""), ("Brake bleed", "48,00")]
    page = "".join(
        text(a, 60, 100 + at * 14) + (text(b, 400, 100 + at * 14) if b else "") for at, (a, b) in enumerate(rows)
    )
    assert told(page) == ["Flat fix, tube included: Price 22,00", "Brake bleed: Price 48,00"]


def test_dots_that_lead_to_a_price_are_a_gap() -> None:
    assert told(paragraph(["Flat fix .............. 22,00", "Brake bleed ......... 48,00"], 100)) == [
        "Flat fix: 22,00",
        "Brake bleed: 48,00",
    ]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    left = [
        "We sell and repair bikes of all kinds,",
        "and we have done so in this street for",
        "more than thirty years.",
    ]
    right = ["Our workshop is open on weekdays, and", "on Saturdays until two. Please call us", "before you come by."]
    page = "".join(
        text(a, 60, 100 + at * 14) + text(b, 330, 100 + at * 14)
        for at, (a, b) in enumerate(zip(left, right, strict=True))
    )
    assert " ".join(told(page)).split() == " ".join((*left, *right)).split()


def test_a_word_broken_at_the_end_of_a_line_is_whole_again() -> None:
    page = paragraph(
        ["Please bring your infor-", "mation with you. An e-", "bike is a well-known", "and well-", "known thing."], 100
    )
    said = " ".join(told(page)[0].split())
    assert said == "Please bring your information with you. An e-bike is a well-known and well-known thing."


def test_lines_that_end_early_stay_lines() -> None:
    page = paragraph([f"{FULL} book", "Monday 9-18", "Tuesday closed"], 100)
    assert told(page) == [f"{FULL} book Monday 9-18\nTuesday closed"]


def test_list_items_are_apart_and_lose_their_bullets() -> None:
    page = text("•", 60, 100) + text("Dogs on a leash are very welcome.", 90, 100) + paragraph(["- helmet"], 114)
    reading = importer.read(pdf(page))
    assert [(block.text, block.whole) for block in reading.blocks] == [
        ("Dogs on a leash are very welcome.", True),
        ("helmet", False),
    ]


def test_a_question_keeps_its_answer() -> None:
    page = paragraph(["Can I pay by card?", "Yes, from five euros on."], 100) + paragraph(["And cash? Of course."], 160)
    assert told(page)[0].split() == ["Can", "I", "pay", "by", "card?", "Yes,", "from", "five", "euros", "on."]


def test_what_stands_on_every_page_is_told_once_and_page_numbers_never() -> None:
    pages = [
        text("Bike shop, Main Street 5, phone 030 1234", 60, 40)
        + paragraph([f"Rule number {word} is about bikes."], 300)
        + text(f"Page {at} of 4", 280, HEIGHT - 30)
        for at, word in enumerate(("one", "two", "three", "four"), start=1)
    ]
    assert told(*pages) == [
        "Rule number one is about bikes.", "Rule number two is about bikes.", "Rule number three is about bikes.",
        "Rule number four is about bikes.", "Bike shop, Main Street 5, phone 030 1234",
    ]  # fmt: skip


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    assert told(paragraph([FULL], 780), paragraph(["page in a book do."], 60)) == [f"{FULL} page in a book do."]


def test_the_table_of_contents_is_not_read() -> None:
    page = paragraph(["Contents", "Returns 2", "Warranty 3", "Repairs 5"], 100) + paragraph(
        ["Welcome to our shop."], 300
    )
    assert told(page)[-1].endswith("Welcome to our shop.")
    assert "Warranty" not in " ".join(told(page))


def test_a_page_that_lies_on_its_side_is_read() -> None:
    upright = "".join(
        f"BT /F 11 Tf 0 1 -1 0 {100 + at * 14} 60 Tm ({words}) Tj ET\n"
        for at, words in enumerate(("First line,", "second."))
    )
    assert [block.text.split() for block in importer.read(pdf(upright, rotate=90)).blocks] == [
        ["First", "line,", "second."]
    ]


def test_a_page_that_is_a_picture_is_named() -> None:
    reading = importer.read(pdf(paragraph(["Some words that can be read by everybody."], 100), picture(), picture()))
    assert [(note.code, note.detail) for note in reading.notes] == [
        (NoteCode.SCANNED, "Pages 2, 3: only a picture, whose words cannot be read.")
    ]


def test_a_long_document_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "PAGES_MAX", 2)
    reading = importer.read(pdf(*[paragraph([f"Words of page {word}."], 100) for word in ("one", "two", "three")]))
    assert [block.place.page for block in reading.blocks] == [1, 2]
    assert reading.notes[0].detail == "Only the first 2 of 3 pages were read."


ENCRYPTED = pdf(
    text("secret", 60, 100),
    trailer=b"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >>" % (b"o" * 32, b"u" * 32),
)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (pdf(picture()), "This PDF is a scan: its pages are pictures of text. Save it with text recognition (OCR)"),
        (ENCRYPTED, "This PDF opens only with a password. Save it without one and add it again."),
        (b"", "This is not a PDF, although its name says so, or it is damaged."),
        (b"I am a text", "This is not a PDF, although its name says so, or it is damaged."),
        (pdf("").replace(b"/Kids [10 0 R]", b"/Kids [2 0 R] "), "or it is damaged."),
    ],
    ids=["scan", "password", "empty", "text", "loop"],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        importer.read(data)
    assert sentence in refusal.value.detail
