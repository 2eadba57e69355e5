"""Owns a lead in words: who, how to reach them, what they wish for, what they asked and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from appliance.contract.leads import BookingWish, FormKind, Lead
from gui.presenters import moments
from gui.translation import counted, tr


@dataclass(frozen=True, slots=True)
class LeadView:
    name: str
    contact: str
    wish: str
    question: str
    left_exactly: str


def lead_views(leads: Sequence[Lead], now: datetime) -> tuple[LeadView, ...]:
    return tuple(_view(lead, now) for lead in leads)


def _view(lead: Lead, now: datetime) -> LeadView:
    left_at = moments.parse(lead.left_at)
    question = tr("“{question}” · {when}").format(question=lead.question, when=moments.ago(left_at, now))
    contact = " · ".join(way for way in (lead.phone, lead.email) if way)
    return LeadView(lead.name, contact, _wish(lead), question, moments.exact(left_at, now))


def _wish(lead: Lead) -> str:
    """What is wished for beyond a reply, and anything else the visitor wrote; empty when nothing."""
    wishes = {FormKind.CALL_BACK: tr("Would like to be called."), FormKind.EMAIL_ANSWER: tr("Waits for an e-mail.")}
    said = _booking(lead.booking) if lead.booking else wishes.get(lead.kind, "")
    return "\n".join(part for part in (said, lead.note) if part)


def _booking(wish: BookingWish) -> str:
    when = tr("Would like to come on {day} at {time}.").format(
        day=f"{moments.weekday(wish.date)} {moments.day(wish.date)}", time=moments.clock(wish.time)
    )
    people = counted(wish.people, tr("1 person."), tr("{n} people.")) if wish.people else ""
    closed = tr("The shop is closed then.") if wish.open is False else ""
    return " ".join(part for part in (when, people, closed) if part)
