"""Owns the section Shop facts: what is answered first, and what documents propose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from appliance.contract.facts import FactProposal, ShopFacts
from gui.pages.knowledge.section import Section
from gui.pages.page import Around, scrolling
from gui.presenters import facts
from gui.presenters.facts import FactGroup
from gui.presenters.proposals import ProposalView, proposal_views
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.card import Card
from gui.widgets.fact_rows import FactCard, ProposalRow
from gui.widgets.keyed_rows import KeyedRows

if TYPE_CHECKING:
    from appliance.client import Client

EVERY_MS = 5_000


@dataclass(frozen=True, slots=True)
class Knows:
    """What the section asks for in one go, put into words beside the window."""

    groups: tuple[FactGroup, ...]
    proposals: tuple[ProposalView, ...]


class FactsSection(Section):
    """Facts are shown as they stand; what documents propose is confirmed or dismissed one by one."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, tr("Shop facts"))
        self.cards: dict[str, FactCard] = {}
        self.proposals: KeyedRows[ProposalView] = KeyedRows(
            lambda: ProposalRow(self._confirm, self._dismiss),
            tr("Nothing new was found in your documents. What they state about your shop is proposed here."),
        )
        self._column = scrolling(self, (0, 0, 8, 0))
        found = Card(tr("Found in your documents"))
        found.column.addWidget(self.proposals)
        self.undo = button(tr("Undo"), self._undo, description=tr("Takes back what was changed last in your facts."))
        self._column.addLayout(self.head(self.undo))
        self._column.addWidget(self.note)
        self._column.addWidget(found)
        self._column.addStretch(1)
        self._poll = self.watch(self._ask_all, self._take, EVERY_MS)

    def _ask_all(self, client: Client) -> Knows:
        known = client.facts()
        today = self.around.now().astimezone(ZoneInfo(known.timezone)).date()
        return Knows(facts.fact_groups(known, today), _proposed(client, known, today))

    def _take(self, knows: Knows) -> None:
        self.line.say(facts.summary(knows.groups))
        self.proposals.present(knows.proposals)
        for group in knows.groups:
            if group.heading not in self.cards:
                card = self.cards[group.heading] = FactCard(group)
                self._column.insertWidget(self._column.count() - 1, card)
            self.cards[group.heading].present(group)
        headings = {group.heading for group in knows.groups}
        for heading, card in self.cards.items():
            card.setVisible(heading in headings)

    def _confirm(self, proposal_id: str) -> None:
        def done(_facts: ShopFacts) -> None:
            self.around.toast(tr("Visitors are told so from now on"))
            self._poll.now()

        self.ask(lambda client: client.confirm_fact(proposal_id), done)

    def _undo(self) -> None:
        def done(_facts: ShopFacts) -> None:
            self.around.toast(tr("Taken back"))
            self._poll.now()

        self.ask(lambda client: client.undo_facts(), done)

    def _dismiss(self, proposal_id: str) -> None:
        def done(_none: None) -> None:
            self.around.toast(tr("It will not be proposed again"))
            self._poll.now()

        self.ask(lambda client: client.dismiss_fact(proposal_id), done)


def _proposed(client: Client, known: ShopFacts, today: date) -> tuple[ProposalView, ...]:
    proposals: list[FactProposal] = client.fact_proposals()
    return proposal_views(proposals, known, today)
