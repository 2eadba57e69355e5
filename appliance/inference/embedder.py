"""Owns making vectors through a model server in the embed role."""

from __future__ import annotations

import asyncio
import base64
import struct
from collections import OrderedDict
from collections.abc import Sequence

import httpx2

from appliance.contract.problems import ErrorCode, Unavailable
from appliance.core.clock import Monotonic, monotonic
from appliance.inference.breaker import Breaker
from appliance.inference.wire import connect, error_of, gone

QUERY_S = 2.0
PASSAGES_S = 120.0
BATCH = 16
# Which model it is changes only when its process is started anew.
ID_HOLDS_S = 30.0
# Questions whose vectors are kept: 3 KB each.
KEPT = 1_000


class HttpEmbedder:
    """Questions and passages as vectors of length 1. Questions overtake passages at the server."""

    def __init__(
        self,
        base_url: str,
        token: str,
        transport: httpx2.AsyncBaseTransport | None = None,
        clock: Monotonic = monotonic,
    ) -> None:
        self._http = connect(base_url, token, transport)
        self._breaker = Breaker(clock)
        self._clock = clock
        self._id: tuple[float, str] | None = None
        self._kept: OrderedDict[str, tuple[float, ...]] = OrderedDict()
        self._asked = self._hits = 0
        self._coming: dict[str, asyncio.Task[tuple[float, ...]]] = {}

    async def close(self) -> None:
        for task in self._coming.values():
            task.cancel()
        await asyncio.gather(*self._coming.values(), return_exceptions=True)
        await self._http.aclose()

    def counts(self) -> tuple[int, int, int]:
        """Questions asked for since the start, those of them whose vector was known, and how many are kept now."""
        return self._asked, self._hits, len(self._kept)

    async def model_id(self) -> str:
        """The embedder's name, kept with each index. Raises Unavailable."""
        if self._id is None or self._clock() - self._id[0] > ID_HOLDS_S:
            try:
                response = await self._http.get("/v1/models", timeout=QUERY_S)
                name = str(response.raise_for_status().json()["data"][0]["id"])
            except (httpx2.HTTPError, ValueError, LookupError, TypeError) as cause:
                raise gone(cause) from cause
            if self._id and self._id[1] != name:
                self._kept.clear()
            self._id = (self._clock(), name)
        return self._id[1]

    async def query(self, text: str) -> tuple[float, ...]:
        """The vector of a question, which is asked again as soon as the conversation goes on.

        Raises Unavailable, or Refused when the embedder will never take this text.
        Whoever stops waiting leaves it running for those who still do, and for the next who asks.
        """
        self._asked += 1
        if text in self._kept:
            self._hits += 1
            self._kept.move_to_end(text)
            return self._kept[text]
        if text not in self._coming:
            self._coming[text] = asyncio.create_task(self._fetch(text))
            self._coming[text].add_done_callback(_heard)
        return await asyncio.shield(self._coming[text])

    async def _fetch(self, text: str) -> tuple[float, ...]:
        try:
            self._kept[text] = (await self._embed([text], "query", QUERY_S))[0]
        finally:
            del self._coming[text]
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept[text]

    async def passages(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        """The vectors of passages, in order. Raises as `query`."""
        vectors: list[tuple[float, ...]] = []
        for at in range(0, len(texts), BATCH):
            vectors += await self._embed(texts[at : at + BATCH], "passage", PASSAGES_S)
        return vectors

    async def _embed(self, texts: Sequence[str], kind: str, timeout_s: float) -> list[tuple[float, ...]]:
        if not self._breaker.allows():
            raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The embedder is resting after failures.", 2)
        body = {"model": "shopbell", "input": list(texts), "input_type": kind, "encoding_format": "base64"}
        try:
            response = await self._http.post("/v1/embeddings", json=body, timeout=timeout_s)
            if response.is_error:
                raise error_of(response)
            entries = response.json()["data"]
            vectors = [_vector(entry["embedding"]) for _, entry in zip(texts, entries, strict=True)]
        except (httpx2.TransportError, ValueError, LookupError, TypeError, struct.error) as cause:
            self._breaker.failed()
            raise gone(cause) from cause
        except Unavailable as failure:
            if failure.code is not ErrorCode.BUSY:  # a full queue is a sign of life
                self._breaker.failed()
            raise
        self._breaker.succeeded()
        return vectors


def _heard(task: asyncio.Task[tuple[float, ...]]) -> None:
    """A failure that nobody waits for any more is no surprise."""
    if not task.cancelled():
        task.exception()


def _vector(encoded: str) -> tuple[float, ...]:
    data = base64.b64decode(encoded, validate=True)
    return struct.unpack(f"<{len(data) // 4}f", data)
