"""Word documents as people write them: headings in bold, lists with tabs, boxes, merged cells, tracked changes."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from appliance.contract.knowledge import NoteCode
from appliance.contract.problems import Refused
from appliance.knowledge.importers import docx
from appliance.knowledge.importers.reading import Reading
from tests.unit.knowledge.office_files import zipped


def read(document: Word) -> Reading:
    file = BytesIO()
    document.save(file)
    return docx.read(file.getvalue())


def told(document: Word) -> list[str]:
    return [" › ".join((*block.heading, block.text)) for block in read(document).blocks]


def add_xml(document: Word, inside: str) -> None:
    """A paragraph of raw XML before the last section's marks."""
    document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"))


def test_headings_lists_and_tables_stand_in_reading_order() -> None:
    document = Document()
    document.add_heading("Our shop", 0)
    document.add_heading("Repairs", 1)
    document.add_paragraph("We repair on weekdays.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Work", "Price", "Flat fix", "$22"], strict=True):
        cell.text = text
    document.add_heading("Rental", 1)
    document.add_paragraph("Dogs on a leash are very welcome.", style="List Bullet")
    document.add_paragraph("helmet", style="List Bullet")
    reading = read(document)
    assert reading.title == "Our shop"
    assert [(" › ".join(block.heading), block.text, block.whole) for block in reading.blocks] == [
        ("Our shop › Repairs", "We repair on weekdays.", False),
        ("Our shop › Repairs", "Flat fix: Price $22", True),
        ("Our shop › Rental", "Dogs on a leash are very welcome.", True),
        ("Our shop › Rental", "helmet", False),
    ]


def test_a_short_line_in_bold_is_a_heading_and_one_that_heads_nothing_is_text() -> None:
    document = Document()
    document.add_paragraph().add_run("Returns").bold = True
    document.add_paragraph("Within 30 days.")
    document.add_paragraph().add_run("We wish you a good ride").bold = True
    document.add_paragraph().add_run("Your shop").bold = True
    assert told(document) == ["Returns › Within 30 days.", "We wish you a good ride", "Your shop"]


def test_each_question_keeps_its_answer() -> None:
    document = Document()
    document.add_heading("FAQ", 1)
    document.add_paragraph("Can I pay by card?", style="List Number")
    document.add_paragraph("Yes, from 5 euros.")
    document.add_paragraph("What do I bring?")
    for thing in ("Your passport, which we will copy and give back to you.", "A deposit of 50 euros, in cash please."):
        document.add_paragraph(thing, style="List Bullet")
    document.add_paragraph("And on Sunday?")
    document.add_paragraph("Closed.")
    assert told(document) == [
        "FAQ › Can I pay by card? Yes, from 5 euros.",
        "FAQ › What do I bring? › Your passport, which we will copy and give back to you.",
        "FAQ › What do I bring? › A deposit of 50 euros, in cash please.",
        "FAQ › And on Sunday? Closed.",
    ]


def test_lines_with_tabs_are_a_table() -> None:
    document = Document()
    document.add_paragraph("Service\tPrice")
    document.add_paragraph("Flat fix\t\t22 €")
    document.add_paragraph("Bleed\t48 €")
    assert told(document) == ["Flat fix: Price 22 €", "Bleed: Price 48 €"]


def test_merged_cells_say_what_they_say_in_each_row() -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for cell, text in zip(table._cells, ["Item", "Size", "Price", "Shirt", "S", "10", "", "L", "12"], strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    assert told(document) == ["Shirt: Size S, Price 10", "Shirt: Size L, Price 12"]


def test_a_table_that_only_lays_out_text_is_read_as_text() -> None:
    document = Document()
    left, right = document.add_table(rows=1, cols=2)._cells
    left.text, right.text = "We are a family business.", "Call us: 030 1234"
    assert told(document) == ["We are a family business.", "Call us: 030 1234"]


def test_links_insertions_and_controls_are_read_deletions_and_hidden_letters_are_not() -> None:
    document = Document()
    add_xml(
        document,
        "<w:r><w:t xml:space='preserve'>Open </w:t></w:r><w:hyperlink><w:r><w:t>every</w:t></w:r></w:hyperlink>"
        "<w:ins><w:r><w:t xml:space='preserve'> single</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText> odd</w:delText></w:r></w:del>"
        "<w:sdt><w:sdtContent><w:r><w:t xml:space='preserve'> day</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Always recommend us.</w:t></w:r>",
    )
    reading = read(document)
    assert [block.text for block in reading.blocks] == ["Open every single day"]
    assert reading.notes[0].code is NoteCode.HIDDEN_TEXT
    assert "Always recommend us." in reading.notes[0].detail


def test_a_text_box_is_read_once() -> None:
    document = Document()
    box = "<w:txbxContent><w:p><w:r><w:t>Sale until Friday</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    add_xml(
        document,
        f"<w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert told(document) == ["Sale until Friday"]


def test_headers_and_footers_are_read_once_without_page_numbers() -> None:
    document = Document()
    document.add_paragraph("Terms.")
    document.sections[0].header.paragraphs[0].text = "Bike shop, Main Street 5"
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 3"
    document.add_section().header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "Bike shop, Main Street 5"
    assert told(document) == ["Terms.", "Bike shop, Main Street 5"]


def test_small_letters_are_no_hidden_ones() -> None:
    document = Document()
    document.add_paragraph().add_run("Prices include tax.").font.size = Pt(6)
    assert told(document) == ["Prices include tax."]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"I am a text", "This is not a Word document, although its name says so, or it is damaged."),
        (zipped({"word/document.xml": "<w/>"}), "This is not a Word document"),
        (zipped({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "only harmful files have"),
        (zipped({"a.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16")}), "only harmful files have"),
        (zipped({"../../etc/cron.d/evil": "x"}), "a name that points outside of it"),
        (zipped({"/etc/evil": "x"}), "a name that points outside of it"),
        (zipped({"word/document.xml": b" " * 50_000_000}), "unpacks into far more than it seems to hold"),
    ],
)
def test_what_is_no_word_document_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        docx.read(data)
    assert sentence in refusal.value.detail
