"""Owns walking one question down the ladder, as a stream of events."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace

import structlog

from appliance.chat.cache.keeping.key import CacheKey
from appliance.chat.ladder.order import rungs
from appliance.chat.ladder.rungs.person_talks import PersonTalks
from appliance.chat.ladder.standing import Standing
from appliance.chat.ladder.stopwatch import Stopwatch
from appliance.chat.ladder.transcript import Transcript
from appliance.chat.ladder.walk import Events, Question, Walk
from appliance.contract.chat import Cards, Delta, Done, Form
from appliance.contract.retrieval import Asked
from appliance.core.clock import Monotonic
from appliance.core.ids import new_id
from appliance.core.language import language_of
from appliance.core.questions.misspelt import put_right

log = structlog.get_logger()

# With one of these an answer begins.
SPEAKS = (Delta, Cards, Form)


class AnswerService:
    """Walks the ladder. Each rung either ends the answer with `done` or lets the next one try."""

    def __init__(self, on: Standing, clock: Monotonic) -> None:
        self._on = on
        self._clock = clock
        self._person = PersonTalks(on.people)
        self._rungs = rungs(on, clock)

    async def begin(self, question: Question) -> Walk:
        """A question at the top of the ladder, in the language it was asked in: its own, or the conversation's."""
        watch = Stopwatch(self._clock)
        shop = await self._on.knowledge.shop()
        language = language_of(question.text, shop.languages, question.history)
        asked = Asked(put_right(question.text.strip(), language), language, question.history)
        return Walk(question, shop, asked, watch, self._on.calendar.settings())

    async def answer(self, walk: Walk) -> Events:
        """Everything the visitor is told about one question, ending with `done`.

        Somebody of the team may step in while an answer is looked for: whoever talks then, it is not the assistant.
        """
        spoken = False
        async with aclosing(self._down(walk)) as events:
            async for event in events:
                if isinstance(event, SPEAKS) and not spoken:
                    spoken = True
                    if person := [word async for word in self._person.step(walk)]:
                        for word in person:
                            yield word
                        return
                yield event

    async def _down(self, walk: Walk) -> Events:
        for label, step in self._rungs:
            if label is not None and label not in walk.plan.rungs:
                continue
            async with aclosing(step(walk)) as events:
                async for event in events:
                    yield event
                    if isinstance(event, Done):
                        return

    async def remember(self, walk: Walk, said: Transcript, done: Done) -> None:
        """Keep what was told for the next who asks, if it may be told to others."""
        await self._on.memory.keep(walk, said.text, said.sources, done)
        await self._on.scribe.catch_up()

    async def rehearse(self, text: str, max_words: int | None = None) -> None:
        """Answer a question nobody waits for, behind all others, so that its answer is at hand when it comes.

        As long as answers are just now, or as they will be. One that fails is told to the log alone: visitors are
        answered all the same.
        """
        (failure,) = await asyncio.gather(self._rehearse(text, max_words), return_exceptions=True)
        if failure:
            log.warning("rehearsal_failed", why=repr(failure))

    async def _rehearse(self, text: str, max_words: int | None) -> None:
        walk = await self.begin(_nobodys(Asked(text, "")))
        await self._alone(walk, max_words or walk.settings.max_words)

    async def refresh(self, asked: Asked, key: CacheKey) -> None:
        """Answer anew what was told before, behind all others and as long as then, and keep it under this key."""
        walk = await self.begin(_nobodys(asked))
        walk.asked, walk.key, walk.anew = replace(walk.asked, language=asked.language), key, True
        await self._alone(walk, key.max_words)

    async def _alone(self, walk: Walk, max_words: int) -> None:
        walk.settings = walk.settings.model_copy(update={"max_words": max_words})
        said = Transcript(walk.question.id, walk.question.conversation_id, walk.question.text)
        async with aclosing(self.answer(walk)) as events:
            async for event in events:
                said.events.append(event)
        if said.events and isinstance(done := said.events[-1], Done):
            await self.remember(walk, said, done)


def _nobodys(asked: Asked) -> Question:
    return Question(new_id("q"), new_id("c"), asked.text, asked.history, "background")
