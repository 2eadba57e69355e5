"""Owns the panel on a real box: its own process would do the same, with a window."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from appliance.client import Client
from appliance.contract.ports import url
from gui.background import Background
from gui.box import Box as PanelBox
from gui.main_window import MainWindow
from gui.pages.try_it import TryItPage
from gui.theme.look import Choice, Look
from gui.widgets.bubble import AnswerBubble
from tests.whole.box import Box


@pytest.fixture
def window(demo_box: Box, qtbot: QtBot) -> Iterator[MainWindow]:
    token = (demo_box.home / "run/token").read_text(encoding="utf-8").strip()
    panel = PanelBox(Background(), lambda: Client(url(demo_box.ports.private), token))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    shown = MainWindow(panel, Look(app, Choice.LIGHT), keep_choice=lambda choice: None)
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    panel.close()


def test_the_owner_asks_in_the_panel_and_reads_the_answer_with_its_source(window: MainWindow, qtbot: QtBot) -> None:
    window.go("try_it")
    page = window.pages["try_it"]
    assert isinstance(page, TryItPage)
    page.composer.field.setText("Do you service Shimano e-bikes?")
    QTest.keyClick(page.composer.field, Qt.Key.Key_Return)
    bubble = page.talk.bubbles[-1]
    assert isinstance(bubble, AnswerBubble)
    qtbot.waitUntil(lambda: bubble.sources.plain() != "", timeout=30_000)
    assert "Shimano STEPS" in bubble.words.text()
    assert "E-bike service" in bubble.sources.plain()
