"""Spreadsheets: what the owner sees is read, what is hidden or has no result is left out and said."""

from __future__ import annotations

import pytest

from appliance.contract.knowledge import NoteCode
from appliance.contract.problems import Refused
from appliance.knowledge.importers import xlsx
from tests.unit.knowledge.office_files import spreadsheet, zipped


def test_rows_stand_under_their_sheet_with_their_number() -> None:
    reading = xlsx.read(spreadsheet({"Repairs": [["Work", "Price"], [None, None], ["Flat fix", 22], ["Bleed", 49.9]]}))
    assert [(block.heading, block.text, block.place.row) for block in reading.blocks] == [
        (("Repairs",), "Flat fix: Price 22", 3),
        (("Repairs",), "Bleed: Price 49.90", 4),
    ]


def test_prices_have_two_digits_and_a_sheet_that_nobody_named_heads_nothing() -> None:
    reading = xlsx.read(
        spreadsheet({"Tabelle1": [["Name", "Preis", "Gewicht"], ["Stuhl", 49.9, 7.5], ["Tisch", 199, 0.3]]})
    )
    assert [(block.heading, block.text) for block in reading.blocks] == [
        ((), "Stuhl: Preis 49.90, Gewicht 7.5"),
        ((), "Tisch: Preis 199, Gewicht 0.3"),
    ]
    assert [str(product.variants[0].price) for product in reading.products] == ["49.90", "199"]


def test_formulas_without_a_result_are_said() -> None:
    reading = xlsx.read(spreadsheet({"Prices": [["Name", "Price", "Sale price"], ["Tent", 250, "=B2*0.9"]]}))
    assert reading.blocks[0].text == "Tent: Price 250"
    assert reading.notes[0].code is NoteCode.LEFT_OUT
    assert "1 cells of the sheet Prices hold formulas without a saved result" in reading.notes[0].detail


def test_hidden_sheets_rows_and_columns_are_left_out_and_said() -> None:
    hiding = (
        '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>3</v></c></row><row r="3"><c r="A3"><v>4</v></c></row></sheetData>'
    )
    reading = xlsx.read(spreadsheet({"Shown": hiding, "Costs": [["Name", "Price"], ["Tent", 90]]}, hidden=["Costs"]))
    assert [block.text for block in reading.blocks] == ["1", "4"]
    assert {note.detail for note in reading.notes} == {
        "Hidden rows and columns of the sheet Shown were left out.",
        "Hidden sheets were left out: Costs.",
    }


def test_a_cell_at_the_far_end_of_the_world_is_refused() -> None:
    far = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    )
    with pytest.raises(Refused, match="The sheet Far reaches down to row 1,048,576 and across 16,384 columns"):
        xlsx.read(spreadsheet({"Far": far}))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"Name,Price\n", "This is not a spreadsheet, although its name says so, or it is damaged."),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "It has a password or an old format."),
        (zipped({"xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "is damaged"),
        (zipped({"xl/_rels/workbook.xml.rels": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "only harmful files have"),
        (spreadsheet({"Broken": "<sheetData><row r='1'><c r='A1'><v>1</row>"}), "This spreadsheet is damaged."),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        xlsx.read(data)
    assert sentence in refusal.value.detail
