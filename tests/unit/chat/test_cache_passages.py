"""The same question is looked up once, until something changes; the owner sees how often each cache helped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from appliance.chat.cache.caches import Caches
from appliance.chat.cache.keys import Keys
from appliance.chat.cache.passages import HOLDS_S, PassageCache
from appliance.contract.cache import CacheLayer, Versions
from appliance.contract.retrieval import Asked, Found, Step, Trust
from tests.unit.chat.kept import Kept
from tests.unit.chat.played import RENTAL, Knowledge

NOW = Versions("facts", 1, date(2026, 10, 7))
DEPOSIT = Asked("What deposit do you take?", "en")
FOUND = Found((RENTAL,), Trust.SURE, (Step("embed", 0.0, 0.01),))


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_the_same_question_is_looked_up_once() -> None:
    knowledge = Knowledge(FOUND)
    cache = PassageCache(knowledge, Seconds())
    assert await cache.search(DEPOSIT, 10, NOW) == FOUND
    again = await cache.search(Asked("what deposit do you take", "en"), 10, NOW)
    assert again == replace(FOUND, steps=())  # nothing was searched: no step took any time
    assert len(knowledge.asked) == 1
    rate = cache.rates()[CacheLayer.RETRIEVAL]
    assert (rate.asked, rate.hits, rate.kept) == (2, 1, 1)


async def test_whatever_decides_what_is_found_is_looked_up_anew() -> None:
    knowledge, seconds = Knowledge(FOUND), Seconds()
    cache = PassageCache(knowledge, seconds)
    await cache.search(DEPOSIT, 10, NOW)
    await cache.search(replace(DEPOSIT, language="de"), 10, NOW)
    await cache.search(replace(DEPOSIT, text="What déposit do you take?"), 10, NOW)
    await cache.search(replace(DEPOSIT, history=("Do you rent tandems?",)), 10, NOW)
    await cache.search(DEPOSIT, 3, NOW)
    await cache.search(DEPOSIT, 10, replace(NOW, knowledge=2))
    await cache.search(DEPOSIT, 10, replace(NOW, facts="others"))
    await cache.search(DEPOSIT, 10, replace(NOW, day=date(2026, 10, 8)))
    seconds.now = HOLDS_S
    await cache.search(DEPOSIT, 10, NOW)
    assert len(knowledge.asked) == 9


async def test_what_was_found_without_vectors_or_not_at_all_is_looked_up_again() -> None:
    for found in (Found((RENTAL,), Trust.SURE, complete=False), Found((), Trust.NONE)):
        knowledge = Knowledge(found)
        cache = PassageCache(knowledge, Seconds())
        for _ in range(2):
            assert await cache.search(DEPOSIT, 10, NOW) == found
        assert len(knowledge.asked) == 2


async def test_only_so_many_are_kept_and_clearing_forgets_them() -> None:
    knowledge = Knowledge(FOUND)
    cache = PassageCache(knowledge, Seconds(), most=2)
    questions = [Asked(f"Do you rent {thing}?", "en") for thing in ("tandems", "trailers", "helmets")]
    for asked in questions:
        await cache.search(asked, 10, NOW)
    await cache.search(questions[2], 10, NOW)
    await cache.search(questions[0], 10, NOW)
    assert len(knowledge.asked) == 4
    cache.clear()
    await cache.search(questions[0], 10, NOW)
    assert len(knowledge.asked) == 5


async def test_the_report_tells_of_all_five_layers_in_their_order(kept: Kept) -> None:
    async def model() -> str | None:
        return "starter"

    async def prompts() -> tuple[int, int] | None:
        return 1000, 750

    passages = PassageCache(Knowledge(FOUND), Seconds())
    caches = Caches(Keys(kept.shop, model, ()), kept.cache, passages, lambda: (8, 2, 6), prompts)
    await kept.keep("Do you rent out tandems?")
    await kept.find("Do you rent out tandems?")
    await passages.search(DEPOSIT, 10, NOW)
    report = await caches.report()
    assert [one.layer for one in report.layers] == list(CacheLayer)
    assert [(one.asked, one.hits) for one in report.layers] == [(1, 1), (8, 2), (0, 0), (1, 0), (1000, 750)]
    assert report.layers[-1].unit == "tokens"
    await caches.clear()
    assert await kept.find("Do you rent out tandems?") is None
    assert [one.kept for one in (await caches.report()).layers] == [0, 6, 0, 0, None]
