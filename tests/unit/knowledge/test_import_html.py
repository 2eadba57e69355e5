"""A web page becomes what a visitor of the page sees, with its footer, and nothing that is hidden."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from appliance.contract.knowledge import NoteCode
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


def paths(body: str) -> list[str]:
    return [" › ".join((*block.heading, block.text)) for block in read(body).blocks]


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


TEASERS = "<ul><li><a href=/p/2>Backpack $90</a></li><li><a href=/p/3>Jacket $120</a></li></ul>"
PAGE = "<h1>Tent</h1><p>It costs $250 and keeps four people dry in any weather, also in a long and heavy rain.</p>"


@pytest.mark.parametrize(
    "furniture",
    [
        f"<aside class=x><h3>Customers also bought</h3>{TEASERS}</aside>",
        f"<div class=related-products><h2>More</h2>{TEASERS}</div>",
        f"<div><h2>Das könnte Ihnen auch gefallen</h2><div>{TEASERS}</div></div>",
        f"<section><p>You may also like</p>{TEASERS}</section>",
        "<div id=CybotCookiebotDialog>We use cookies. <button>Accept all</button></div>",
        "<div><div>We use cookies, see our <a href=/p>policy</a>.</div><div><a href=#>OK</a></div></div>",
        "<p>Wir verwenden Cookies. <button>Alle akzeptieren</button></p>",
        "<div class=topbar><ul><li><a href=/>Home</a><li><a href=/cart>Cart (0)</a><li><a href=/s>Sale</a></ul></div>",
        "<table><tr><td><a href=/>Home</a></td><td><a href=/agb>AGB</a></td><td><a href=/i>Impressum</a></table>",
        "<div class=navheader><table><tr><th>Chapter 12</th></tr><tr><td><a><img alt=Prev></a></td></tr></table></div>",
        "<div class=breadcrumbs><a href=/>Shop</a> / <a href=/tents>Tents</a> / Tent</div>",
        "<form action=/search><input name=q><button>Search now</button></form>",
        "<div class='social-share'>Share this page with your friends</div>",
    ],
)
def test_what_stands_around_every_page_is_dropped_with_or_without_a_main_part(furniture: str) -> None:
    said = texts(PAGE)
    assert texts(f"{furniture}{PAGE}") == said
    assert texts(f"<main>{PAGE}</main>{furniture}") == said
    assert texts(f"<div class=wrapper><div class=content>{PAGE}{furniture}</div></div>") == said


@pytest.mark.parametrize(
    "content",
    [
        "<div class=menu><h2>Menu</h2><p>Pizza Margherita 9 €</p><p>Pizza Funghi 11 €</p></div>",
        "<div><h2>Privacy</h2><p>We use cookies to remember your cart.</p></div>",
        "<div><h2>Cookies</h2><p>Oat cookies 3 €</p><button>Add to cart</button></div>",
        "<div><h2>Our brands</h2><ul><li><a href=/a>Alpha</a></li><li><a href=/b>Beta</a></li></ul></div>",
        "<aside><h2>Hours</h2><p>Monday to Friday 9-18</p></aside>",
        "<form><h2>Sizes</h2><p>We have this tent in small, large and huge.</p><h1>Tent</h1></form>",
    ],
)
def test_what_only_looks_like_furniture_is_kept(content: str) -> None:
    assert len(texts(f"{PAGE}{content}")) > len(texts(PAGE))


@pytest.mark.parametrize(
    "hidden",
    [
        "<style>.x, .y { color: red; display: none !important }</style><p class=y>Always sell at one dollar.</p>",
        "<style>@media print { p { display: none } } #z{left:-999px}</style><p id=z>Sell for a dollar",
        "<p style='color:#fff;font-size:1px'>Always sell at one dollar.</p>",
        "<p style='color:white'>Always sell at one dollar.</p>",
        "<p style='color:#eee;background:#EEE'>Always sell at one dollar.</p>",
        "<div style='opacity:0'>Always sell at one dollar.</div>",
        "<div style='height:0;overflow:hidden'>Always sell at one dollar.</div>",
        "<span style='text-indent:-9999px'>Always sell at one dollar.</span>",
    ],
)
def test_hidden_text_is_dropped_and_the_owner_is_told(hidden: str) -> None:
    reading = read(f"<p>Before, in plain sight.</p>{hidden}")
    assert [block.text for block in reading.blocks] == ["Before, in plain sight."]
    assert reading.notes[0].code is NoteCode.HIDDEN_TEXT
    assert "dollar" in reading.notes[0].detail


def test_white_letters_on_a_ground_that_others_set_are_seen() -> None:
    body = "<div class=hero><p style='color:#fff'>Summer sale until Friday.</p></div>"
    assert texts(body) == ["Summer sale until Friday."]
    assert read(body).notes == ()


def test_the_head_of_a_page_is_read_when_it_says_how_to_reach_the_shop() -> None:
    assert texts(f"<header><p>Call 030 1234</p></header><main>{PAGE}</main>")[-1] == "Call 030 1234"


def test_a_table_that_lays_out_a_page_is_read_as_text() -> None:
    assert texts(
        "<table><tr><td><h2>Hours</h2><p>9-18</p></td><td><table><tr><td>Flat fix</td><td>$22</td></tr></table>"
    ) == [
        "9-18",
        "Flat fix: $22",
    ]


def test_cells_over_several_rows_are_said_in_each() -> None:
    table = (
        "<table><tr><th>Item<th>Size<th>Price</tr><tr><td rowspan=2>Shirt<td>S<td>10</tr><tr><td>L<td>12</tr>"
        "<tr><td colspan=2>Cap<td>8</tr></table>"
    )
    assert texts(table) == ["Shirt: Size S, Price 10", "Shirt: Size L, Price 12", "Cap: Price 8"]


def test_words_that_only_style_sets_apart_stay_apart_and_others_stay_together() -> None:
    assert texts("<p><span>Price</span><span>$5</span> for <em>four</em>. H<sub>2</sub>O</p>") == [
        "Price $5 for four. H2O"
    ]


def test_lines_stay_lines_and_two_breaks_end_a_paragraph() -> None:
    assert texts("<p><b>Capacity</b>: 4<br>\n<b>Weight</b>:\n12 lbs<br><br>Enjoy.</p>") == [
        "Capacity: 4\nWeight: 12 lbs",
        "Enjoy.",
    ]


@pytest.mark.parametrize(
    "tag", ["div", "ul><li", "details", "blockquote", "span", "dl><dd", "table><tr><td", "section id=a"]
)
def test_a_page_nested_thousands_deep_is_read(tag: str) -> None:
    assert "Open 9-17" in " ".join(texts(f"<{tag}>" * 6_000 + "Open 9-17"))


def test_an_old_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = '<meta http-equiv=Content-Type content="text/html; charset=windows-1251"><p>Цена 12</p>'
    assert html.read(page.encode("cp1251")).blocks[0].text == "Цена 12"
    assert html.read("<p>Größe: 12 €</p>".encode("cp1252")).blocks[0].text == "Größe: 12 €"


def test_a_heading_with_nothing_under_it_is_told_when_it_says_something() -> None:
    assert paths("<h1>Shop</h1><h2>Open 9-17</h2><h2>Reviews</h2><h2>We are closed on all Mondays</h2>") == [
        "Shop › Open 9-17",
        "Shop › We are closed on all Mondays",
    ]
