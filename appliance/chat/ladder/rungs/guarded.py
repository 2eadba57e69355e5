"""Owns the first judgement of a message: what cannot be read and what attacks ends here."""

from __future__ import annotations

from dataclasses import replace

from appliance.chat.guard.guard import told
from appliance.chat.guard.length import refusal
from appliance.chat.ladder.standing import Guard
from appliance.chat.ladder.walk import Events, Walk
from appliance.contract.chat import Delta, Outcome
from appliance.contract.triage import Verdict


class Guarded:
    """Turns down what is too long, empty or an attack; what passes goes on with its tricks undone."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def step(self, walk: Walk) -> Events:
        language = walk.asked.language
        if text := refusal(walk.question.text, walk.shop.name, language):
            yield Delta(text=text)
            yield walk.done(Outcome.REFUSED, None)
            return
        with walk.watch.step("guard"):
            judged = await self._guard.judge(walk.asked.text, language, walk.question.conversation_id)
        walk.judgement, walk.asked = judged, replace(walk.asked, text=judged.text)
        if judged.verdict is Verdict.REFUSE:
            yield Delta(text=told(judged, walk.shop.name, language))
            yield walk.done(Outcome.REFUSED, None)
