"""Owns the last rung: what cannot be answered here goes to the team, and the visitor may leave contact details."""

from __future__ import annotations

from contextlib import aclosing, suppress

from appliance.chat.ladder.rungs.ask_person import told
from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.walk import Events, Question, Walk, sources
from appliance.chat.ports import HandOffs
from appliance.chat.words import say
from appliance.contract.chat import ChatEvent, Delta, Form, Outcome, Rung
from appliance.contract.handoff import HandOffReason, HandOffState
from appliance.contract.leads import FormKind
from appliance.contract.problems import Unavailable
from appliance.contract.triage import Topic

# What only a person can settle: which words, which form.
FOR_PEOPLE: dict[Topic | None, tuple[str, FormKind]] = {
    Topic.ORDER_STATUS: ("ask_order", FormKind.LEAD),
    Topic.BOOKING: ("ask_booking", FormKind.BOOKING),
    Topic.LEAD: ("ask_lead", FormKind.CALL_BACK),
    Topic.COMPLAINT: ("ask_complaint", FormKind.CALL_BACK),
}
ASKED_AGAIN = ("asked_again", FormKind.LEAD)


class LeadForm:
    """Always answers. After two questions in a row that nobody could answer, the team is called."""

    def __init__(self, people: HandOffs, scribe: Scribe) -> None:
        self._scribe = scribe
        self._people = people

    async def step(self, walk: Walk) -> Events:
        topic = walk.sure_topic
        if topic in FOR_PEOPLE or (walk.asked_again and topic is not Topic.OFF_TOPIC):
            words, kind = FOR_PEOPLE.get(topic, ASKED_AGAIN)
            yield Delta(text=say(words, walk.asked.language, shop=walk.shop.name))
            yield Form(kind=kind, question_id=walk.question.id)
            yield walk.done(Outcome.HANDED_OFF, Rung.LEAD_FORM)
        elif topic is Topic.OFF_TOPIC:
            yield Delta(text=say("off_topic", walk.asked.language, shop=walk.shop.name))
            yield walk.done(Outcome.REFUSED, None)
        else:
            async with aclosing(self._not_known(walk)) as events:
                async for event in events:
                    yield event

    async def _not_known(self, walk: Walk) -> Events:
        """Say that it is not known here, show what came near as no more than that, ask for contact details.

        When the search failed, nobody can say what is not known: it is no gap, and no second failure for the team.
        """
        near = await self._scribe.quote(walk)
        if walk.found.reading:
            yield Delta(text=say("still_reading", walk.asked.language, shop=walk.shop.name))
        elif near:
            yield Delta(text=say("nearest", walk.asked.language, text=near.text))
            yield sources(near.passages)
        else:
            words = "not_known" if walk.found.complete else "not_looked_up"
            yield Delta(text=say(words, walk.asked.language, shop=walk.shop.name))
        if walk.question.failed_before and walk.found.complete:
            for event in await self._call(walk.question):
                yield event
        yield Form(question_id=walk.question.id)
        yield walk.done(Outcome.NOT_KNOWN if walk.found.complete else Outcome.HANDED_OFF, Rung.LEAD_FORM)

    async def _call(self, question: Question) -> list[ChatEvent]:
        where = (question.conversation_id, question.id)
        with suppress(Unavailable):
            asked = await self._people.call(*where, question.text, HandOffReason.TWO_FAILED)
            if asked.state is HandOffState.WAITING:
                return list(told(asked, question.id, after="\n\n"))
        # When nobody can come, the form that follows says all there is to say.
        return []
