"""Owns the last rung: it is said that nothing is known, and the visitor may leave contact details."""

from __future__ import annotations

from appliance.chat.ladder.walk import Events, Walk, sources
from appliance.chat.words import say
from appliance.chat.writing.extract import extract
from appliance.contract.chat import Delta, Form, Outcome, Rung


class LeadForm:
    """Shows what came near as no more than that, and asks for contact details."""

    async def step(self, walk: Walk) -> Events:
        near = extract(walk.asked, walk.found.passages)
        if near:
            yield Delta(text=say("nearest", walk.asked.language, text=near.text))
            yield sources(near.passages)
        else:
            yield Delta(text=say("not_known", walk.asked.language, shop=walk.shop.name))
        yield Form(question_id=walk.question.id)
        yield walk.done(Outcome.NOT_KNOWN, Rung.LEAD_FORM)
