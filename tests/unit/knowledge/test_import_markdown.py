"""Markdown as a shop writes it becomes blocks under the headings a reader sees."""

from __future__ import annotations

from appliance.knowledge.importers import markdown
from appliance.knowledge.importers.reading import Block


def blocks(text: str) -> list[Block]:
    return list(markdown.read(text.encode()).blocks)


def test_the_first_heading_is_the_title_and_each_block_has_its_path() -> None:
    reading = markdown.read(b"# Rental\n\nHello.\n\n## Prices\n\n### Deposit\n\nNone.\n\n## Where\n\nHere.\n")
    assert reading.title == "Rental"
    assert [(block.heading, block.text) for block in reading.blocks] == [
        (("Rental",), "Hello."),
        (("Rental", "Prices", "Deposit"), "None."),
        (("Rental", "Where"), "Here."),
    ]


def test_marks_are_dropped_and_links_keep_their_words() -> None:
    assert [block.text for block in blocks("We **never** sell `old` [tubes](https://a.example)\nat all.")] == [
        "We never sell old tubes at all."
    ]


def test_a_table_row_can_be_read_alone() -> None:
    table = "| Work | Price | Time |\n|---|---|---|\n| Flat fix | $22 | while you wait |\n| Wheel | $24 | |\n"
    assert blocks(table) == [
        Block((), "Flat fix: Price $22, Time while you wait", whole=True),
        Block((), "Wheel: Price $24", whole=True),
    ]


def test_list_items_that_say_one_thing_stand_alone_and_short_ones_do_not() -> None:
    found = blocks("- Dogs on a leash are welcome here.\n- helmet\n- lock\n\n1. Bring the bike to us before noon.\n")
    assert [(block.text, block.whole) for block in found] == [
        ("Dogs on a leash are welcome here.", True),
        ("helmet", False),
        ("lock", False),
        ("Bring the bike to us before noon.", True),
    ]


def test_nested_lists_and_quotes_lose_nothing() -> None:
    text = " ".join(block.text for block in blocks("- outer\n  - inner one\n  - inner two\n\n> quoted words\n"))
    assert text.split() == ["outer", "inner", "one", "inner", "two", "quoted", "words"]


def test_front_matter_is_for_nobody() -> None:
    reading = markdown.read(b"---\ndraft: true\nauthor: me\n---\n# Jobs\n\nWe look for a mechanic.\n")
    assert (reading.title, [block.text for block in reading.blocks]) == ("Jobs", ["We look for a mechanic."])


def test_a_line_of_dashes_further_down_is_no_front_matter() -> None:
    assert [block.text for block in blocks("Hello.\n\n---\n\nBye.\n")] == ["Hello.", "Bye."]


def test_a_code_block_keeps_its_words() -> None:
    assert [block.text for block in blocks("```\nLOCK CODE\n```\n")] == ["LOCK CODE"]


def test_without_a_heading_there_is_no_title() -> None:
    assert markdown.read(b"Just words.").title == ""
    assert markdown.read(b"").blocks == ()


def test_a_heading_with_nothing_under_it_is_told_when_it_says_something() -> None:
    reading = markdown.read(b"# Shop\n\n## Open 9-17\n\n## Reviews\n\n## Closed in August 2027\n")
    assert [(block.heading, block.text) for block in reading.blocks] == [
        (("Shop",), "Open 9-17"),
        (("Shop",), "Closed in August 2027"),
    ]
