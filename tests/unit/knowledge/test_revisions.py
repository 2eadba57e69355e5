"""Whatever changes what the shop knows is counted, with the document it concerns."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from appliance.contract.facts import ShopFacts
from appliance.contract.teaching import AnswerRequest
from appliance.knowledge.facts.store import FactStore
from appliance.knowledge.index.centre import Centre
from appliance.knowledge.revisions import EXPIRED, Revisions
from appliance.wiring.teaching import teaching
from tests.unit.knowledge.bag_of_words import indexed
from tests.unit.knowledge.conftest import Room, now


def revisions(room: Room) -> Revisions:
    return Revisions(room.database, FactStore(room.database, now), now)


async def test_a_new_a_changed_and_a_removed_document_count_each_time(room: Room) -> None:
    watched = revisions(room)
    before = await watched.versions()
    gifts = await room.add("gifts.md", indexed("Gift cards", "Gift cards never expire."))
    await room.add("tires.md", indexed("Tires", "We take old tires."))
    added = await watched.versions()
    assert added.knowledge > before.knowledge
    await room.add("gifts.md", indexed("Gift cards", "Gift cards expire."))  # the same content: nothing new
    assert await watched.versions() == added
    await room.catalogue.add("gifts.md", b"Gift cards expire after 2 years.")
    changed = await watched.changed(added)
    assert list(changed) == [gifts.id]
    replaced = await watched.versions()
    await room.catalogue.remove(gifts.id)
    assert list(await watched.changed(replaced)) == [gifts.id]


async def test_a_document_counts_when_its_last_day_is_set_and_again_when_that_is_over(room: Room) -> None:
    gifts = await room.add("gifts.md", indexed("Gift cards", "Gift cards never expire."))
    moment = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)
    watched = Revisions(room.database, FactStore(room.database, now), lambda: moment)
    before = await watched.versions()
    await room.catalogue.hold_until(gifts.id, date(2026, 10, 8))
    assert list(await watched.changed(before)) == [gifts.id]
    held = await watched.versions()
    assert await watched.changed(held) == {}
    moment += timedelta(days=2)
    assert await watched.changed(held) == {gifts.id: EXPIRED}
    assert (await watched.versions()).day == date(2026, 10, 9)


async def test_a_taught_answer_and_another_index_count_too(room: Room) -> None:
    store = FactStore(room.database, now)
    watched, taught = revisions(room), teaching(room.database, store, room.embedder, Centre(room.embedder), now)
    before = await watched.versions()
    await taught.answers.teach(AnswerRequest(questions=("Do you rent tandems?",), text="Yes, two of them."), by="owner")
    assert list(await watched.changed(before)) == ["answers"]
    learnt = await watched.versions()
    await room.index.activate(await room.index.begin())
    assert list(await watched.changed(learnt)) == ["index"]


async def test_other_facts_are_another_version_and_going_back_is_the_old_one(room: Room) -> None:
    store = FactStore(room.database, now)
    watched = Revisions(room.database, store, now)
    await store.write(ShopFacts(name="Maple"))
    first = (await watched.versions()).facts
    await store.write(ShopFacts(name="Oak"))
    assert (await watched.versions()).facts != first
    await store.undo()
    assert (await watched.versions()).facts == first
    assert (await revisions(room).versions()).facts == first  # after a restart too
