"""A web page as it is built: furniture, hidden text, tables that lay out, old encodings."""

from __future__ import annotations

import pytest

from appliance.contract.knowledge import NoteCode
from appliance.knowledge.importers import html
from tests.unit.knowledge.html_page import paths, read, texts

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
