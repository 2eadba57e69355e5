"""Owns the line of sources under an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtWidgets import QWidget

from gui.presenters.asking import SourceView
from gui.translation import tr
from gui.widgets.linked_text import LinkedText, link


class SourcesLine(LinkedText):
    """`from “Services & prices”, Collection · “Warranty”`; `open_source` gets what a link opens."""

    def __init__(self, open_source: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(open_source, "soft", parent)
        self.setAccessibleName(tr("Sources"))

    def present(self, sources: Sequence[SourceView]) -> None:
        rich = _line([link(at, f"“{s.title}”", s.opens) + escape(_place(s)) for at, s in enumerate(sources)])
        plain = _line([f"“{source.title}”{_place(source)}" for source in sources])
        self.show_linked(rich, plain, [source.opens for source in sources])
        self.setAccessibleName(plain or tr("Sources"))


def _line(parts: Sequence[str]) -> str:
    return tr("from {sources}").format(sources=" · ".join(parts)) if parts else ""


def _place(source: SourceView) -> str:
    return f", {source.place}" if source.place else ""
