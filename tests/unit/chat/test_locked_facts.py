"""A written sentence that a typed fact contradicts is not shown, though a document says so too."""

from __future__ import annotations

from appliance.contract.chat import Outcome, Rung
from tests.unit.chat.played import Knowledge, Model, done, told, walk

WRITTEN = ("Helmets are included. ", "The deposit for a city bike is $200. ", "It is released within 3 days. ")


async def test_the_answer_ends_before_the_sentence_that_facts_contradict() -> None:
    knowledge = Knowledge()
    knowledge.objects_to = "$200"
    events = await walk(Model(*WRITTEN), knowledge)
    assert told(events) == "Helmets are included."
    assert (done(events).rung, done(events).outcome) == (Rung.GENERATED, Outcome.ANSWERED)


async def test_when_the_first_sentence_contradicts_them_the_documents_are_quoted() -> None:
    knowledge = Knowledge()
    knowledge.objects_to = "Helmets"
    assert done(await walk(Model(*WRITTEN), knowledge)).rung is Rung.EXTRACT


async def test_facts_that_do_not_object_change_nothing() -> None:
    assert done(await walk(Model(*WRITTEN))).rung is Rung.GENERATED
