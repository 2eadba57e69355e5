"""Owns what an owner meets at the address of the caches."""

from __future__ import annotations

import httpx2

from appliance.api.services import Services
from appliance.contract.cache import CacheLayer, CacheReport
from appliance.contract.retrieval import Asked, Shop
from tests.api.conftest import OWNER
from tests.unit.chat.kept import told_of
from tests.unit.knowledge.bag_of_words import indexed

ASKED = Asked("Do you rent out tandems?", "en")


async def test_the_owner_sees_every_layer_and_clears_what_is_kept(
    services: Services, private: httpx2.AsyncClient
) -> None:
    caches = services.caches
    key = await caches.keys.key(ASKED, Shop("Maple Street Bikes", ("en",)), 80)
    await caches.answers.keep(ASKED, key, told_of())
    assert await caches.answers.find(ASKED, key) is not None
    report = CacheReport.model_validate((await private.get("/v1/cache", headers=OWNER)).json())
    assert [one.layer for one in report.layers] == list(CacheLayer)
    assert (report.layers[0].hits, report.layers[0].kept) == (1, 1)
    cleared = CacheReport.model_validate((await private.delete("/v1/cache", headers=OWNER)).json())
    assert cleared.layers[0].kept == 0
    assert await caches.answers.find(ASKED, key) is None


async def test_visitors_have_no_such_address(public: httpx2.AsyncClient) -> None:
    assert (await public.get("/v1/cache")).status_code == 404


async def test_an_answer_goes_with_the_document_it_stands_on(services: Services) -> None:
    document, _ = await services.catalogue.add("tandems.md", b"Tandems are rented out.")
    await services.catalogue.take_in(None, document.id, indexed("Tandems", "Tandems are rented out."))
    caches, shop = services.caches, Shop("Maple Street Bikes", ("en",))
    key = await caches.keys.key(ASKED, shop, 80)
    found = await caches.passages.search(ASKED, 10, key.versions)
    await caches.answers.keep(ASKED, key, told_of("Tandems are rented out.", *found.passages))
    assert await caches.answers.find(ASKED, key) is not None
    await services.catalogue.remove(document.id)
    assert await caches.answers.find(ASKED, await caches.keys.key(ASKED, shop, 80)) is None
