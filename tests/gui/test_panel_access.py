"""Owns the promise that everything works by keyboard and is read aloud, in both looks."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from appliance.contract.handoff import HandOffState, Speaker
from appliance.contract.imports import ItemState
from appliance.contract.jobs import JobState
from appliance.contract.knowledge import DocumentState
from gui.main_window import MainWindow
from gui.pages.knowledge.page import SECTIONS
from gui.pages.knowledge.section import Section
from gui.theme.look import Choice, Look
from tests.gui import a_shop, a_shop_knows
from tests.gui.conftest import OpenWindow
from tests.gui.fake_client import FakeClient
from tests.gui.fake_talks import hand_off

TARGET_PX = 40
TEXT_PX = 14
SECTIONS_OPEN = [("knowledge", key) for key, _, _ in SECTIONS]
PLACES = [("home", ""), ("conversations", ""), *SECTIONS_OPEN, ("try_it", "")]
INTERACTIVE = (QAbstractButton, QLineEdit, QTableView)


def heard(section: Section) -> bool:
    return section.line.text() != ""


@pytest.fixture
def full_window(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> MainWindow:
    """Every page open and filled: needs, work under way, a problem, an answer with sources."""
    client.now_status = a_shop.status(leads=1, not_known=1)
    client.now_leads = [a_shop.lead()]
    client.now_hand_offs = [hand_off("c_9", HandOffState.TALKING, "Ana")]
    client.hear(Speaker.PERSON, "Good morning.")
    client.now_documents.append(a_shop.document("scan.pdf", DocumentState.UNREADABLE, 0, "It is locked."))
    client.now_jobs = [a_shop.job("j", "prices.md", JobState.RUNNING, 1, 4)]
    client.now_import = a_shop_knows.batch({ItemState.READ: 2, ItemState.WAITING: 1}, JobState.CANCELLED)
    client.now_website = a_shop_knows.website()
    client.now_proposals = a_shop_knows.proposals()
    client.now_products = a_shop_knows.products()
    client.now_gaps = [a_shop_knows.gap("g_1", "Do you repair carbon?", 4)]
    client.now_answers = [a_shop_knows.taught("a_1", "Do you rent child seats?", "Yes, $5 a day.")]
    window = open_window()
    for key, section in PLACES:
        window.go(key, "", section)
    page = window.pages["try_it"]
    page.example.click()  # type: ignore[attr-defined]
    for key, section in SECTIONS_OPEN:
        window.go(key, "", section)
        shown = window.pages[key].sections[section]  # type: ignore[attr-defined]
        qtbot.waitUntil(partial(heard, shown))
    window.go("knowledge", "", "documents")
    documents = window.pages["knowledge"].sections["documents"]  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: documents.importing.work.isVisible())
    documents.table.selectRow(0)
    return window


def spoken_name(widget: QObject) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def takes_focus(widget: QWidget) -> bool:
    inner = widget.objectName().startswith("qt_") or isinstance(widget.parent(), QLineEdit | QAbstractScrollArea)
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not inner


def test_everything_that_takes_the_focus_has_a_name(full_window: MainWindow) -> None:
    interactive = [
        widget for widget in full_window.findChildren(QWidget) if isinstance(widget, INTERACTIVE) or takes_focus(widget)
    ]
    unnamed = [
        widget for widget in interactive if not spoken_name(widget) and not widget.objectName().startswith("qt_")
    ]
    assert len(interactive) > 25
    assert unnamed == []


def test_pages_and_their_tables_have_names(full_window: MainWindow) -> None:
    assert [spoken_name(page) for page in full_window.pages.values()] == [
        "Home",
        "Conversations",
        "Knowledge",
        "Try it",
    ]
    assert {spoken_name(table) for table in full_window.findChildren(QTableView)} >= {"Documents", "Products"}


def test_a_count_beside_a_page_is_read_aloud(full_window: MainWindow) -> None:
    knowledge = full_window.side_bar.buttons["knowledge"]
    assert knowledge.accessibleDescription() == "1 need you"


@pytest.mark.parametrize(("key", "section"), PLACES)
def test_targets_are_large_and_text_is_not_small(full_window: MainWindow, qtbot: QtBot, key: str, section: str) -> None:
    full_window.go(key, "", section)
    page = full_window.pages[key]
    qtbot.waitUntil(page.isVisible)
    buttons = [button for button in full_window.findChildren(QPushButton) if button.isVisible()]
    assert [button.text() for button in buttons if button.height() < TARGET_PX] == []
    labels = [label for label in full_window.findChildren(QLabel) if label.isVisible() and label.text()]
    assert [label.text() for label in labels if label.font().pixelSize() < TEXT_PX] == []


@pytest.mark.parametrize(("key", "section"), PLACES)
def test_tab_reaches_everything_on_a_page_and_comes_round(full_window: MainWindow, key: str, section: str) -> None:
    full_window.go(key, "", section)
    full_window.side_bar.buttons[key].setFocus()
    reached: list[QWidget] = []
    for _ in range(80):
        current = QApplication.focusWidget()
        if current is None or (reached and current is reached[0]):
            break
        reached.append(current)
        QTest.keyClick(current, Qt.Key.Key_Tab)
    page = full_window.pages[key]
    wanted = [widget for widget in page.findChildren(QPushButton) if widget.isVisible() and widget.isEnabled()]
    wanted += [widget for widget in page.findChildren(QLineEdit) if widget.isVisible() and takes_focus(widget)]  # type: ignore[misc]
    assert wanted
    assert [widget.accessibleName() for widget in wanted if widget not in reached] == []


def test_sections_open_by_keyboard(qtbot: QtBot, full_window: MainWindow) -> None:
    full_window.activateWindow()
    qtbot.waitUntil(full_window.isActiveWindow)
    page = full_window.pages["knowledge"]
    tabs = page.tabs  # type: ignore[attr-defined]
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert page.sections["website"].isVisible()  # type: ignore[attr-defined]
    assert spoken_name(tabs) == "Website"
    assert tabs.tabText(2) == "Shop facts · 2"
    assert tabs.tabToolTip(4) == "1 need you"


def test_pages_open_by_keyboard(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.pages["try_it"].isVisible()
    assert QApplication.focusWidget() is window.pages["try_it"].composer.field  # type: ignore[attr-defined]
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.pages["home"].isVisible()


def ink_of(button: QPushButton) -> float:
    """How many pixels the words of a button in the side bar cover, whatever their colour."""
    picture = button.window().grab(QRect(button.mapTo(button.window(), QPoint()), button.size())).toImage()
    points = [(x, y) for x in range(40, 110) for y in range(6, picture.height() - 6)]
    values = [picture.pixelColor(x, y).lightness() for x, y in points]
    surface = values[0]
    return sum(value - surface for value in values) / (max(values) - surface)


def test_the_current_page_is_marked_by_shape_and_weight(open_window: OpenWindow) -> None:
    window = open_window()
    home, other = window.side_bar.buttons["home"], window.side_bar.buttons["try_it"]
    assert home.isChecked()
    assert home.bar.isVisible()
    assert not other.bar.isVisible()
    heavy_words = ink_of(home)
    window.go("try_it")
    assert heavy_words > 1.1 * ink_of(home)


def test_the_look_can_be_switched_and_is_kept(qtbot: QtBot, look: Look, box: object) -> None:
    kept: list[Choice] = []
    window = MainWindow(box, look, keep_choice=kept.append)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    light = QApplication.palette().window().color()
    assert window.side_bar.look.text() == "Switch to dark"
    window.side_bar.look.click()
    assert QApplication.palette().window().color().lightness() < light.lightness()
    assert window.side_bar.look.text() == "Switch to light"
    window.side_bar.look.click()
    assert kept == [Choice.DARK, Choice.LIGHT]


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
def test_every_page_is_painted_in_its_look(full_window: MainWindow, look: Look, choice: Choice) -> None:
    look.choose(choice)
    for key, section in PLACES:
        full_window.go(key, "", section)
        corner = full_window.grab().toImage().pixelColor(full_window.width() - 4, 4)
        assert (corner.lightness() < 60) == (choice is Choice.DARK)
