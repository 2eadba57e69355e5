"""The owner saves facts, goes back, confirms and dismisses what documents propose; documents follow the facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from appliance.contract.facts import FactFinding, Policy, PolicyKey, Price, ShopFacts
from appliance.contract.jobs import JobKind
from appliance.contract.knowledge import Document, DocumentState, IndexedDocument, Origin
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.jobs import JobQueue
from appliance.knowledge.documents.fact_files import FactFiles
from appliance.knowledge.documents.files import DocumentFiles
from appliance.knowledge.facts.editor import FactEditor
from appliance.knowledge.facts.proposals import Proposals
from appliance.knowledge.facts.store import KEPT, UNNAMED, FactStore
from appliance.knowledge.importers import SHOP_FACTS, importer_for
from tests.unit.knowledge.bag_of_words import indexed
from tests.unit.knowledge.conftest import Room

GIFTS = Policy(key=PolicyKey.GIFT_CARDS, text={"en": "They never expire."})
SHOP = ShopFacts(name="Garden", phone="+1 503 555 0100", policies=(GIFTS,))
PHONE = FactFinding(field="phone", value="+1 503 555 0199", quote="Call us on +1 503 555 0199.")
EMAIL = FactFinding(field="email", value="hello@garden.example", quote="E-mail: hello@garden.example")


@dataclass
class Clock:
    moment: datetime = field(default_factory=lambda: datetime(2026, 10, 7, 19, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.moment += timedelta(milliseconds=1)
        return self.moment


@dataclass
class Office:
    """An editor on a real room, with a worker that reads what was queued."""

    room: Room
    clock: Clock
    editor: FactEditor
    store: FactStore
    jobs: JobQueue

    async def documents(self) -> list[Document]:
        return [one for one in await self.room.catalogue.all() if one.origin is Origin.FACTS]

    async def read_all(self) -> None:
        while job := await self.jobs.claim((JobKind.READ_DOCUMENT,)):
            try:
                name, path = await self.room.catalogue.file_of(job.payload["document_id"])
            except Refused:
                continue  # removed while it waited
            read = indexed_facts(name, path.read_bytes())
            await self.room.catalogue.take_in(None, job.payload["document_id"], read)

    async def bring(self, name: str, *found: FactFinding) -> Document:
        read = indexed(name, f"What {name} says.").model_copy(update={"findings": found})
        return await self.room.add(f"{name}.md", read)


def indexed_facts(name: str, data: bytes) -> IndexedDocument:
    reading = importer_for(name)(data)
    return indexed(reading.title, *(f"{' '.join(block.heading)} {block.text} {block.also}" for block in reading.blocks))


@pytest.fixture
async def office(room: Room) -> Office:
    clock = Clock()
    store, jobs = FactStore(room.database, clock), JobQueue(room.database, clock)
    shelf = FactFiles(room.database, room.catalogue, DocumentFiles(room.home / "documents"), clock)
    return Office(room, clock, FactEditor(store, Proposals(room.database, clock), shelf, jobs, clock), store, jobs)


async def test_saved_facts_are_found_by_meaning_as_soon_as_they_are_read(office: Office) -> None:
    await office.editor.save(SHOP)
    [document] = await office.documents()
    assert (document.name, document.state) == (f"en{SHOP_FACTS}", DocumentState.WAITING)
    await office.read_all()
    assert await office.room.titles("does a voucher run out or expire?") == ["Shop facts"]
    assert [one.state for one in await office.documents()] == [DocumentState.READY]


async def test_facts_do_not_move_the_middle_around_which_documents_are_judged(office: Office) -> None:
    for number in range(30):
        await office.bring(f"Note {number}")
    before = office.room.index.middle
    await office.editor.save(SHOP)
    await office.read_all()
    after = office.room.index.middle
    assert before is not None
    assert after is not None
    assert np.array_equal(before, after)


async def test_a_fact_that_changed_is_not_quoted_any_more_from_that_moment(office: Office) -> None:
    await office.editor.save(SHOP)
    await office.read_all()
    await office.editor.save(SHOP.model_copy(update={"policies": (GIFTS.model_copy(update={"text": {"en": "New."}}),)}))
    assert await office.room.titles("does a voucher run out or expire?") == []


async def test_facts_that_change_nothing_in_the_documents_read_nothing_again(office: Office) -> None:
    await office.editor.save(SHOP)
    await office.read_all()
    before = await office.documents()
    await office.editor.save(SHOP.model_copy(update={"phone": "+1 503 555 0111"}))
    assert await office.documents() == before
    assert await office.jobs.claim((JobKind.READ_DOCUMENT,)) is None


async def test_facts_that_were_not_read_yet_are_queued_again(office: Office) -> None:
    await office.editor.save(SHOP)
    assert await office.jobs.claim((JobKind.READ_DOCUMENT,)) is not None  # a worker that died with it
    await office.editor.refresh()
    assert await office.jobs.claim((JobKind.READ_DOCUMENT,)) is not None


async def test_the_owner_cannot_remove_or_date_them_by_hand(office: Office) -> None:
    await office.editor.save(SHOP)
    [document] = await office.documents()
    for attempt in (
        office.room.catalogue.remove(document.id),
        office.room.catalogue.hold_until(document.id, date(2027, 1, 1)),
    ):
        with pytest.raises(Refused, match="These are your shop facts"):
            await attempt
    assert len(await office.documents()) == 1


async def test_what_expired_is_taken_out_by_the_daily_job(office: Office) -> None:
    sale = Price(item={"en": "Spring sale"}, amount=Decimal("5"), expires_on=date(2026, 10, 8))
    await office.editor.save(SHOP.model_copy(update={"prices": (sale,)}))
    assert [one.expires_on for one in await office.documents()].count("2026-10-08") == 1
    office.clock.moment += timedelta(days=2)
    await office.editor.refresh()
    assert [one.expires_on for one in await office.documents()] == [None]
    assert [(one.name, one.days) for one in await office.editor.expiring()] == [("Spring sale", -1)]


async def test_every_change_can_be_gone_back_step_by_step(office: Office) -> None:
    for name in ("First", "Second", "Third"):
        await office.editor.save(ShopFacts(name=name))
    assert [(await office.editor.undo()).name for _ in range(2)] == ["Second", "First"]
    with pytest.raises(Refused) as refusal:
        await office.editor.undo()
    assert refusal.value.code is ErrorCode.NOT_FOUND
    assert (await FactStore(office.room.database, office.clock).read()).name == "First"


async def test_twenty_states_are_kept_and_the_same_facts_make_none(office: Office) -> None:
    for number in range(KEPT + 5):
        await office.editor.save(ShopFacts(name=f"Shop {number}"))
        await office.editor.save(ShopFacts(name=f"Shop {number}"))
    gone_back = [(await office.editor.undo()).name for _ in range(KEPT)]
    assert gone_back == [f"Shop {number}" for number in range(KEPT + 3, 3, -1)]
    with pytest.raises(Refused):
        await office.editor.undo()


async def test_the_documents_follow_when_a_change_is_undone(office: Office) -> None:
    await office.editor.save(SHOP)
    await office.editor.save(ShopFacts(name="Bare"))
    assert await office.documents() == []
    await office.editor.undo()
    await office.read_all()
    assert await office.room.titles("does a voucher run out or expire?") == ["Shop facts"]


async def test_a_document_proposes_what_the_facts_do_not_say(office: Office) -> None:
    await office.editor.save(SHOP)
    await office.bring("Contact", EMAIL, PHONE, FactFinding(field="name", value="garden", quote="Garden"))
    told = [(one.field, one.contradicts, one.document) for one in await office.editor.proposals()]
    assert told == [("phone", "+1 503 555 0100", "Contact"), ("email", None, "Contact")]


async def test_confirming_takes_it_into_the_facts_and_undo_takes_it_out(office: Office) -> None:
    await office.editor.save(SHOP)
    await office.bring("Contact", EMAIL)
    [proposal] = await office.editor.proposals()
    assert (await office.editor.confirm(proposal.id)).email == "hello@garden.example"
    assert await office.editor.proposals() == []
    assert (await office.editor.undo()).email is None
    assert [one.id for one in await office.editor.proposals()] == [proposal.id]


async def test_what_was_turned_down_never_comes_back_whoever_says_it(office: Office) -> None:
    document = await office.bring("Contact", EMAIL)
    [proposal] = await office.editor.proposals()
    await office.editor.dismiss(proposal.id)
    await office.room.catalogue.remove(document.id)
    await office.bring("Imprint", EMAIL)
    assert await office.editor.proposals() == []
    [turned_down] = await office.editor.proposals(dismissed=True)
    await office.editor.reopen(turned_down.id)
    assert [one.document for one in await office.editor.proposals()] == ["Imprint"]


async def test_the_same_proposal_of_two_documents_is_shown_once(office: Office) -> None:
    await office.bring("Contact", EMAIL, EMAIL)
    await office.bring("Imprint", EMAIL)
    assert [one.value for one in await office.editor.proposals()] == ["hello@garden.example"]


async def test_proposals_go_with_their_document_and_change_with_it(office: Office) -> None:
    document = await office.bring("Contact", EMAIL, PHONE)
    read_again = indexed("Contact", "Other words.").model_copy(update={"findings": (PHONE,)})
    await office.room.catalogue.take_in(None, document.id, read_again)
    assert [one.field for one in await office.editor.proposals()] == ["phone"]
    await office.room.catalogue.remove(document.id)
    assert await office.editor.proposals() == []


async def test_what_is_over_or_does_not_fit_is_not_proposed(office: Office) -> None:
    past = FactFinding(field="special_days", value=[{"date": "2026-10-06"}], quote="closed")
    odd = FactFinding(field="hours", value=[{"day": "funday"}], quote="open")
    gone = FactFinding(field="shoe_size", value=42, quote="42")
    await office.bring("Old", past, odd, gone)
    assert await office.editor.proposals() == []


async def test_a_proposal_that_cannot_be_taken_in_is_refused_and_the_facts_stay(office: Office) -> None:
    await office.editor.save(SHOP)
    await office.bring("Map", FactFinding(field="map_url", value="https://maps.example/a b", quote="map"))
    [proposal] = await office.editor.proposals()
    with pytest.raises(Refused) as refusal:
        await office.editor.confirm(proposal.id)
    assert refusal.value.code is ErrorCode.BAD_INPUT
    assert await office.store.read() == SHOP


@pytest.mark.parametrize("act", ["confirm", "dismiss", "reopen"])
async def test_a_proposal_that_is_gone_is_named(office: Office, act: str) -> None:
    with pytest.raises(Refused) as refusal:
        await getattr(office.editor, act)("fact_none")
    assert refusal.value.code is ErrorCode.NOT_FOUND


async def test_a_new_shop_has_no_facts_and_nothing_to_go_back_to(office: Office) -> None:
    assert await office.store.read() == UNNAMED
    assert await office.editor.expiring() == []
    with pytest.raises(Refused):
        await office.editor.undo()
