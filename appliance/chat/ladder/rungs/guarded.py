"""Owns the first rung: what is answered before anything is looked up."""

from __future__ import annotations

from appliance.chat.guard import small_talk
from appliance.chat.ladder.walk import Events, Walk
from appliance.contract.chat import Delta


class Guarded:
    """Answers greetings and thanks, turns down what is too long, empty or rude."""

    async def step(self, walk: Walk) -> Events:
        if reply := small_talk.reply(walk.question.text, walk.shop.name, walk.asked.language):
            text, outcome = reply
            yield Delta(text=text)
            yield walk.done(outcome, None)
