"""Owns facts that documents propose, in words: what would hold, what holds instead, and the quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from appliance.contract.facts import FactProposal, ShopFacts
from gui.presenters.facts import all_lines
from gui.translation import tr


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One row. `instead` says what the facts hold now, empty when they hold nothing."""

    id: str
    name: str
    words: str
    quote: str
    instead: str


def proposal_views(proposals: Sequence[FactProposal], facts: ShopFacts, today: date) -> tuple[ProposalView, ...]:
    return tuple(_view(proposal, facts, today) for proposal in proposals)


def _view(proposal: FactProposal, facts: ShopFacts, today: date) -> ProposalView:
    held = proposal.contradicts
    return ProposalView(
        id=proposal.id,
        name=_field(proposal.field),
        words=_words(proposal.field, proposal.value, facts, today),
        quote=tr("“{quote}” in “{document}”").format(
            quote=" ".join(proposal.quote.split()), document=proposal.document
        ),
        instead=tr("Now: {words}").format(words=_words(proposal.field, held, facts, today)) if held else "",
    )


def _words(field: str, value: Any, facts: ShopFacts, today: date) -> str:
    """The value as the facts would show it."""
    bare = {"name": facts.name, "currency": facts.currency, "languages": facts.languages}
    try:
        lines = all_lines(ShopFacts.model_validate(bare | {field: value}), today)
    except ValidationError:
        return str(value)
    if field in ("hours", "special_days", "prices", "policies", "custom"):
        return "; ".join(f"{line.name}: {line.words}" for line in lines)
    return lines[0].words if lines else str(value)


def _field(field: str) -> str:
    return {
        "name": tr("Name of the shop"),
        "hours": tr("Opening hours"),
        "special_days": tr("Special days"),
        "address": tr("Address"),
        "map_url": tr("Map"),
        "phone": tr("Phone"),
        "email": tr("E-mail"),
        "website": tr("Website"),
        "currency": tr("Currency"),
        "service_area": tr("Delivers to"),
        "prices": tr("Price"),
        "policies": tr("Policy"),
    }.get(field, field)
