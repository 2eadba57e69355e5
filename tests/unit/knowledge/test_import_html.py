"""A web page becomes what a visitor of the page sees, with its footer, and nothing that is hidden."""

from __future__ import annotations

import pytest

from appliance.knowledge.importers import html
from appliance.knowledge.importers.reading import Block, Reading


def read(body: str) -> Reading:
    return html.read(f"<html><head><title>Page title</title></head><body>{body}</body></html>".encode())


def texts(body: str) -> list[str]:
    return [block.text for block in read(body).blocks]


def test_headings_make_the_path_and_the_first_is_the_title() -> None:
    reading = read("<main><h1>Brands</h1><p>We sell many.</p><h2>E-bikes</h2><div><p>Two  of\n them.</p></div></main>")
    assert reading.title == "Brands"
    assert reading.blocks == (
        Block(("Brands",), "We sell many."),
        Block(("Brands", "E-bikes"), "Two of them."),
    )


def test_without_a_heading_the_pages_title_serves() -> None:
    assert read("<p>Words.</p>").title == "Page title"


@pytest.mark.parametrize(
    "unseen",
    [
        "<nav><a>Home</a></nav>",
        "<script>var secret = 1</script>",
        "<style>p { color: red }</style>",
        "<template><p>secret</p></template>",
        "<p hidden>secret</p>",
        "<p aria-hidden=true>secret</p>",
        "<p style='display: none'>secret</p>",
        "<p style='color:red; VISIBILITY:hidden'>secret</p>",
        "<span style='font-size:0'>secret</span>",
        "<form><label>Your name</label></form>",
        "<div class='cookie-banner'>We use cookies</div>",
        "<div id='newsletter'><p>Subscribe</p></div>",
        "<aside><p>Follow us</p></aside>",
        "<!-- secret -->",
    ],
)
def test_what_nobody_sees_is_not_read(unseen: str) -> None:
    assert texts(f"<p>Before.</p>{unseen}<p>After.</p>") == ["Before.", "After."]


def test_small_print_is_still_seen() -> None:
    assert texts("<p style='font-size:0.8em'>Parts are extra.</p>") == ["Parts are extra."]


def test_only_the_main_part_and_the_footer_are_read_and_the_footer_has_no_heading() -> None:
    reading = read(
        "<header><p>Logo</p></header><main><h1>Fitting</h1><p>By appointment.</p></main>"
        "<footer><h2>Hours</h2><p>Tuesday to Friday</p></footer>"
    )
    assert [block.text for block in reading.blocks] == ["By appointment.", "Tuesday to Friday"]
    assert reading.blocks[0].heading == ("Fitting",)
    assert reading.blocks[1].heading in ((), ("Hours",))


def test_a_footer_in_the_body_does_not_stand_under_the_last_heading() -> None:
    reading = read("<h1>Fitting</h1><p>By appointment.</p><footer><p>We are open on Sunday.</p></footer>")
    assert reading.blocks[-1] == Block((), "We are open on Sunday.")


def test_a_footer_inside_the_main_part_is_read_once() -> None:
    assert texts("<main><p>Text.</p><footer><p>Call us.</p></footer></main>") == ["Text.", "Call us."]


def test_table_rows_carry_the_names_of_their_columns() -> None:
    table = (
        "<table><thead><tr><th>Work</th><th>Price</th></tr></thead>"
        "<tbody><tr><td>Flat fix</td><td>$22</td></tr><tr><th>Wheel</th><td>$24</td></tr></tbody></table>"
    )
    assert read(table).blocks == (
        Block((), "Flat fix: Price $22", whole=True),
        Block((), "Wheel: Price $24", whole=True),
    )


def test_an_empty_row_hides_no_header() -> None:
    table = "<table><tr></tr><tr><th>Work</th><th>Price</th></tr><tr><td>Flat fix</td><td>$22</td></tr></table>"
    assert texts(table) == ["Flat fix: Price $22"]


def test_definitions_keep_their_terms() -> None:
    assert texts("<dl><dt>Deposit:</dt><dd>None for city bikes.</dd><dt>Helmet</dt><dd>Free.</dd></dl>") == [
        "Deposit: None for city bikes.",
        "Helmet: Free.",
    ]


def test_list_items_and_loose_words_are_kept_in_order() -> None:
    items = "<ul><li>helmet</li><li>A sentence that says one whole thing.</li></ul>"
    body = f"<div>Loose <b>words</b> here <p>A paragraph.</p>{items} end<!-- of it --></div>"
    assert texts(body) == ["Loose words here", "A paragraph.", "helmet", "A sentence that says one whole thing.", "end"]
    assert [block.whole for block in read(body).blocks] == [False, False, False, True, False]


def test_a_broken_page_is_read_as_far_as_it_goes() -> None:
    assert texts("<p>One<p>Two<ul><li>Three") == ["One", "Two", "Three"]
    assert html.read(b"").blocks == ()
