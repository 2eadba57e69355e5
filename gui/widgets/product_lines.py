"""Owns the products under an answer: a line each, its name a link to its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtWidgets import QWidget

from gui.presenters.asking import CardView
from gui.translation import tr
from gui.widgets.linked_text import LinkedText, link


class ProductLines(LinkedText):
    """`Beanie · $18 instead of $20 · in stock`; `open_page` gets the web address behind a name."""

    def __init__(self, open_page: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(open_page, parent=parent)
        self.setAccessibleName(tr("Products"))

    def present(self, cards: Sequence[CardView]) -> None:
        rich = "<br>".join(_joined(link(at, card.name, card.opens), escape(card.line)) for at, card in enumerate(cards))
        plain = "\n".join(_joined(card.name, card.line) for card in cards)
        self.show_linked(rich, plain, [card.opens for card in cards])
        self.setAccessibleName(tr("Products: {lines}").format(lines=plain) if plain else tr("Products"))


def _joined(name: str, line: str) -> str:
    return " · ".join(part for part in (name, line) if part)
