"""Owns the rung of the model: shown sentence by sentence, for as long as each stands in the evidence."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from appliance.chat.grounding.evidence import Evidence
from appliance.chat.ladder.walk import Events, Walk, sources
from appliance.chat.ports import Knowledge, Model
from appliance.chat.words import say
from appliance.chat.writing import prompt
from appliance.chat.writing.extract import worth_quoting
from appliance.chat.writing.sentence_stream import SentenceStream
from appliance.contract.chat import Delta, Failed, Outcome, Rung, Stage, Staged
from appliance.contract.problems import ShopbellError
from appliance.contract.retrieval import FoundPassage, Trust
from appliance.contract.settings import AnswerSettings


class Generated:
    """Lets the model answer from the passages that were found."""

    def __init__(self, knowledge: Knowledge, model: Model, settings: AnswerSettings) -> None:
        self._knowledge = knowledge
        self._model = model
        self._settings = settings

    async def step(self, walk: Walk) -> Events:
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
            yield sources(shown.values())
            yield walk.done(Outcome.PARTIAL if broken else Outcome.ANSWERED, Rung.GENERATED)

    async def _sentences(self, walk: Walk) -> AsyncGenerator[str, None]:
        """What the model writes, cut into whole sentences."""
        stream = SentenceStream()
        notes = walk.found.passages[: self._settings.passages]
        pieces = self._model.stream(
            prompt.messages(walk.shop.name, walk.asked, notes),
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
