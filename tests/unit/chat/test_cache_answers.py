"""An answer is told again to whoever asks the same, as long as what it stands on has not changed."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from datetime import date
from functools import partial

from sqlalchemy import func, select
from structlog.testing import capture_logs

from appliance.chat.cache.keeping.entry import Entry, entry_of
from appliance.chat.cache.keeping.journal import Journal
from appliance.chat.cache.keeping.rows import AnswerRows
from appliance.chat.cache.keeping.tables import CachedAnswerRow
from appliance.contract.cache import CacheLayer
from appliance.contract.chat import Outcome, Rung
from appliance.contract.retrieval import Asked, Trust
from tests.unit.chat.kept import Kept, told_of
from tests.unit.chat.played import RENTAL, passage

DEPOSIT = "What deposit do you take for a city bike?"
WEDDING = passage("Rings are ordered in March.", "Weddings")


async def test_the_same_words_get_the_same_answer_with_its_sources(kept: Kept) -> None:
    await kept.keep(DEPOSIT)
    told = await kept.find("what deposit do you take for a city bike")
    assert told is not None
    assert (told.text, told.layer, told.stale) == (told_of().text, CacheLayer.QUESTION, False)
    assert told.sources == (RENTAL.source(),)
    assert told.kept_at == kept.moment


async def test_other_words_for_the_same_get_it_too(kept: Kept) -> None:
    await kept.keep("Do you rent out tandems?")
    told = await kept.find("Do you have tandems for rent?")
    assert told is not None
    assert told.layer is CacheLayer.ANSWER
    assert await kept.find("Do you sell tandems?") is None


async def test_without_the_embedder_the_same_words_still_find_it(kept: Kept) -> None:
    await kept.keep("Do you rent out tandems?")
    kept.vectors.away = True
    assert await kept.find("do you rent out tandems") is not None
    assert await kept.find("Do you have tandems for rent?") is None


async def test_a_day_later_it_is_stale_and_a_week_later_gone(kept: Kept) -> None:
    await kept.keep(DEPOSIT)
    kept.wait(hours=23)
    assert (told := await kept.find(DEPOSIT)) is not None
    assert not told.stale
    kept.wait(hours=2)
    assert (told := await kept.find(DEPOSIT)) is not None
    assert told.stale
    kept.wait(days=6)
    assert await kept.find(DEPOSIT) is None


async def test_a_quotation_is_stale_sooner_for_the_model_may_have_been_away(kept: Kept) -> None:
    await kept.keep(DEPOSIT, told_of(rung=Rung.EXTRACT))
    kept.wait(minutes=61)
    assert (told := await kept.find(DEPOSIT)) is not None
    assert told.stale


async def test_what_cannot_be_written_is_told_in_the_log_and_stays_in_memory(kept: Kept) -> None:
    class Full(AnswerRows):
        async def write(self, kept: Sequence[Entry], dropped: Collection[str]) -> None:
            raise OSError("no room")

    journal = Journal(Full(kept.database), gather_s=0.0)
    asked = Asked(DEPOSIT, "en")
    with capture_logs() as logs:
        journal.kept(entry_of(asked, await kept.key(asked), told_of(), kept.moment, None, None))
        for _ in range(5):
            await asyncio.sleep(0)
    assert [log["event"] for log in logs] == ["answers_not_written"]


async def test_an_answer_goes_with_the_document_it_stands_on(kept: Kept) -> None:
    await kept.keep(DEPOSIT)
    await kept.keep("Do you order rings?", told_of("Rings are ordered in March.", WEDDING))
    kept.shop.change(RENTAL.document_id)
    assert await kept.find(DEPOSIT) is None
    told = await kept.find("Do you order rings?")
    assert told is not None
    assert told.stale  # the changed document may say it better
    assert kept.cache.fates.dropped == 1


async def test_what_was_made_anew_after_a_change_is_fresh(kept: Kept) -> None:
    await kept.keep(DEPOSIT)
    kept.shop.change(WEDDING.document_id)
    await kept.keep(DEPOSIT, told_of("It is $200."))
    told = await kept.find(DEPOSIT)
    assert told is not None
    assert (told.text, told.stale) == ("It is $200.", False)
    assert kept.cache.fates.refreshed == 1


async def test_other_facts_are_another_shop(kept: Kept) -> None:
    await kept.keep(DEPOSIT)
    kept.shop.facts = "facts 2"
    assert await kept.find(DEPOSIT) is None
    kept.shop.facts = "facts 1"
    assert await kept.find(DEPOSIT) is None  # it was given up


async def test_what_changed_while_it_was_written_is_not_kept(kept: Kept) -> None:
    def new_facts() -> None:
        kept.shop.facts = "facts 2"

    for change in (partial(kept.shop.change, RENTAL.document_id), new_facts):
        key = await kept.key(told_asked := Asked(DEPOSIT, "en"))
        change()
        await kept.cache.keep(told_asked, key, told_of())
        assert await kept.find(DEPOSIT) is None


async def test_what_is_not_known_any_more_is_given_up(kept: Kept) -> None:
    await kept.keep(DEPOSIT)
    await kept.keep(DEPOSIT, told_of("I do not know.", outcome=Outcome.PARTIAL))
    assert await kept.find(DEPOSIT) is not None
    await kept.keep(DEPOSIT, told_of("I do not know.", outcome=Outcome.NOT_KNOWN))
    assert await kept.find(DEPOSIT) is None


async def test_answers_survive_a_restart_and_changes_made_meanwhile_still_count(kept: Kept) -> None:
    await kept.keep(DEPOSIT)
    await kept.keep("Do you order rings?", told_of("Rings are ordered in March.", WEDDING))
    await kept.cache.close()
    kept.shop.change(WEDDING.document_id)
    kept.shop.day = date(2026, 10, 8)
    await kept.restart()
    told = await kept.find("For a city bike, what deposit do you take?")
    assert told is not None
    assert (told.layer, told.stale, told.sources) == (CacheLayer.ANSWER, True, (RENTAL.source(),))
    assert await kept.find("Do you order rings?") is None


async def test_what_is_too_old_is_deleted_at_the_next_start(kept: Kept) -> None:
    await kept.keep(DEPOSIT)
    kept.wait(days=8)
    await kept.restart()
    async with kept.database.session() as session:
        assert await session.scalar(select(func.count()).select_from(CachedAnswerRow)) == 0


async def test_only_so_many_are_kept_and_the_least_used_goes(kept: Kept) -> None:
    kept.most = 2
    await kept.keep("Do you rent tandems?")
    await kept.keep("Do you rent trailers?")
    await kept.find("Do you rent tandems?")
    await kept.keep("Do you rent helmets?")
    assert await kept.find("Do you rent trailers?") is None
    assert await kept.find("Do you rent tandems?") is not None
    await kept.restart()
    assert await kept.find("Do you rent trailers?") is None


async def test_clearing_forgets_everything(kept: Kept) -> None:
    await kept.keep(DEPOSIT)
    await kept.restart()
    await kept.cache.clear()
    assert await kept.find(DEPOSIT) is None
    await kept.restart()
    assert await kept.find(DEPOSIT) is None


async def test_a_look_up_confirms_what_was_misspelt(kept: Kept) -> None:
    await kept.keep("Which deposit do you take for a city bike that I rent for a week in July?")
    asked = "which depposit do you take for a city bike that i rent for a week in july"
    assert await kept.find(asked) is None
    told = await kept.confirm(asked, RENTAL, WEDDING)
    assert told is not None
    assert told.layer is CacheLayer.ANSWER
    assert await kept.confirm(asked, WEDDING, RENTAL) is None  # something else is the best
    assert await kept.confirm(asked, RENTAL, trust=Trust.NEAR) is None
    assert (
        await kept.confirm("which deposit do you take for a city bike that i rent for a week in june", RENTAL) is None
    )
    assert (
        await kept.confirm("how much deposit do you take for a city bike that i rent for a week in july", RENTAL)
        is None
    )


async def test_what_may_be_about_the_thing_before_is_told_only_once_it_is_looked_up(kept: Kept) -> None:
    asked, battery = "How long does the battery last?", passage("The battery of the Fox lasts 60 miles.", "Fox")
    await kept.keep(asked, told_of("The battery of the Fox lasts 60 miles.", battery))
    assert await kept.find(asked) is not None
    assert await kept.find(asked, "Tell me about the Vista e-bike") is None
    vista = passage("The battery of the Vista lasts 90 miles.", "Vista")
    assert await kept.confirm(asked, vista, battery, after="Tell me about the Vista e-bike") is None
    told = await kept.confirm(asked, battery, vista, after="Tell me about the Fox")
    assert told is not None
    assert told.text == "The battery of the Fox lasts 60 miles."
    assert kept.cache.rates()[CacheLayer.ANSWER].asked == 2


async def test_where_one_passage_tells_of_both_it_has_to_be_the_thing_before(kept: Kept) -> None:
    asked = "How long does the battery last?"
    table = passage("Fox: 60 miles. Vista: 90 miles.", "Batteries")
    await kept.keep(asked, told_of("The battery of the Fox lasts 60 miles.", table))
    assert await kept.confirm(asked, table, after="Tell me about the Vista e-bike") is None
    assert await kept.confirm(asked, table, after="Do you sell helmets?") is not None


async def test_each_layer_counts_what_it_was_asked_and_where_it_helped(kept: Kept) -> None:
    await kept.keep("Do you rent out tandems?")
    await kept.find("Do you rent out tandems?")
    await kept.find("Do you have tandems for rent?")
    await kept.find("Do you sell tandems?")
    rates = kept.cache.rates()
    by_words, by_meaning = rates[CacheLayer.QUESTION], rates[CacheLayer.ANSWER]
    assert (by_words.asked, by_words.hits, by_words.kept) == (3, 1, 1)
    assert (by_meaning.asked, by_meaning.hits, by_meaning.rate) == (2, 1, 0.5)
