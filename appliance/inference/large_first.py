"""Owns two models as one: the larger one in the shop's network writes, ours takes over when it does not begin."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from typing import Literal

from appliance.contract.problems import ShopbellError
from appliance.inference.chat_model import ChatModel, Message, Pieces, Place

# Ours needs what is left of the wait.
LARGE_SHARE = 0.5


class LargeFirst:
    """Asks the larger model; a box in the office that is switched off at night costs an answer nothing but words."""

    def __init__(self, large: ChatModel, own: ChatModel) -> None:
        self._large = large
        self._own = own
        self._names = ["", ""]

    async def close(self) -> None:
        """Our own model is closed by whoever opened it."""
        await self._large.close()

    async def model_id(self) -> str:
        """Both names; the last one of a model that is away, empty when it was never there."""
        for at, model in enumerate((self._large, self._own)):
            self._names[at] = await model.model_id() or self._names[at]
        return " + ".join(filter(None, self._names))

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        first_words_s: float,
        priority: Literal["visitor", "owner", "background"] = "visitor",
        name: str = "",
        visitor: str = "",
    ) -> Pieces:
        """As `ChatModel.stream`. Once the larger one has begun, what breaks it is raised: ours cannot go on for it."""
        begun = False
        limits = (LARGE_SHARE * first_words_s, (1 - LARGE_SHARE) * first_words_s)
        for model, limit in zip((self._large, self._own), limits, strict=True):
            pieces = model.stream(
                messages, max_tokens=max_tokens, first_words_s=limit, priority=priority, name=name, visitor=visitor
            )
            try:
                async with aclosing(pieces):
                    async for piece in pieces:
                        begun = begun or isinstance(piece, str)
                        yield piece
            except ShopbellError:
                if begun or model is self._own:
                    raise
            else:
                return

    async def place(self, name: str) -> Place | None:
        """Where the request stands in ours; of the larger one's line nothing is known."""
        return await self._own.place(name)
