"""Owns the line of sources under an answer: each a link, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.presenters.asking import SourceView
from gui.translation import tr
from gui.widgets.text import Text


class SourcesLine(Text):
    """`from “Services & prices”, Collection · “Warranty”`; `open_source` gets what a link opens."""

    def __init__(self, open_source: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(look="soft", parent=parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setAccessibleName(tr("Sources"))
        self._plain = ""
        self._opens: list[str] = []
        self.linkActivated.connect(lambda at: open_source(self._opens[int(at)]))

    def present(self, sources: Sequence[SourceView]) -> None:
        self._opens = [source.opens for source in sources]
        self._plain = _line([f"“{s.title}”{_place(s)}" for s in sources])
        # Titles come from documents: escaped, so that they stay words.
        self.say(_line([_link(at, source) for at, source in enumerate(sources)]))
        self.setVisible(bool(sources))
        self.setAccessibleName(self._plain or tr("Sources"))

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


def _line(parts: Sequence[str]) -> str:
    return tr("from {sources}").format(sources=" · ".join(parts)) if parts else ""


def _place(source: SourceView) -> str:
    return f", {source.place}" if source.place else ""


def _link(at: int, source: SourceView) -> str:
    title = f"“{escape(source.title)}”"
    named = f'<a href="{at}">{title}</a>' if source.opens else title
    return named + escape(_place(source))
