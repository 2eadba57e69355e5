"""Owns what the model writes on one question: in a task of its own, so that a quotation need not wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from appliance.chat.grounding.plain_words import plain_words
from appliance.chat.ladder.meter import Meter
from appliance.chat.writing.sentence_stream import SentenceStream
from appliance.contract.problems import ShopbellError
from appliance.contract.retrieval import FoundPassage
from appliance.inference import CutOff, Place, Usage

# How often a waiting question looks where it stands.
LOOK_EVERY_S = 0.25
# An answer has few sentences: a line this long is never full.
LINE = 64

Pieces = AsyncGenerator[str | CutOff | Usage, None]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A written sentence that stands in a passage."""

    text: str
    passage: FoundPassage


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing more comes. `dropped` sentences failed the check; the first of them ends the answer."""

    failure: ShopbellError | None = None
    dropped: int = 0


Item = Sentence | Place | Ended


class Check(Protocol):
    """Says which passage a sentence stands in, None when it may not be shown; and whether it says anything at all."""

    async def passage_for(self, sentence: str) -> FoundPassage | None: ...

    def only_leads_in(self, sentence: str) -> bool: ...


class Writer:
    """`async with Writer(...)`: items come from `next` until `Ended`; leaving cancels at the model server."""

    def __init__(
        self,
        pieces: Pieces,
        check: Check,
        place: Callable[[], Awaitable[Place | None]],
        meter: Meter,
    ) -> None:
        self._pieces = pieces
        self._sentence = check
        self._place = place
        self.meter = meter
        self._items: asyncio.Queue[Sentence | Place] = asyncio.Queue(LINE)
        self._begun = asyncio.Event()

    async def __aenter__(self) -> Writer:
        self._writing = asyncio.create_task(self._write())
        self._looking = asyncio.create_task(self._look())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in (self._writing, self._looking):
            task.cancel()
        await asyncio.gather(self._writing, self._looking, return_exceptions=True)

    async def next(self, within_s: float | None = None) -> Item | None:
        """The next item; None when none came in time. Raises what broke the writing."""
        coming = asyncio.ensure_future(self._items.get())
        try:
            await asyncio.wait((coming, self._writing), timeout=within_s, return_when=asyncio.FIRST_COMPLETED)
            if coming.done():
                return coming.result()
        finally:
            coming.cancel()
        if not self._items.empty():
            return self._items.get_nowait()
        return self._writing.result() if self._writing.done() else None

    async def _write(self) -> Ended:
        failure, dropped, whole = None, 0, True
        stream = SentenceStream()
        shown = set[str]()
        try:
            async with aclosing(self._pieces) as pieces:
                async for piece in pieces:
                    self.meter.count(piece)
                    if isinstance(piece, CutOff):
                        whole = False
                    elif isinstance(piece, str):
                        self._begun.set()
                        if not await self._check(stream.add(piece), shown):
                            dropped = 1
                            break
                else:
                    dropped = int(whole and not await self._check(stream.rest(), shown))
        except ShopbellError as broken:
            failure = broken
        return Ended(failure, dropped)

    async def _check(self, sentences: list[str], shown: set[str]) -> bool:
        """Pass on what may be shown; False at the first that may not, or that was said before."""
        for sentence in map(plain_words, sentences):
            with self.meter.checking():
                passage = await self._sentence.passage_for(sentence)
                leads_in = passage is None and self._sentence.only_leads_in(sentence)
            if leads_in:
                continue
            if passage is None or sentence in shown:
                return False
            shown.add(sentence)
            await self._items.put(Sentence(sentence, passage))
        return True

    async def _look(self) -> None:
        """Where the question stands, whenever that changes, until the model begins."""
        last: Place | None = None
        while not self._begun.is_set():
            place = await self._place()
            if place and place != last:
                last = place
                await self._items.put(place)
            if place and not place.position:
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._begun.wait()
