"""Owns what the panel's tests share: Qt without a screen, a box that is played, a window."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from appliance.client import Client
from gui.background import Background
from gui.box import Box
from gui.main_window import MainWindow
from gui.theme.look import Choice, Look
from tests.gui.fake_client import FakeClient

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("America/Los_Angeles"))


@pytest.fixture
def client() -> FakeClient:
    return FakeClient()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(qapp, Choice.LIGHT)


@pytest.fixture
def box(client: FakeClient) -> Iterator[Box]:
    result = Box(Background(), connect=lambda: cast(Client, client))
    yield result
    client.let_go()
    result.close()


OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, look: Look, box: Box) -> OpenWindow:
    """Opens the window as app.main does, but for the played box, at half past nine on a Saturday."""

    def open_it() -> MainWindow:
        window = MainWindow(box, look, now=lambda: NOW)
        qtbot.addWidget(window)
        window.show()
        return window

    return open_it
