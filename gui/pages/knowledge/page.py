"""Owns the page Knowledge: its tabs, and which section is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout
from typing_extensions import override

from appliance.contract.problems import Problem
from gui.pages.knowledge.documents import DocumentsSection
from gui.pages.knowledge.facts import FactsSection
from gui.pages.knowledge.products import ProductsSection
from gui.pages.knowledge.questions import GAPS_SHOWN, QuestionsSection
from gui.pages.knowledge.section import Section
from gui.pages.knowledge.website import WebsiteSection
from gui.pages.page import FOOT, MARGIN, SPACING, TOP, Around, Page
from gui.poll import Poll
from gui.translation import tr
from gui.widgets.section_tabs import SectionTabs
from gui.widgets.text import Text

if TYPE_CHECKING:
    from appliance.client import Client

NUMBERS_EVERY_MS = 10_000
SECTIONS: tuple[tuple[str, Callable[[], str], Callable[[Around], Section]], ...] = (
    ("documents", lambda: tr("Documents"), DocumentsSection),
    ("website", lambda: tr("Website"), WebsiteSection),
    ("facts", lambda: tr("Shop facts"), FactsSection),
    ("products", lambda: tr("Products"), ProductsSection),
    ("questions", lambda: tr("Questions"), QuestionsSection),
)


class KnowledgePage(Page):
    """A section is made when it is first opened, and asks the box only while it is shown."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, tr("Knowledge"))
        self.sections: dict[str, Section] = {}
        self.tabs = SectionTabs([(key, name()) for key, name, _ in SECTIONS], self._open, tr("Sections"), self)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, TOP, MARGIN, FOOT)
        column.setSpacing(SPACING)
        column.addWidget(Text(tr("Knowledge"), "title"))
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self._open(SECTIONS[0][0])
        self.poll(Poll(around.box, _numbers, self._tell, self._stay, NUMBERS_EVERY_MS, self))

    @override
    def arrive(self, looking_for: str = "", section: str = "") -> None:
        if looking_for or section:
            self.tabs.open(section or SECTIONS[0][0])
        current = self._stack.currentWidget()
        assert isinstance(current, Section)
        self.tabs.setFocus()
        current.arrive(looking_for)

    def _tell(self, numbers: Mapping[str, int]) -> None:
        for key, number in numbers.items():
            self.tabs.tell(key, number)

    def _stay(self, problem: Problem) -> None:
        """Keep the numbers that were heard last: the open section says by itself that the box does not answer."""

    def _open(self, key: str) -> None:
        if key not in self.sections:
            made = next(make for name, _, make in SECTIONS if name == key)(self.around)
            self.sections[key] = made
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self.sections[key])


def _numbers(client: Client) -> Mapping[str, int]:
    """How many things need the owner, by section."""
    return {"facts": len(client.fact_proposals()), "questions": len(client.gaps(limit=GAPS_SHOWN))}
