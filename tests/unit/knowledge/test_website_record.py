"""Which website the shop has and how often it is read; what a reading says in words; forgetting it all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.jobs import JobKind, JobState
from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.website import Change, ChangedPage, ReadEvery, Website, WebsiteWish
from appliance.knowledge.website.diff import in_words
from tests.unit.knowledge.conftest import Room
from tests.unit.knowledge.website_kept import FIRST, SHOP, Site


@pytest.fixture
async def site(room: Room) -> Site:
    made = Site(room)
    await made.record.set(WebsiteWish(address="shop.example"))
    return made


async def test_a_reading_of_another_website_is_not_taken(site: Site) -> None:
    reading = await site.record.begin(f"{SHOP}/")
    await site.record.set(WebsiteWish(address="other.example"))
    with pytest.raises(Refused, match="another website was set"):
        await site.record.begin(f"{SHOP}/")
    with pytest.raises(Refused, match="is over"):
        await site.hand_in(reading, "/", "Too late.")


async def test_another_website_drives_out_the_old_ones_pages_and_the_same_one_does_not(site: Site) -> None:
    await site.read(FIRST)
    await site.record.set(WebsiteWish(address="http://www.shop.example", every=ReadEvery.DAY, pages=50))
    assert len(await site.documents()) == 3
    website = await site.record.set(WebsiteWish(address="other.example"))
    assert (website.address, website.last, website.due) == ("https://other.example/", None, True)
    assert await site.documents() == []


async def test_a_forgotten_website_leaves_nothing_and_stops_being_read(site: Site) -> None:
    await site.read(FIRST)
    job = await site.record.read_now()
    await site.record.forget()
    assert await site.record.look() == Website()
    assert (await site.documents(), await site.readings.known()) == ([], [])
    assert (await site.jobs.get(job.id)).state is JobState.CANCELLED
    with pytest.raises(Refused, match="No website has been set"):
        await site.record.read_now()


async def test_reading_now_is_one_job_however_often_it_is_asked_for(site: Site) -> None:
    job = await site.record.read_now()
    assert await site.record.read_now() == job
    await site.jobs.claim((JobKind.READ_WEBSITE,))
    assert (await site.record.read_now()).id == job.id
    website = await site.record.look()
    assert (job.subject, website.job.id if website.job else None) == ("shop.example", job.id)
    with pytest.raises(Refused) as refusal:
        await site.record.undo()
    assert refusal.value.code is ErrorCode.IN_USE


async def test_nothing_is_taken_back_while_pages_are_read(site: Site) -> None:
    await site.read(FIRST)
    job = await site.jobs.claim((JobKind.READ_PAGES,))
    assert job
    with pytest.raises(Refused, match="being read just now"):
        await site.record.undo()
    await site.jobs.finish(job.id, JobState.CANCELLED)
    assert (await site.record.undo()).last


@pytest.mark.parametrize(
    ("every", "hours", "due"),
    [
        (ReadEvery.DAY, 19, False),
        (ReadEvery.DAY, 24, True),
        (ReadEvery.WEEK, 6 * 24, False),
        (ReadEvery.WEEK, 7 * 24, True),
        (ReadEvery.OFF, 400 * 24, False),
    ],
)
async def test_a_website_is_due_as_often_as_the_owner_wants(
    site: Site, every: ReadEvery, hours: int, due: bool
) -> None:
    assert (await site.record.set(WebsiteWish(address="shop.example", every=every))).due is (every is not ReadEvery.OFF)
    await site.read(FIRST)
    site.time += timedelta(hours=hours)
    assert (await site.record.look()).due is due


async def test_why_it_failed_is_kept_until_it_works_again(site: Site) -> None:
    await site.record.note_problem("shop.example did not answer.")
    assert (await site.record.look()).problem == "shop.example did not answer."
    assert (await site.read(FIRST)).problem is None
    await site.record.forget()
    await site.record.note_problem("Nobody asked.")
    assert await site.record.look() == Website()


@pytest.mark.parametrize(
    ("changed", "gone", "new", "words"),
    [
        (0, 0, 0, "nothing changed"),
        (2, 1, 3, "2 pages changed, 1 gone, 3 new"),
        (1, 0, 0, "1 page changed"),
        (0, 4, 0, "4 pages gone"),
        (0, 1, 12, "1 page gone, 12 new"),
    ],
)
def test_a_diff_is_said_in_words(changed: int, gone: int, new: int, words: str) -> None:
    assert in_words(pages(changed, gone, new)) == words


@given(*(st.integers(0, 40) for _ in range(3)))
def test_a_diff_counts_every_page_once(changed: int, gone: int, new: int) -> None:
    numbers = [int(word) for word in in_words(pages(changed, gone, new)).replace(",", "").split() if word.isdecimal()]
    assert sum(numbers) == changed + gone + new


def pages(changed: int, gone: int, new: int) -> list[ChangedPage]:
    counted = {Change.CHANGED: changed, Change.GONE: gone, Change.NEW: new}
    return [
        ChangedPage(url=SHOP, title="A page", change=change) for change, count in counted.items() for _ in range(count)
    ]
