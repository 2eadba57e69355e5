"""Owns what is said of allergies and ingredients: the shop's own words on that very thing, and always to ask people."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from itertools import islice

from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.walk import Events, Walk, sources
from appliance.chat.ports import Knowledge
from appliance.chat.triage.allergies.concern import Concern, concern
from appliance.chat.triage.allergies.vocabulary import LANGUAGES, vocabulary
from appliance.chat.words import say
from appliance.chat.writing.allergies.statements import Statements, statements
from appliance.contract.chat import ChatEvent, Delta, Form, Outcome, Rung, Sources
from appliance.contract.facts import PolicyKey
from appliance.contract.leads import FormKind
from appliance.contract.retrieval import Asked, FactAnswer, FoundPassage
from appliance.contract.triage import Topic
from appliance.inference.deadline import Deadline

# Among many rows of one table stand the legend and what the shop says of all.
LOOK_AT = 20
# The visitor's language and those most documents are in.
SPOKEN = 3
NOTHING: Sequence[FoundPassage] = ()


class Allergies:
    """Ends every such question: no table of products, no model and no answer told before speaks about them."""

    def __init__(self, knowledge: Knowledge, scribe: Scribe, limit: Deadline) -> None:
        self._knowledge = knowledge
        self._scribe = scribe
        self._limit = limit

    async def step(self, walk: Walk) -> Events:
        if walk.sure_topic is not Topic.ALLERGY:
            return
        about = concern(walk.asked)
        if about.reacted:
            yield Delta(text=say("allergy_reaction", walk.asked.language, phone=_phone(walk)))
            yield Form(kind=FormKind.CALL_BACK, question_id=walk.question.id)
            yield walk.done(Outcome.HANDED_OFF, Rung.LEAD_FORM)
            return
        with walk.watch.step("allergies"):
            found = await self._limit.within(lambda: self._search(walk, about)) or NOTHING
            said = statements(about, walk.asked.language, await self._tellable(walk, found))
            policy = await self._knowledge.policy(PolicyKey.ALLERGIES, walk.asked.language)
        for event in _answer(walk, said, policy):
            yield event

    async def _search(self, walk: Walk, about: Concern) -> list[FoundPassage]:
        """What is near the question, the thing among allergens, and allergens alone; each passage once."""
        language = walk.asked.language
        spoken = dict.fromkeys(one for one in (language, *walk.shop.languages) if one in LANGUAGES)
        alone = [Asked(vocabulary(one).search, one) for one in islice(spoken, SPOKEN)]
        of_thing = [Asked(f"{about.named} {one.text}", one.language) for one in alone if about.named]
        questions = (Asked(walk.asked.text, language), *of_thing, *alone)
        found = await asyncio.gather(*(self._knowledge.search(one, LOOK_AT) for one in questions))
        passages = (passage for one in found for passage in one.passages)
        return list({(one.document_id, one.position): one for one in passages}.values())

    async def _tellable(self, walk: Walk, passages: Sequence[FoundPassage]) -> list[FoundPassage]:
        language = walk.asked.language
        hosts = "\n".join(walk.shop.hosts)
        return [one for one in passages if await self._scribe.may_be_told(one.text, f"{one.text}\n{hosts}", language)]


def _answer(walk: Walk, said: Statements, policy: FactAnswer | None) -> Iterator[ChatEvent]:
    """What is written, if it settles the question; else that only people can, with what is written beside it."""
    language, shop, phone = walk.asked.language, walk.shop.name, _phone(walk)
    owners = (policy,) if policy else ()
    walk.told = said.all
    text = "\n".join(one.text for one in (*said.of_thing, *owners, *said.of_all))
    if said.sure:
        yield Delta(text=say("allergy_known", language, shop=shop, text=text, phone=phone))
    else:
        beside = say("allergy_documents", language, shop=shop, text=text)
        yield Delta(text="\n\n".join((say("allergy_unknown", language, phone=phone), *([beside] if text else ()))))
    if text:
        yield Sources(sources=tuple(dict.fromkeys((*sources(said.all).sources, *(one.source for one in owners)))))
    if said.sure:
        yield walk.done(Outcome.ANSWERED, Rung.EXTRACT)
    else:
        yield Form(question_id=walk.question.id)
        yield walk.done(Outcome.NOT_KNOWN, Rung.LEAD_FORM)


def _phone(walk: Walk) -> str:
    return f" ({walk.shop.phone})" if walk.shop.phone else ""
