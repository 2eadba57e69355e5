"""Owns the rung of the model outside: asked when the box has no answer, shown as far as it stands in the evidence."""

from __future__ import annotations

from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.walk import Events, Walk, sources
from appliance.chat.ladder.writer import Sentence
from appliance.chat.ports import Cloud
from appliance.chat.writing import cloud_prompt, prompt
from appliance.chat.writing.length import fits
from appliance.contract.chat import Delta, Outcome, Rung, Stage, Staged
from appliance.contract.triage import Verdict
from appliance.core.language import sentences


class AskOutside:
    """Says nothing at all while it is switched off. Costs money: nobody's rehearsal is asked outside."""

    def __init__(self, scribe: Scribe, cloud: Cloud) -> None:
        self._scribe = scribe
        self._cloud = cloud

    async def step(self, walk: Walk) -> Events:
        if not self._may_ask(walk):
            return
        yield Staged(stage=Stage.ASKING_OUTSIDE)
        passages, max_words = walk.found.passages[: walk.settings.passages], walk.settings.max_words
        with walk.watch.step("cloud"):
            answer = await self._cloud.ask(
                cloud_prompt.messages(walk.shop.name, walk.understood, passages, max_words),
                prompt.max_tokens(max_words),
                walk.settings.wait_for_model_s,
            )
        if not answer or cloud_prompt.unknown(answer):
            return
        with walk.watch.step("grounding"):
            proven = await self._proven(walk, answer)
        if proven:
            walk.told = tuple(dict.fromkeys(sentence.passage for sentence in proven))
            yield Delta(text=" ".join(sentence.text for sentence in proven))
            yield sources(walk.told)
            yield walk.done(Outcome.ANSWERED, Rung.CLOUD)

    def _may_ask(self, walk: Walk) -> bool:
        careful = walk.judgement is not None and walk.judgement.verdict is not Verdict.PASS
        if careful or not walk.found.passages or walk.question.priority == "background":
            return False
        return self._cloud.may_ask(walk.sure_topic)

    async def _proven(self, walk: Walk, answer: str) -> list[Sentence]:
        """The sentences that stand in a passage, as many as are wanted; the others are dropped."""
        check = self._scribe.check(walk.found.passages, walk)
        kept: list[Sentence] = []
        for sentence in sentences(answer):
            if not fits((one.text for one in kept), sentence, walk.settings.max_words):
                break
            if passage := await check.passage_for(sentence):
                kept.append(Sentence(sentence, passage))
            elif not check.only_leads_in(sentence):
                walk.dropped += 1
        return kept
