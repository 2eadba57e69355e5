"""Owns that documents which disagree are told so, both sides with their sources, and no model smooths it over."""

from __future__ import annotations

from appliance.contract.chat import Outcome, Rung, Sources
from appliance.contract.retrieval import Found, Trust
from tests.unit.chat.played import Knowledge, Model, done, passage, told, walk

OLD = passage("The deposit for a city bike is $150.", "Rental terms of spring", "Rental terms of spring", "Deposit")
NEW = passage("The deposit for a city bike is $200.", "Rental terms", "Rental terms", "Deposit")


async def test_both_sides_are_told_with_their_sources() -> None:
    model = Model("The deposit for a city bike is $200.")
    events = await walk(model, Knowledge(Found((NEW, OLD), Trust.SURE)), "What is the deposit for a city bike?")
    assert "$150" in told(events)
    assert "$200" in told(events)
    assert Sources(sources=(NEW.source(), OLD.source())) in events
    assert (done(events).outcome, done(events).rung) == (Outcome.ANSWERED, Rung.EXTRACT)
    assert model.prompts == []


async def test_a_side_that_the_typed_facts_deny_is_no_side() -> None:
    knowledge = Knowledge(Found((NEW, OLD), Trust.SURE))
    knowledge.objects_to = "$150"
    events = await walk(Model(), knowledge, "What is the deposit for a city bike?")
    assert "$200" in told(events)
    assert "$150" not in told(events)
