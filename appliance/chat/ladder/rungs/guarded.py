"""Owns the first judgement of a message: what costs nothing is answered here, what attacks ends here."""

from __future__ import annotations

from dataclasses import replace

from appliance.chat.guard import small_talk
from appliance.chat.guard.guard import told
from appliance.chat.ladder.standing import Guard
from appliance.chat.ladder.walk import Events, Walk
from appliance.contract.chat import Delta, Outcome
from appliance.contract.triage import Verdict


class Guarded:
    """Turns down what is too long, empty, rude or an attack; what passes goes on with its tricks undone."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def step(self, walk: Walk) -> Events:
        language = walk.asked.language
        if reply := small_talk.reply(walk.question.text, walk.shop.name, language):
            text, outcome = reply
            yield Delta(text=text)
            yield walk.done(outcome, None)
            return
        with walk.watch.step("guard"):
            judged = await self._guard.judge(walk.asked.text, language, walk.question.conversation_id)
        walk.judgement, walk.asked = judged, replace(walk.asked, text=judged.text)
        if judged.verdict is Verdict.REFUSE:
            yield Delta(text=told(judged, walk.shop.name, language))
            yield walk.done(Outcome.REFUSED, None)
