"""Owns the section Products: what the documents say the shop sells, found by words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from gui.pages.knowledge.section import Section
from gui.pages.page import SPACING, Around
from gui.presenters import products
from gui.presenters.products import ProductView
from gui.translation import tr
from gui.widgets.find_field import FindField
from gui.widgets.products_table import ProductsTable
from gui.widgets.text import Text

if TYPE_CHECKING:
    from appliance.client import Client

EVERY_MS = 5_000
SHOWN_MAX = 200
# Long enough for the next letter, too short to be waited for.
TYPING_MS = 250


@dataclass(frozen=True, slots=True)
class Knows:
    """What was found for which words, and how many products there are in all."""

    words: str
    known: int
    views: tuple[ProductView, ...]


class ProductsSection(Section):
    """The box looks for the words; the table sorts what it brought."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, tr("Products"))
        self._words = ""
        self.search = FindField(tr("Find a product"))
        self.table = ProductsTable()
        self.empty = Text(
            tr("No products yet. Add a product list to Documents, as a table or as your web shop exports it."), "soft"
        )
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addLayout(self.head())
        column.addWidget(self.note)
        column.addWidget(self.search)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        for widget in (self.search, self.table, self.empty):
            widget.hide()
        self._poll = self.watch(self._ask_all, self._take, EVERY_MS)
        self._typing.timeout.connect(self._poll.now)
        self.search.textChanged.connect(self._look_for)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    @override
    def arrive(self, looking_for: str = "", section: str = "") -> None:
        self.search.setText(looking_for)
        self.search.setFocus()

    def _look_for(self, words: str) -> None:
        self._words = words.strip()
        self._typing.start()

    def _ask_all(self, client: Client) -> Knows:
        words = self._words
        views = products.product_views(client.products(words, limit=SHOWN_MAX), client.facts().currency)
        return Knows(words, client.knowledge().products, views)

    def _take(self, knows: Knows) -> None:
        if knows.words != self._words:
            return
        self.line.say(products.summary(knows.known, len(knows.views), knows.words))
        for widget in (self.search, self.table):
            widget.setVisible(knows.known > 0)
        self.empty.setVisible(not knows.known)
        self.table.present(knows.views)
