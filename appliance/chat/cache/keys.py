"""Owns making the key of a question: what is in force at this moment."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from appliance.chat.cache.keeping.key import CacheKey, conversation_state, digest
from appliance.chat.ports import Changes
from appliance.contract.retrieval import Asked, Shop

ModelName = Callable[[], Awaitable[str | None]]
"""Returns the name of the model that writes answers; None while it is away."""

# A model is changed by a restart of its process: nobody notices half a minute.
MODEL_HOLDS_S = 30.0
UNKNOWN_AGAIN_S = 1.0
ONLY_SITE = "shop"


class Keys:
    """`prompts` are the texts that decide how the assistant speaks: templates and word lists.

    While the model is away its last name holds, so that what it wrote can still be told.
    """

    def __init__(self, changes: Changes, model: ModelName, prompts: tuple[str, ...]) -> None:
        self._changes = changes
        self._model = model
        self._prompts = prompts
        self._known = ""

    async def key(
        self, asked: Asked, shop: Shop, max_words: int, site: str = ONLY_SITE, experiment: str = ""
    ) -> CacheKey:
        return CacheKey(
            site=site,
            language=asked.language,
            persona=digest(shop.name, *self._prompts),
            model=self._known,
            versions=await self._changes.versions(),
            experiment=experiment,
            conversation=conversation_state(asked),
            max_words=max_words,
        )

    async def follow_model(self) -> None:
        """Keep its name up to date until cancelled. Apart from all questions: one that hangs keeps nobody waiting."""
        while True:
            await self.ask_model()
            await asyncio.sleep(MODEL_HOLDS_S if self._known else UNKNOWN_AGAIN_S)

    async def ask_model(self) -> None:
        """Learn the model's name, if it tells it."""
        self._known = await self._model() or self._known
