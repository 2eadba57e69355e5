"""Owns asking a head about a text without ever waiting long for it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from appliance.chat.heads.linear import LinearHead
from appliance.chat.ports import Vectors
from appliance.contract.problems import Unavailable

# The embedder answers in 10 to 40 ms; a head is a help, never a reason to wait.
DEADLINE_S = 0.15


async def opinion(
    head: LinearHead | None, vectors: Vectors, text: str, extras: Sequence[float] = (), deadline_s: float = DEADLINE_S
) -> dict[str, float] | None:
    """The probability of each label; None without a head, without its own embedder, or when that is away or slow."""
    if head is None:
        return None
    try:
        async with asyncio.timeout(deadline_s):
            if await vectors.model_id() != head.embedder:
                return None
            return head.scores(await vectors.query(text), extras)
    except (Unavailable, TimeoutError):
        return None
