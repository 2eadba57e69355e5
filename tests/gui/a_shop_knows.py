"""Owns what the played box knows beyond its documents: imports, website, facts, products, questions."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from appliance.contract.facts import FactProposal, Policy, PolicyKey, Price, ShopFacts
from appliance.contract.imports import Import, ImportItem, ItemState
from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.opening import OpeningHours, SpecialDay, Weekday
from appliance.contract.products import KnownProduct, Product, Variant
from appliance.contract.teaching import AnswerState, ApprovedAnswer, Gap, GapReason, TaughtQuestion
from appliance.contract.website import Change, ChangedPage, SkippedPage, Website, WebsiteReading

MORNING = "2026-11-21T16:40:00.000+00:00"


def batch(
    states: dict[ItemState, int],
    job: JobState | None = JobState.SUCCEEDED,
    name: str = "Spring",
    problems: tuple[tuple[str, str], ...] = (),
    created_at: str = MORNING,
) -> Import:
    """An import as the box reports it; `job` is None while nobody started it."""
    items = (ImportItem(name=one, state=ItemState.UNREADABLE, problem=why) for one, why in problems)
    reading = Job(
        id="j_import", kind=JobKind.READ_IMPORT, state=job or JobState.QUEUED, subject=name, done=0,
        total=sum(states.values()), created_at=created_at, finished_at=created_at,
    )  # fmt: skip
    return Import(
        id="imp_1", name=name, created_at=created_at, files=sum(states.values()), states=states,
        problems=tuple(items), job=reading if job else None,
    )  # fmt: skip


def website() -> Website:
    pages = (
        ChangedPage(url="https://maplestreetbikes.example/rental", title="Rental", change=Change.CHANGED),
        ChangedPage(url="https://maplestreetbikes.example/e-bikes", title="E-bikes", change=Change.NEW),
        ChangedPage(url="https://maplestreetbikes.example/summer", title="Summer sale", change=Change.GONE),
    )
    skipped = (SkippedPage(url="https://maplestreetbikes.example/blog?page=9", why="answered 500"),)
    last = WebsiteReading(
        finished_at=MORNING, pages=14, words="1 page new, 1 changed, 1 gone", changes=pages, skipped=skipped
    )
    return Website(address="https://maplestreetbikes.example", can_undo=True, last=last)


def facts() -> ShopFacts:
    long = (Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY)
    hours = [OpeningHours(day=day, opens=time(10), closes=time(19)) for day in long]
    hours += [OpeningHours(day=day, opens=time(10), closes=time(18)) for day in (Weekday.FRIDAY, Weekday.SATURDAY)]
    tune_up = Price(
        item={"en": "Full tune-up"}, amount=Decimal(140), note={"en": "Parts are extra."}, expires_on=date(2026, 11, 30)
    )
    wheel = Price(
        item={"en": "Wheel truing"},
        amount=Decimal("24.50"),
        unit={"en": "per wheel"},
        expires_on=date(2026, 10, 31),
    )
    return ShopFacts(
        name="Maple Street Bikes",
        timezone="America/Los_Angeles",
        hours=tuple(hours),
        special_days=(SpecialDay(date=date(2026, 11, 26), name={"en": "Thanksgiving"}),),
        address="1420 SE Maple Street, Portland, OR 97214",
        phone="+1 503 555 0142",
        prices=(tune_up, wheel),
        policies=(Policy(key=PolicyKey.RETURNS, text={"en": "30 days, unused, with the receipt."}),),
    )


def proposals() -> list[FactProposal]:
    where = {"document_id": "d_1", "document": "Services & prices"}
    phone = FactProposal(
        id="fact_1", field="phone", value="+1 503 555 0199", quote="Call us:\n503 555 0199",
        contradicts="+1 503 555 0142", **where,
    )  # fmt: skip
    price = {"item": {"en": "Flat fix"}, "amount": "22.00"}
    return [
        phone,
        FactProposal(id="fact_2", field="prices", value=[price], quote="Flat fix, tube included: $22", **where),
    ]


def products() -> list[KnownProduct]:
    beanie = Product(
        key="beanie", name="Wool beanie", currency="USD", brand="Cascade",
        variants=(
            Variant(name="S", price=Decimal(18), stock=3),
            Variant(name="L", price=Decimal(20), stock=0),
        ),
    )  # fmt: skip
    lock = Product(
        key="lock", name="Folding lock", currency="USD", variants=(Variant(price=Decimal(79), in_stock=False),)
    )
    return [KnownProduct(document_id="d_1", document="Shop export", product=one) for one in (beanie, lock)]


def gap(gap_id: str, question: str, conversations: int = 1, others: tuple[str, ...] = ()) -> Gap:
    return Gap(
        id=gap_id,
        question=question,
        questions=(question, *others),
        conversations=conversations,
        languages=("en",),
        reasons=(GapReason.NOT_KNOWN,),
        first_seen=MORNING,
        last_seen=MORNING,
        dismissed=False,
    )


def taught(
    answer_id: str, question: str, text: str, state: AnswerState = AnswerState.IN_FORCE, last: date | None = None
) -> ApprovedAnswer:
    return ApprovedAnswer(
        id=answer_id,
        state=state,
        questions=(TaughtQuestion(question=question, language="en", by_meaning=True),),
        text=text,
        texts={},
        languages=("en",),
        expires_on=last,
        gap_id=None,
        version=1,
        changed_by="owner",
        changed_at=MORNING,
    )
