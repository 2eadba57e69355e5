"""Owns a lead in words: who, how to reach them, what they asked and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from appliance.contract.leads import Lead
from gui.presenters import moments
from gui.translation import tr


@dataclass(frozen=True, slots=True)
class LeadView:
    name: str
    contact: str
    question: str
    left_exactly: str


def lead_views(leads: Sequence[Lead], now: datetime) -> tuple[LeadView, ...]:
    return tuple(_view(lead, now) for lead in leads)


def _view(lead: Lead, now: datetime) -> LeadView:
    left_at = moments.parse(lead.left_at)
    question = tr("“{question}” · {when}").format(question=lead.question, when=moments.ago(left_at, now))
    contact = " · ".join(way for way in (lead.phone, lead.email) if way)
    return LeadView(lead.name, contact, question, moments.exact(left_at, now))
