"""Owns all caches together: as the ladder reaches them, and as the owner sees them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from appliance.chat.cache.answers import AnswerCache
from appliance.chat.cache.keys import Keys
from appliance.chat.cache.passages import PassageCache
from appliance.contract.cache import CacheLayer, CacheReport, LayerRate

VectorCounts = Callable[[], tuple[int, int, int]]
"""Questions whose vector was asked for, those that were known, and how many are kept now."""

PromptTokens = Callable[[], Awaitable[tuple[int, int] | None]]
"""Tokens of all prompts so far and how many were not computed again; None while the model is away."""


@dataclass(frozen=True, slots=True)
class Caches:
    """Five layers; vectors lie in inference and prompt states in the model server: of those only rates are known."""

    keys: Keys
    answers: AnswerCache
    passages: PassageCache
    vectors: VectorCounts
    prompts: PromptTokens

    async def report(self) -> CacheReport:
        """Every layer, in the order in which a question meets them, and what became of the kept answers."""
        asked, hits, kept = self.vectors()
        tokens, reused = await self.prompts() or (0, 0)
        rates = {
            **self.answers.rates(),
            **self.passages.rates(),
            CacheLayer.EMBEDDING: LayerRate(layer=CacheLayer.EMBEDDING, asked=asked, hits=hits, kept=kept),
            CacheLayer.PREFIX: LayerRate(layer=CacheLayer.PREFIX, unit="tokens", asked=tokens, hits=reused),
        }
        fates = self.answers.fates
        return CacheReport(
            layers=tuple(rates[layer] for layer in CacheLayer),
            stale=fates.stale,
            refreshed=fates.refreshed,
            dropped=fates.dropped,
        )

    async def clear(self) -> None:
        """Forget every answer and what was found; the other layers hold nothing that could be wrong."""
        self.passages.clear()
        await self.answers.clear()
