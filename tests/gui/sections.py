"""Owns opening a section of Knowledge, as the owner does with a click on its tab."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.pages.knowledge import KnowledgePage
from gui.pages.knowledge.section import Section

S = TypeVar("S", bound=Section)
D = TypeVar("D", bound=QDialog)


def open_section(qtbot: QtBot, window: MainWindow, key: str, kind: type[S]) -> S:
    """Open the page and its section, and wait until the box was heard there."""
    window.go("knowledge")
    page = window.pages["knowledge"]
    assert isinstance(page, KnowledgePage)
    page.tabs.open(key)
    section = page.sections[key]
    assert isinstance(section, kind)
    qtbot.waitUntil(lambda: section.line.text() != "" or section.note.isVisible())
    return section


def dialog(owner: QWidget, kind: type[D]) -> D:
    """The dialog that stands open there."""
    found = [one for one in owner.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]
