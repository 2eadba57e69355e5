"""What is seen in a page's HTML: links, wishes to readers like us, blocks; what repeats; the process that looks."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.knowledge.website.pages.child import Asked, answers
from appliance.knowledge.website.pages.page import OwnText, read, robots_words, without
from appliance.knowledge.website.pages.reader import PageReader, TooMuch
from appliance.knowledge.website.pages.repeats import repeated
from tests.fakes.website import html

URL = "https://shop.example/bikes/city.html"
FOOTER = "<footer><h3>Hours</h3><p>Monday to Friday 9 to 6</p><address>Oak Street 5<br>Springfield</address></footer>"


def test_links_are_whole_addresses_each_once() -> None:
    page = html(
        "City", '<a href="../hours#today">Hours</a> <a href="/hours">again</a> <a href="mailto:x@y.example">mail</a>',
        '<p><a rel="external nofollow" href="/partner">no</a> <a href="?size=m">M</a> <a>no</a></p>',
        '<p><a href="">here</a></p>',
        head='<link rel="next" href="/bikes/2"><link rel="alternate" hreflang="de" href="/de/city">'
        '<link rel="stylesheet" href="/style">',
    )  # fmt: skip
    assert set(read(page, URL).links) == {
        "https://shop.example/hours", "https://shop.example/bikes/2", "https://shop.example/de/city",
        "https://shop.example/bikes/city.html?size=m", URL,
    }  # fmt: skip


def test_a_base_moves_all_links() -> None:
    page = read(html("City", '<a href="hours">Hours</a>', head='<base href="/en/">'), URL)
    assert page.links == ("https://shop.example/en/hours",)


def test_title_and_canonical_survive_what_closes_the_head_too_early() -> None:
    head = '<noscript><img src="track.gif"></noscript><link rel="canonical" href="/bikes/city">'
    page = read(html("City  bikes\n for all", "Text.", head=head), URL)
    assert (page.title, page.canonical) == ("City bikes for all", "https://shop.example/bikes/city")


@pytest.mark.parametrize(
    ("meta", "noindex", "nofollow"),
    [
        ("", False, False),
        ('<meta name="robots" content="noindex">', True, False),
        ('<META NAME="ROBOTS" CONTENT="NoFollow, NoArchive">', False, True),
        ('<meta name="robots" content="none">', True, True),
        ('<meta name="robots" content="noindex"><meta name="robots" content="nofollow">', True, True),
        ('<meta name="googlebot" content="noindex">', False, False),
        ('<meta name="robots" content="noindex"><meta name="shopbell" content="index">', False, False),
        ('<meta name="shopbell" content="noindex">', True, False),
    ],
)
def test_a_page_may_ask_not_to_be_read_or_followed(meta: str, noindex: bool, nofollow: bool) -> None:
    page = read(html("City", "Text.", head=meta), URL)
    assert (page.noindex, page.nofollow) == (noindex, nofollow)


def test_a_header_may_ask_the_same_of_everybody_or_of_one() -> None:
    assert robots_words("noindex, nofollow") == {"noindex", "nofollow"}
    assert robots_words("googlebot: noindex, shopbell: nofollow") == {"nofollow"}
    assert robots_words("") == {""}


def marks(*parts: str) -> tuple[str, ...]:
    return read(html("City", *parts), URL).marks


def test_the_same_words_have_the_same_mark_however_they_are_set() -> None:
    assert marks("Free <b>shipping</b> over\n $50") == marks('<div class="x"><span>FREE shipping over $50</span></div>')
    assert marks("Free shipping") != marks("Free returns")


def test_a_table_and_a_list_of_terms_are_one_piece_and_headings_none() -> None:
    table = "<table><tr><th>Size</th><th>Price</th></tr><tr><td><p>M</p></td><td>$20</td></tr></table>"
    assert len(marks(table)) == 1
    assert len(marks("<dl><dt>Frame</dt><dd>Steel</dd><dt>Gears</dt><dd>8</dd></dl>")) == 1
    assert len(marks("<h2>Sizes</h2><ul><li>S</li><li>M</li></ul>")) == 2
    layout = f"<table><tr><td>Left words</td><td>{table}</td></tr></table>"
    assert len(marks(layout)) == 2


def test_what_nobody_sees_is_no_piece() -> None:
    unseen = "<script>let a</script><style>p{}</style><noscript>Turn it on</noscript><nav><a href='/'>Home</a></nav>"
    assert marks(unseen + "<!-- note --><svg><text>x</text></svg><button>Buy</button>") == ()


def test_what_a_page_says_for_machines_is_a_piece() -> None:
    data = '<script type="application/ld+json">{"@type": "Store", "telephone": "555"}</script>'
    page = html("City", "Text.", head=data)
    assert len(read(page, URL).marks) == 2
    stripped, _ = without(page, URL, frozenset(read(page, URL).marks[:1]))
    assert "telephone" not in stripped
    assert "Text." in stripped


def own(page: str, *left_out: str) -> OwnText:
    return without(page, URL, frozenset(left_out))[1]


def test_only_words_count_for_whether_a_page_has_changed() -> None:
    before = html("City", "Rent a bike for $20.", FOOTER)
    noise = before.replace("<main>", '<main class="v2"><script>let csrf = 7</script><!-- 12:01 -->')
    assert own(noise) == own(before)
    assert own(before.replace("$20", "$25")) != own(before)
    assert own(before.replace("<title>City", "<title>Town")) != own(before)
    assert own(before.replace("Oak Street 5", "Oak Street 7")) != own(before)


def test_a_page_without_its_footer_keeps_the_rest_and_knows_its_address() -> None:
    page = html("City", "<h1>City bikes</h1>", "Rent a bike for $20.", FOOTER)
    stripped, text = without(page, URL, frozenset(marks(FOOTER)))
    assert "Rent a bike" in stripped
    assert "City bikes" in stripped
    assert "Monday" not in stripped
    assert "Oak Street" not in stripped
    assert f'<base href="{URL}">' in stripped
    assert not text.empty
    assert own(page.replace("9 to 6", "9 to 7"), *marks(FOOTER.replace("9 to 6", "9 to 7"))) == text


def test_a_page_that_says_nothing_of_its_own_is_empty() -> None:
    page = html("City", "<h1>City</h1>", FOOTER)
    assert own(page, *marks(FOOTER)).empty
    assert not own(page).empty
    assert own(html("App", "<div id='root'></div>")).empty


def test_a_line_that_stands_beside_blocks_is_kept() -> None:
    page = html("City", "<div>Call us first. <p>Then come by.</p></div>")
    stripped, text = without(page, URL, frozenset(read(page, URL).marks))
    assert ("Call us first." in stripped, "Then come by." in stripped, text.empty) == (True, False, False)


@given(st.text(max_size=200))
def test_any_text_is_a_page(text: str) -> None:
    page = read(text, URL)
    without(text, URL, frozenset(page.marks))


def test_what_stands_on_most_pages_stays_on_the_first_alone() -> None:
    pages = {"/": ["a", "foot"], "/b": ["b", "foot", "foot"], "/c": ["c", "foot"], "/d": ["d", "half"], "/e": ["half"]}
    assert repeated(pages) == {
        "/": frozenset(), "/b": {"foot"}, "/c": {"foot"}, "/d": frozenset(), "/e": frozenset(),
    }  # fmt: skip


def test_of_three_pages_nothing_can_be_told() -> None:
    assert set(repeated({"/": ["foot"], "/b": ["foot"], "/c": ["foot"]}).values()) == {frozenset()}


@given(st.dictionaries(st.text(max_size=3), st.lists(st.sampled_from("abcdef"), max_size=6), max_size=8))
def test_everything_said_is_kept_at_least_once(pages: dict[str, list[str]]) -> None:
    left_out = repeated(pages)
    kept = {mark for url, marks in pages.items() for mark in marks if mark not in left_out[url]}
    assert kept == {mark for marks in pages.values() for mark in marks}


def test_the_child_answers_line_by_line(tmp_path: Path) -> None:
    page, into = tmp_path / "page", tmp_path / "own"
    page.write_bytes(html("Größen", "Größe M").encode("latin-1"))
    told = list(answers([
        Asked(file=page, url=URL, charset="latin-1").model_dump_json(),
        Asked(file=page, url=URL, charset="no such letters", into=into).model_dump_json(),
    ]))  # fmt: skip
    assert '"title":"Größen"' in told[0]
    assert '"empty":false' in told[1]
    assert "Größe M" in into.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "charset", "title"),
    [
        ("Größen".encode(), "iso-8859-1", "Größen"),
        ("Größen".encode() + b"\xff", "utf-8", "Größen\ufffd"),
        ("Größen".encode("cp1252"), None, "Größen"),
        ("Rozměry".encode("iso-8859-2"), "iso-8859-2", "Rozměry"),
    ],
)
def test_a_page_is_read_in_its_own_letters(tmp_path: Path, data: bytes, charset: str | None, title: str) -> None:
    page = tmp_path / "page"
    page.write_bytes(b"<title>" + data + b"</title><p>Bikes for everybody in this town.</p>")
    [told] = answers([Asked(file=page, url=URL, charset=charset).model_dump_json()])
    assert f'"title":"{title}"' in told


def test_a_file_that_is_no_text_says_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page"
    page.write_bytes(bytes(range(32)) * 100)
    assert list(answers([Asked(file=page, url=URL).model_dump_json()])) == ['{"page":null,"own":null}']


@pytest.fixture
async def page_reader() -> AsyncIterator[PageReader]:
    async with PageReader() as opened:
        yield opened


async def test_pages_are_read_in_a_process_of_their_own(page_reader: PageReader, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / str(number)).write_text(html(f"Page {number}", "Text."))
        told = await page_reader.ask(Asked(file=tmp_path / str(number), url=URL))
        assert told.page
        assert told.page.title == f"Page {number}"


async def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_is_read(tmp_path: Path) -> None:
    # Nested so deep, the HTML parser takes minutes for a page of one megabyte.
    (tmp_path / "deep").write_text("<div>" * 200_000)
    (tmp_path / "good").write_text(html("Good", "Text."))
    async with PageReader(page_s=2.0) as slow:
        with pytest.raises(TooMuch):
            await slow.ask(Asked(file=tmp_path / "deep", url=URL))
        told = await slow.ask(Asked(file=tmp_path / "good", url=URL))
    assert told.page
    assert told.page.title == "Good"


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "input(); print('{}x', flush=True); input()"])
async def test_a_child_that_dies_or_talks_nonsense_costs_one_page(tmp_path: Path, program: str) -> None:
    (tmp_path / "good").write_text(html("Good", "Text."))
    async with PageReader(command=(sys.executable, "-c", program)) as broken:
        for _ in range(2):
            with pytest.raises(TooMuch):
                await broken.ask(Asked(file=tmp_path / "good", url=URL))
