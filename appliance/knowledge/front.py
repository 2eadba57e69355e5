"""Owns knowledge as chat sees it: the shop, its facts, what its owner taught, what it sells, its documents."""

from __future__ import annotations

from collections.abc import Mapping

from appliance.contract.cache import Versions
from appliance.contract.facts import PolicyKey
from appliance.contract.retrieval import ApprovedMatch, Asked, FactAnswer, Found, ProductsAnswer, Shop
from appliance.core.clock import Now
from appliance.knowledge.facts import lock
from appliance.knowledge.facts.book import FactBook
from appliance.knowledge.facts.store import FactStore
from appliance.knowledge.products.book import ProductBook
from appliance.knowledge.retrieval.search import Retrieval
from appliance.knowledge.revisions import Revisions
from appliance.knowledge.teaching.approved import Approved


class KnowledgeFront:
    """One object behind chat's port."""

    def __init__(
        self,
        store: FactStore,
        book: FactBook,
        approved: Approved,
        products: ProductBook,
        retrieval: Retrieval,
        revisions: Revisions,
        now: Now,
    ) -> None:
        self._store = store
        self._book = book
        self._approved = approved
        self._products = products
        self._retrieval = retrieval
        self._revisions = revisions
        self._now = now

    async def shop(self) -> Shop:
        facts = await self._store.read()
        return Shop(facts.name, facts.languages, tuple(filter(None, (facts.website, facts.email))), facts.phone)

    async def fact(self, asked: Asked) -> FactAnswer | None:
        return self._book.answer(asked, await self._store.read(), self._now())

    async def policy(self, key: PolicyKey, language: str) -> FactAnswer | None:
        return self._book.policy(key, language, await self._store.read(), self._now())

    async def approved(self, asked: Asked) -> ApprovedMatch | None:
        return await self._approved.match(asked)

    async def products(self, asked: Asked) -> ProductsAnswer | None:
        return await self._products.answer(asked, (await self._store.read()).currency)

    async def search(self, asked: Asked, limit: int) -> Found:
        return await self._retrieval.search(asked, limit)

    async def contradicts(self, sentence: str, language: str) -> str | None:
        """What the typed facts say instead of a written sentence; None when they do not object."""
        return lock.contradicts(sentence, await self._store.read(), language, self._now())

    async def versions(self) -> Versions:
        return await self._revisions.versions()

    async def changed(self, since: Versions) -> Mapping[str, int]:
        """The documents that were changed, removed or have expired since, each with the revision of that."""
        return await self._revisions.changed(since)
