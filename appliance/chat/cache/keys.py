"""Owns making the key of a question: what is in force at this moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from appliance.chat.cache.keeping.key import CacheKey, conversation_state, digest
from appliance.chat.ports import Changes
from appliance.contract.retrieval import Asked, Shop
from appliance.core.clock import Monotonic

ModelName = Callable[[], Awaitable[str | None]]
"""Returns the name of the model that writes answers; None while it is away."""

# A model is changed by a restart of its process: nobody notices half a minute.
MODEL_HOLDS_S = 30.0
ONLY_SITE = "shop"


class Keys:
    """`prompts` are the texts that decide how the assistant speaks: templates and word lists.

    While the model is away its last name holds, so that what it wrote can still be told.
    """

    def __init__(self, changes: Changes, model: ModelName, prompts: tuple[str, ...], clock: Monotonic) -> None:
        self._changes = changes
        self._model = model
        self._prompts = prompts
        self._clock = clock
        self._known = ""
        self._asked_at: float | None = None

    async def key(self, asked: Asked, shop: Shop, site: str = ONLY_SITE, experiment: str = "") -> CacheKey:
        return CacheKey(
            site=site,
            language=asked.language,
            persona=digest(shop.name, *self._prompts),
            model=await self._model_name(),
            versions=await self._changes.versions(),
            experiment=experiment,
            conversation=conversation_state(asked),
        )

    async def _model_name(self) -> str:
        now = self._clock()
        if self._asked_at is None or now - self._asked_at >= MODEL_HOLDS_S:
            self._asked_at = now  # first: the others go on with the name as it was
            self._known = await self._model() or self._known
        return self._known
