"""Owns words of which some are links, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.widgets.text import Text


class LinkedText(Text):
    """Rich text made by us alone; `open_link` gets what the followed link opens."""

    def __init__(self, open_link: Callable[[str], None], look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look=look, parent=parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._plain = ""
        self._opens: Sequence[str] = ()
        self.linkActivated.connect(lambda at: open_link(self._opens[int(at)]))

    def show_linked(self, rich: str, plain: str, opens: Sequence[str]) -> None:
        """Links in `rich` are made by `link`; `opens` holds what each opens, `plain` the same words bare."""
        self._plain, self._opens = plain, opens
        self.say(rich)
        self.setVisible(bool(plain))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            # A link keeps the colour it had when it was set.
            words = self.text()
            self.setText("")
            self.setText(words)

    @override
    def plain(self) -> str:
        return self._plain


def link(at: int, words: str, opens: str) -> str:
    """Words come from documents and feeds: escaped, so that they stay words. Without an address no link."""
    return f'<a href="{at}">{escape(words)}</a>' if opens else escape(words)
