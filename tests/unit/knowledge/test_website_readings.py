"""What readings of a website change: pages that come, change and go, and that all of it can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from appliance.contract.jobs import JobKind
from appliance.contract.knowledge import DocumentState, Origin
from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.website import Change, HandedPage, ReadingReport, WebsiteWish
from tests.unit.knowledge.conftest import Room
from tests.unit.knowledge.website_kept import FIRST, SHOP, Site, by_path, told


@pytest.fixture
async def site(room: Room) -> Site:
    made = Site(room)
    await made.record.set(WebsiteWish(address="shop.example"))
    return made


async def test_the_first_reading_makes_documents_of_all_pages(site: Site) -> None:
    website = await site.read(FIRST)
    assert website.last
    assert (website.last.words, website.last.pages) == ("3 pages new", 3)
    assert by_path(await site.words()) == FIRST
    assert {one.state for one in await site.documents()} == {DocumentState.WAITING}
    assert [one.job.kind for one in await site.jobs.unfinished(tuple(JobKind))] == [JobKind.READ_PAGES]


async def test_a_page_is_quoted_with_its_address(site: Site) -> None:
    await site.read(FIRST)
    await site.be_read()
    [best, *_] = (await site.room.ask("When do you open?")).passages
    assert (best.text, best.source().url) == ("We open at nine.", f"{SHOP}/hours")


async def test_the_owner_reads_what_changed_came_and_went(site: Site) -> None:
    await site.read(FIRST)
    website = await site.read({"/": "We sell bikes.", "/hours": "We open at ten.", "/about": "Since 1990."}, "/prices")
    assert website.last
    assert website.last.words == "1 page changed, 1 gone, 1 new"
    assert told(website) == {"/hours": Change.CHANGED, "/prices": Change.GONE, "/about": Change.NEW}
    assert by_path(await site.words()) == {"/": "We sell bikes.", "/hours": "We open at ten.", "/about": "Since 1990."}


async def test_a_changed_page_answers_with_its_old_words_until_the_new_ones_are_read(site: Site) -> None:
    await site.read(FIRST)
    await site.be_read()
    await site.read(FIRST | {"/hours": "We open at ten."})
    assert [passage.text for passage in (await site.room.ask("open at")).passages][:1] == ["We open at nine."]
    await site.be_read()
    assert [passage.text for passage in (await site.room.ask("open at")).passages][:1] == ["We open at ten."]
    assert len(await site.documents()) == 3


async def test_an_unchanged_website_changes_nothing(site: Site) -> None:
    await site.read(FIRST)
    await site.be_read()
    before = await site.documents()
    website = await site.read(FIRST)
    assert website.last
    assert (website.last.words, website.can_undo) == ("nothing changed", False)
    assert await site.documents() == before


async def test_a_page_missed_once_stays_and_one_missed_twice_is_gone(site: Site) -> None:
    await site.read(FIRST)
    without = {path: words for path, words in FIRST.items() if path != "/prices"}
    assert told(await site.read(without)) == {}
    assert told(await site.read(FIRST)) == {}
    assert told(await site.read(without)) == {}
    assert told(await site.read(without)) == {"/prices": Change.GONE}
    assert by_path(await site.words()) == without


async def test_taking_back_brings_every_page_to_what_it_was(site: Site) -> None:
    await site.read(FIRST)
    await site.read({"/": "We sell bikes.", "/hours": "We open at ten.", "/about": "Since 1990."}, "/prices")
    await site.be_read()
    website = await site.record.undo()
    assert website.last
    assert (website.last.undone, website.can_undo) == (True, False)
    assert by_path(await site.words()) == FIRST
    await site.be_read()
    assert (await site.room.titles("flat costs"))[:1] == ["Prices"]
    with pytest.raises(Refused, match="nothing to take back"):
        await site.record.undo()


async def test_what_was_taken_back_stays_so_until_the_website_shows_something_else(site: Site) -> None:
    await site.read(FIRST)
    shows = {"/": "We sell bikes.", "/hours": "Hacked.", "/casino": "Win now."}
    await site.read(shows, "/prices")
    await site.record.undo()
    assert told(await site.read(shows, "/prices")) == {}
    assert by_path(await site.words()) == FIRST
    mended = {
        "/": "We sell bikes.",
        "/hours": "We open at ten.",
        "/casino": "Games night.",
        "/prices": "A flat is $16.",
    }
    assert told(await site.read(mended)) == {
        "/hours": Change.CHANGED, "/casino": Change.NEW, "/prices": Change.CHANGED
    }  # fmt: skip
    assert by_path(await site.words()) == mended
    assert told(await site.read({path: mended[path] for path in ("/", "/hours", "/casino")}, "/prices")) == {
        "/prices": Change.GONE
    }


async def test_a_first_reading_can_be_taken_back_whole(site: Site) -> None:
    await site.read(FIRST)
    await site.record.undo()
    assert await site.words() == {}
    assert told(await site.read(FIRST)) == {}


async def test_after_thirty_days_nothing_can_be_taken_back_and_nothing_is_kept_for_it(site: Site) -> None:
    await site.read(FIRST)
    await site.read(FIRST | {"/hours": "We open at ten."})
    site.time += timedelta(days=29)
    await site.readings.tidy()
    assert (await site.record.look()).can_undo
    site.time += timedelta(days=2)
    await site.readings.tidy()
    assert not (await site.record.look()).can_undo
    with pytest.raises(Refused, match="nothing to take back"):
        await site.record.undo()
    assert by_path(await site.words())["/hours"] == "We open at ten."


async def test_handing_in_may_break_off_and_begin_again(site: Site) -> None:
    await site.read(FIRST)
    open_reading = await site.record.begin(f"{SHOP}/")
    await site.hand_in(open_reading, "/hours", "We open at ten.")
    assert await site.record.begin(f"{SHOP}/") == open_reading
    website = await site.read(FIRST | {"/hours": "We open at ten.", "/about": "Since 1990."})
    assert told(website) == {"/hours": Change.CHANGED, "/about": Change.NEW}
    await site.record.undo()
    assert by_path(await site.words()) == FIRST


async def test_a_page_that_changes_twice_while_handed_in_is_taken_back_to_the_first(site: Site) -> None:
    await site.read(FIRST)
    reading = await site.record.begin(f"{SHOP}/")
    await site.hand_in(reading, "/hours", "We open at ten.")
    await site.read(FIRST | {"/hours": "We open at eleven."})
    await site.record.undo()
    assert by_path(await site.words()) == FIRST


async def test_a_page_whose_document_the_owner_removed_stays_away(site: Site) -> None:
    await site.read(FIRST)
    [prices] = [one for one in await site.documents() if one.title == "Prices"]
    await site.room.catalogue.remove(prices.id)
    website = await site.read(FIRST | {"/prices": "A flat costs $16."})
    assert (told(website), f"{SHOP}/prices" in await site.words()) == ({}, False)
    assert told(await site.read({"/": FIRST["/"], "/hours": FIRST["/hours"]}, "/prices")) == {}


async def test_a_file_of_the_owners_own_serves_as_the_page_with_the_same_content(site: Site) -> None:
    content = f'<base href="{SHOP}/prices"><p>A flat costs $15.</p>'.encode()
    own, _ = await site.room.catalogue.add("prices.html", content)
    await site.read(FIRST)
    assert len(await site.room.catalogue.all()) == 3
    assert [one.url for one in await site.room.catalogue.all() if one.id == own.id] == [f"{SHOP}/prices"]
    await site.read({"/": FIRST["/"], "/hours": FIRST["/hours"]}, "/prices")
    assert [(one.origin, one.url) for one in await site.room.catalogue.all() if one.id == own.id] == [
        (Origin.FILE, None)
    ]


async def test_a_pdf_that_moved_keeps_its_document_and_can_be_taken_back(site: Site) -> None:
    async def shows(path: str, *gone: str) -> None:
        reading = await site.record.begin(f"{SHOP}/")
        page = HandedPage(url=SHOP + path, title="List", name="list.txt", digest="the same")
        await site.readings.take(reading, page, b"The list.")
        await site.record.finish(reading, ReadingReport(read=(SHOP + path,), gone=gone))

    await shows("/old.txt")
    [before] = await site.documents()
    await shows("/new.txt", f"{SHOP}/old.txt")
    [after] = await site.documents()
    assert (after.id, after.url) == (before.id, f"{SHOP}/new.txt")
    await site.record.undo()
    assert [one.url for one in await site.documents()] == [f"{SHOP}/old.txt"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.html", b" \n", ErrorCode.UNREADABLE_DOCUMENT),
        ("a.exe", b"MZ", ErrorCode.UNSUPPORTED_DOCUMENT),
        ("a.html", b"x" * 20_000_001, ErrorCode.TOO_LARGE),
    ],
)
async def test_a_page_that_cannot_be_read_is_refused_and_changes_nothing(
    site: Site, name: str, data: bytes, code: ErrorCode
) -> None:
    reading = await site.record.begin(f"{SHOP}/")
    with pytest.raises(Refused) as refusal:
        await site.readings.take(reading, HandedPage(url=f"{SHOP}/a", title="A", name=name, digest="d"), data)
    assert refusal.value.code is code
    closed = await site.record.finish(reading, ReadingReport(read=()))
    assert (closed.changes, await site.documents()) == ((), [])


async def test_a_reading_that_is_over_takes_nothing_more(site: Site) -> None:
    reading = await site.record.begin(f"{SHOP}/")
    await site.record.finish(reading, ReadingReport(read=()))
    for stale in (reading, "web_none"):
        with pytest.raises(Refused, match="This reading of the website is over"):
            await site.hand_in(stale, "/", "Too late.")
        with pytest.raises(Refused, match="This reading of the website is over"):
            await site.record.finish(stale, ReadingReport(read=()))
