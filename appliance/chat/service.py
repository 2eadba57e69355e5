"""Owns the answer ladder: one question, rung by rung, as a stream of events."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass

from appliance.chat import guard, prompt
from appliance.chat.extract import extract, worth_quoting
from appliance.chat.grounding import Evidence
from appliance.chat.ports import Knowledge, Model, Priority
from appliance.chat.sentence_stream import SentenceStream
from appliance.chat.stopwatch import Stopwatch
from appliance.chat.words import say
from appliance.contract.chat import (
    Cards,
    ChatEvent,
    Delta,
    Done,
    Failed,
    Form,
    Outcome,
    Rung,
    Source,
    Sources,
    Stage,
    Staged,
)
from appliance.contract.problems import ShopbellError
from appliance.contract.retrieval import Asked, Found, FoundPassage, Shop, Trust
from appliance.contract.settings import AnswerSettings
from appliance.core.clock import Monotonic
from appliance.core.language import language_of

Events = AsyncGenerator[ChatEvent, None]
NOTHING_FOUND = Found((), Trust.NONE)
# The extract may join what stands under one heading; the model reads only the first few.
LOOK_AT = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the visitor's earlier ones of the same conversation, oldest first."""

    id: str
    text: str
    history: tuple[str, ...]
    priority: Priority


@dataclass(slots=True)
class Walk:
    """One question on its way down the ladder, with what was found for it."""

    question: Question
    shop: Shop
    asked: Asked
    watch: Stopwatch
    found: Found = NOTHING_FOUND

    def done(self, outcome: Outcome, rung: Rung | None) -> Done:
        return Done(outcome=outcome, rung=rung, spans=self.watch.spans)


class AnswerService:
    """Walks the ladder. Each rung either ends the answer with `done` or lets the next one try."""

    def __init__(self, knowledge: Knowledge, model: Model, settings: AnswerSettings, clock: Monotonic) -> None:
        self._knowledge = knowledge
        self._model = model
        self._settings = settings
        self._clock = clock
        self._rungs: tuple[Callable[[Walk], Events], ...] = (
            self._guard,
            self._facts,
            self._approved,
            self._products,
            self._look_up,
            self._generate,
            self._extract,
            self._lead_form,
        )

    async def answer(self, question: Question) -> Events:
        """Everything the visitor is told about one question, ending with `done`."""
        shop = await self._knowledge.shop()
        asked = Asked(question.text.strip(), language_of(question.text, shop.languages), question.history)
        walk = Walk(question, shop, asked, Stopwatch(self._clock))
        for rung in self._rungs:
            async with aclosing(rung(walk)) as events:
                async for event in events:
                    yield event
                    if isinstance(event, Done):
                        return

    async def _guard(self, walk: Walk) -> Events:
        if reply := guard.reply(walk.question.text, walk.shop.name, walk.asked.language):
            text, outcome = reply
            yield Delta(text=text)
            yield walk.done(outcome, None)

    async def _facts(self, walk: Walk) -> Events:
        with walk.watch.step("facts"):
            fact = await self._knowledge.fact(walk.asked)
        if fact:
            yield Delta(text=fact.text)
            yield Sources(sources=(fact.source,))
            yield walk.done(Outcome.ANSWERED, Rung.FACTS)

    async def _approved(self, walk: Walk) -> Events:
        with walk.watch.step("approved"):
            match = await self._knowledge.approved(walk.asked)
        if match:
            yield Delta(text=match.text)
            yield Sources(sources=(Source(title=say("from_team", walk.asked.language), place=""),))
            yield walk.done(Outcome.ANSWERED, Rung.APPROVED)

    async def _products(self, walk: Walk) -> Events:
        with walk.watch.step("products"):
            answer = await self._knowledge.products(walk.asked)
        if answer:
            yield Delta(text=answer.text)
            yield Sources(sources=answer.sources)
            yield Cards(cards=answer.cards)
            yield walk.done(Outcome.ANSWERED, Rung.PRODUCTS)

    async def _look_up(self, walk: Walk) -> Events:
        """Answers nothing itself: finds the passages that the rungs below stand on."""
        yield Staged(stage=Stage.LOOKING_UP)
        with walk.watch.step("retrieval"):
            found = await self._knowledge.search(walk.asked, LOOK_AT)
        for step in found.steps:
            walk.watch.add(f"retrieval.{step.name}", step.began, step.took)
        walk.found = found if found.trust is not Trust.NONE else NOTHING_FOUND

    async def _generate(self, walk: Walk) -> Events:
        """Show what the model writes, sentence by sentence, for as long as each stands in the evidence."""
        if walk.found.trust is not Trust.SURE:
            return
        yield Staged(stage=Stage.WRITING)
        evidence = Evidence(worth_quoting(walk.found.passages), walk.asked)
        shown: dict[str, FoundPassage] = {}
        broken = False
        try:
            with walk.watch.step("generate"):
                async with aclosing(self._sentences(walk)) as sentences:
                    async for sentence in sentences:
                        passage = evidence.passage_for(sentence)
                        if passage is None or sentence in shown:
                            break
                        if await self._knowledge.contradicts(sentence, walk.asked.language):
                            break
                        yield Delta(text=f" {sentence}" if shown else sentence)
                        shown[sentence] = passage
        except ShopbellError as failure:
            broken = bool(shown)
            if broken:
                yield Failed(code=failure.code, detail=say("broke_off", walk.asked.language), partial=True)
        if shown:
            yield _sources(shown.values())
            yield walk.done(Outcome.PARTIAL if broken else Outcome.ANSWERED, Rung.GENERATED)

    async def _extract(self, walk: Walk) -> Events:
        if walk.found.trust is not Trust.SURE:
            return
        with walk.watch.step("extract"):
            quoted = extract(walk.asked, walk.found.passages)
        if quoted:
            yield Delta(text=quoted.text)
            yield _sources(quoted.passages)
            yield walk.done(Outcome.ANSWERED, Rung.EXTRACT)

    async def _lead_form(self, walk: Walk) -> Events:
        """Say that it is not known here, show what came near as no more than that, ask for contact details."""
        near = extract(walk.asked, walk.found.passages)
        if near:
            yield Delta(text=say("nearest", walk.asked.language, text=near.text))
            yield _sources(near.passages)
        else:
            yield Delta(text=say("not_known", walk.asked.language, shop=walk.shop.name))
        yield Form(question_id=walk.question.id)
        yield walk.done(Outcome.NOT_KNOWN, Rung.LEAD_FORM)

    def _notes(self, walk: Walk) -> tuple[FoundPassage, ...]:
        """The passages the model reads."""
        return walk.found.passages[: self._settings.passages]

    async def _sentences(self, walk: Walk) -> AsyncGenerator[str, None]:
        """What the model writes, cut into whole sentences."""
        stream = SentenceStream()
        pieces = self._model.stream(
            prompt.messages(walk.shop.name, walk.asked, self._notes(walk)),
            max_tokens=prompt.max_tokens(self._settings.max_words),
            first_words_s=self._settings.wait_for_model_s,
            priority=walk.question.priority,
        )
        async with aclosing(pieces):
            async for piece in pieces:
                for sentence in stream.add(piece):
                    yield sentence
        for sentence in stream.rest():
            yield sentence


def _sources(passages: Iterable[FoundPassage]) -> Sources:
    """Each place once, in the order of first use."""
    return Sources(sources=tuple(dict.fromkeys(passage.source() for passage in passages)))
