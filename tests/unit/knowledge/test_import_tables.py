"""Tables of any file: the header is found, each row can be read alone, products come with their prices."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from appliance.contract.knowledge import NoteCode, Place
from appliance.contract.problems import Refused
from appliance.knowledge.importers import csv
from appliance.knowledge.importers.reading import Reading
from appliance.knowledge.importers.tables import feeds, money
from appliance.knowledge.importers.tables.grid import Row


def read(*lines: str) -> Reading:
    """Each line is a row, its cells parted by |."""
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return feeds.read([Row(tuple(cells), Place(row=at)) for at, cells in enumerate(rows, start=1)])


def told(*lines: str) -> list[str]:
    return [" › ".join((*block.heading, block.text)) for block in read(*lines).blocks]


def test_each_row_names_its_columns_and_its_place() -> None:
    reading = read("Work | Price | Time", "Flat fix | $22 | while you wait", "Wheel | $24 |")
    assert [block.text for block in reading.blocks] == [
        "Flat fix: Price $22, Time while you wait",
        "Wheel: Price $24",
    ]
    assert all(block.whole for block in reading.blocks)
    assert [block.place.row for block in reading.blocks] == [2, 3]


def test_the_column_of_the_name_comes_first_wherever_it_stands() -> None:
    assert told("SKU | Bezeichnung | Preis", "A-1 | Stuhl | 49,90 €") == ["Stuhl: SKU A-1, Preis 49,90 €"]


@pytest.mark.parametrize(
    "table",
    [
        ("Colour | Green", "Weight | 12 lbs"),
        ("Monday | closed", "Tuesday | 9-18"),
        ("Flat fix | $22", "Wheel truing | $24"),
    ],
)
def test_a_table_without_a_header_gets_none(table: tuple[str, str]) -> None:
    assert told(*table) == [line.replace(" | ", ": ") for line in table]


def test_a_line_above_the_table_and_lines_that_part_it() -> None:
    assert told(
        "Our prices from March on |  | ", "Work | Price | Time", "Brakes |  | ", "Bleed | $48 | 1 day",
        "Wheels |  | ", "Truing | $24 | 2 days", "Prices include tax, parts come on top of them. |  | ",
    ) == [
        "Our prices from March on",
        "Brakes › Bleed: Price $48, Time 1 day",
        "Wheels › Truing: Price $24, Time 2 days",
        "Wheels › Prices include tax, parts come on top of them.",
    ]  # fmt: skip


def test_a_row_that_leaves_its_item_out_is_about_the_one_above() -> None:
    assert told("Item | Size | Price", "Shirt | S | 10", " | L | 12") == [
        "Shirt: Size S, Price 10",
        "Shirt: Size L, Price 12",
    ]


def test_a_second_table_has_its_own_header_and_a_third_part_keeps_it() -> None:
    assert told("Work | Price", "Bleed | $48", " | ", "Day | Hours", "Monday | 9-18", " | ", "Sunday | closed") == [
        "Bleed: Price $48",
        "Monday: Hours 9-18",
        "Sunday: Hours closed",
    ]


def test_a_sheet_of_lines_loses_none() -> None:
    assert told("Opening hours |", "Monday to Friday |", "Always closed on Sunday |") == [
        "Opening hours",
        "Monday to Friday",
        "Always closed on Sunday",
    ]


def test_questions_stand_with_their_answers() -> None:
    assert told("Frage | Antwort", "Gibt es Parkplätze? | Ja, hinter dem Haus.") == [
        "Gibt es Parkplätze? Ja, hinter dem Haus."
    ]


def test_a_long_text_in_a_row_stands_under_the_name_of_its_thing() -> None:
    text = "It fits four people and their gear. " * 6
    assert told("Name | Price | Description", f"Tent | 250 | {text}") == [
        "Tent: Price 250",
        f"Tent › {text.strip()}",
    ]


def test_a_price_list_becomes_products() -> None:
    (chair, table) = read(
        "SKU | Name | Price (EUR) | Sale price | In stock | Wood",
        "A-1 | Chair | 49,90 | 39,90 | yes | oak",
        "A-2 | Table | 1.199,00 |  | no | beech",
    ).products
    assert (chair.key, chair.name, chair.currency, chair.attributes) == ("A-1", "Chair", "EUR", {"Wood": "oak"})
    assert (chair.variants[0].price, chair.variants[0].regular_price) == (Decimal("39.90"), Decimal("49.90"))
    assert (table.variants[0].price, table.variants[0].in_stock) == (Decimal("1199.00"), False)


def test_rows_of_one_name_are_variants_of_one_product() -> None:
    (shirt,) = read("Product | Size | Colour | Price", "Shirt | S | red | 10 €", "Shirt | L | red | 12 €").products
    assert [(one.name, one.price) for one in shirt.variants] == [("S", Decimal(10)), ("L", Decimal(12))]
    assert (shirt.attributes, shirt.currency) == ({"Colour": "red"}, "EUR")


def test_a_price_that_is_no_single_amount_makes_no_product() -> None:
    assert read("Item | Price per day", "Trailer | $15").products == ()
    assert read("Item | Price", "Trailer | from $15", "Tent | on request").products == ()


def test_what_only_the_shop_may_know_is_left_out_and_said() -> None:
    reading = read("Artikel | Preis | Einkaufspreis | Lieferant", "Stuhl | 49,90 | 20,00 | Holz GmbH")
    assert [block.text for block in reading.blocks] == ["Stuhl: Preis 49,90"]
    assert "20" not in str(reading.products)
    assert reading.notes[0].code is NoteCode.LEFT_OUT
    assert "Einkaufspreis, Lieferant" in reading.notes[0].detail


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("$1,299.00", "1299.00", None), ("49,90 €", "49.90", "EUR"), ("CHF 12.-", "12", "CHF"), ("12,– €", "12", "EUR"),
        ("1.299", "1299", None), ("0,999", "0.999", None), ("1 299,00 EUR", "1299.00", "EUR"), ("£5", "5", "GBP"),
        ("1'299.00", "1299.00", None), ("5 Euro", "5", "EUR"), ("$22*", "22", None),
        ("1.234.567,89", "1234567.89", None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(written: str, amount: str, currency: str | None) -> None:
    assert money.parse(written) == money.Money(Decimal(amount), currency)


@pytest.mark.parametrize("written", ["from 22", "22-30", "on request", "", "€", "22 per day", "1" * 40])
def test_what_is_no_single_amount_is_none(written: str) -> None:
    assert money.parse(written) is None


@pytest.mark.parametrize(
    "data",
    [
        b"Name,Price\nChair,10\nTable,20\n",
        b"Name;Price\r\nChair;10\r\nTable;20\r\n",
        b"Name\tPrice\nChair\t10\nTable\t20\n",
        b"sep=;\nName;Price\nChair;10\nTable;20\n",
        "\ufeffName|Price\nChair|10\nTable|20\n".encode(),
        "Name;Price\nChair;10\nTable;20\n".encode("utf-16"),
    ],
)
def test_csv_is_read_whichever_mark_and_encoding_it_has(data: bytes) -> None:
    reading = csv.read(data)
    assert [(block.text, block.place.row) for block in reading.blocks] == [
        ("Chair: Price 10", 2),
        ("Table: Price 20", 3),
    ]
    assert [product.variants[0].price for product in reading.products] == [10, 20]


def test_a_formula_in_a_csv_is_only_text() -> None:
    assert csv.read(b'name,price\n"=SUM(A1)",5\n@cmd,6\n').blocks[0].text == "=SUM(A1): price 5"


def test_a_csv_with_a_quotation_mark_missing_is_refused_with_its_row() -> None:
    with pytest.raises(Refused, match=r"Row \d+ of this file is broken; perhaps a quotation mark is missing there\."):
        csv.read(b'name,price\n"Chair,5\n' + b"Table,6\n" * 20_000)


def test_a_csv_without_end_is_read_up_to_the_limit_and_says_so() -> None:
    reading = csv.read(b"name,price\n" + b"Chair,6\n" * 20_010)
    assert reading.notes[0].code is NoteCode.CUT_SHORT
    assert "20,000 rows" in reading.notes[0].detail


CELL = st.sampled_from(["", "Price", "Name", "Flat fix", "$22", "a long sentence that says a lot, and more.", "9-18"])
ROWS = st.lists(st.lists(CELL, max_size=5), max_size=8)


HEADERS = frozenset({"Price", "Name"})


@given(ROWS)
@example([["Price", "Flat fix"], ["", "", "Price"]])
@example([["Flat fix", "", "Price"], ["Price", "Price"]])
def test_no_cell_of_any_table_is_lost(rows: list[list[str]]) -> None:
    """Of rows that may be headers nothing is said: the name of a column in which nothing stands is not told."""
    reading = feeds.read([Row(tuple(cells)) for cells in rows])
    said = " ".join(" ".join((*block.heading, block.text)) for block in reading.blocks)
    assert all(cell in said for cells in rows if HEADERS.isdisjoint(cells) for cell in cells)
