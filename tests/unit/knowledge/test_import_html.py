"""A web page becomes what a visitor of the page sees, with its footer, and nothing that is hidden."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from appliance.knowledge.importers import html
from appliance.knowledge.importers.reading import Block
from tests.unit.knowledge.html_page import paths, read, texts


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


def test_each_block_knows_the_anchor_that_leads_to_it() -> None:
    reading = read(
        "<main id=content><p>Welcome.</p><h2 id=returns>Returns</h2><p>30 days.</p><h2><a name=repair></a>Repair</h2>"
        "<p>Yes.</p><section id=hours><h2>Hours</h2><p>9-18</p></section><a id=old></a><h2>Old</h2><p>Way.</p>"
        "<p id=note>Note.</p></main>"
    )
    assert [(block.text, block.place.anchor) for block in reading.blocks] == [
        ("Welcome.", None), ("30 days.", "returns"), ("Yes.", "repair"), ("9-18", "hours"), ("Way.", "old"),
        ("Note.", "note"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [
        "<details><summary>Do you rent?</summary><p>Yes,</p><p>daily.</p></details>",
        "<details><summary><h3>Do you rent?</h3></summary>Yes,<br>daily.</details>",
        "<dl><dt>Do you rent?</dt><dd>Yes,<br>daily.</dd></dl>",
        "<p>Do you rent?</p><p>Yes,<br>daily.</p>",
        "<p><b>Do you rent?</b><br>Yes,<br>daily.</p>",
        "<div class=accordion><button aria-expanded=false aria-controls=a1>Do you rent?</button>"
        "<div id=a1 hidden>Yes,<br>daily.</div></div>",
        "<style>.faq-answer{display:none}</style><div>Do you rent?</div><div class=faq-answer>Yes, daily.</div>",
        "<table><tr><th>Question</th><th>Answer</th></tr><tr><td>Do you rent?</td><td>Yes, daily.</td></tr></table>",
    ],
)
def test_a_question_stays_with_its_answer(asked: str) -> None:
    (block,) = read(f"<h1>FAQ</h1>{asked}").blocks
    assert block.heading == ("FAQ",)
    assert block.text.split() == ["Do", "you", "rent?", "Yes,", "daily."]
    assert block.whole


def test_under_a_long_answer_the_question_is_the_heading() -> None:
    long = "Bring your passport and a deposit, which we give back when you return the bike. " * 3
    told = paths(
        f"<h1>FAQ</h1><details><summary>What do I need?</summary><p>{long}</p><p>{long}</p></details><p>Bye.</p>"
    )
    assert told == [f"FAQ › What do I need? › {long.strip()}"] * 2 + ["FAQ › Bye."]


def test_a_list_stays_with_the_line_that_leads_into_it() -> None:
    told = paths(
        "<ol><li>Covered:</li><li>Tears that occur under normal use of the tent.</li>"
        "<li><p>Not covered:</p></li><li>Damage that comes from careless use of it.</li></ol><p>Bye.</p>"
    )
    assert told == [
        "Covered › Tears that occur under normal use of the tent.",
        "Not covered › Damage that comes from careless use of it.",
        "Bye.",
    ]


JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "Product", "name": "Tent", "sku": "T-1", "brand": {"name": "Maker"}, "image": ["https://shop.example/t.jpg"],
 "description": "<p>Fits four.</p>", "color": "Green", "offers": {"@type": "Offer", "price": "250.0",
 "priceCurrency": "EUR", "availability": "https://schema.org/OutOfStock"}},
{"@type": ["LocalBusiness", "Store"], "telephone": "030 1234", "openingHours": "Mo-Fr 09:00-18:00"},
{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Is it dry?",
 "acceptedAnswer": {"@type": "Answer", "text": "Yes, &amp; warm."}}]}]}</script>"""


def test_what_the_page_says_to_machines_is_kept_and_told_when_no_text_does() -> None:
    reading = read(f"{JSON_LD}<h1>Product 17</h1><p>A tent.</p>")
    assert reading.title == "Tent"
    assert [block.text for block in reading.blocks] == [
        "A tent.",
        "Is it dry? Yes, & warm.",
        "Tent: Price 250 EUR, out of stock, Color Green, Brand Maker. Fits four.",
    ]
    assert {"LocalBusiness", "Product", "FAQPage"} <= {
        str(kind) for thing in reading.structured for kind in _kinds(thing)
    }
    (tent,) = reading.products
    assert (tent.key, tent.brand, tent.currency, tent.image) == ("T-1", "Maker", "EUR", "https://shop.example/t.jpg")
    assert (str(tent.variants[0].price), tent.variants[0].in_stock) == ("250.0", False)


def _kinds(thing: Mapping[str, object]) -> list[object]:
    said = thing["@type"]
    return said if isinstance(said, list) else [said]


def test_what_the_text_says_itself_is_not_told_again() -> None:
    told = texts(f"{JSON_LD}<p>The tent costs 250 €.</p><h2>Is it dry?</h2><p>Yes, &amp; warm.</p>")
    assert told == ["The tent costs 250 €.", "Yes, & warm."]


@pytest.mark.parametrize("broken", ["{", '{"@type": "Product"}', "[" * 5_000, '{"@type": "Product", "name": ""}', "7"])
def test_broken_json_hurts_nobody(broken: str) -> None:
    assert texts(f'<script type="application/ld+json">{broken}</script><p>Words.</p>') == ["Words."]
