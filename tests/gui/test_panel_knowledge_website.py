"""Owns the section Website as the owner uses it: naming it, reading it, seeing what changed, taking it back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.website import Change, ChangedPage, ReadEvery
from gui.main_window import MainWindow
from gui.pages.knowledge.website import WebsiteSection
from gui.presenters.website import website_view
from gui.widgets.ask_first import AskFirst
from gui.widgets.list_dialog import ListDialog
from gui.widgets.page_row import PageRow
from gui.widgets.progress_row import ProgressRow
from tests.gui import a_shop_knows
from tests.gui.conftest import NOW, OpenWindow
from tests.gui.fake_client import GONE, FakeClient
from tests.gui.sections import dialog, open_section


def website_of(qtbot: QtBot, window: MainWindow) -> WebsiteSection:
    return open_section(qtbot, window, "website", WebsiteSection)


def test_without_a_website_the_owner_is_told_what_to_do(qtbot: QtBot, open_window: OpenWindow) -> None:
    section = website_of(qtbot, open_window())
    assert section.line.text().startswith("Enter the address of your website")
    assert not section.read.isEnabled()
    assert not section.result.isVisible()
    assert not section.forget.isVisible()


def test_an_address_is_kept_and_read_at_once(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    section = website_of(qtbot, open_window())
    section.address.setText(" maplestreetbikes.example ")
    QTest.keyClick(section.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "read_website" in client.calls)
    assert client.wishes[0].address == "maplestreetbikes.example"
    qtbot.waitUntil(section.work.isVisible)
    row = section.work.findChild(ProgressRow)
    assert row is not None
    assert row.detail.text() == "3 of 14 pages"
    assert not section.read.isEnabled()
    row.cancel.click()
    qtbot.waitUntil(lambda: "cancel_job j_site" in client.calls)


def test_a_known_website_is_read_again_without_being_set_anew(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.now_website = a_shop_knows.website()
    section = website_of(qtbot, open_window())
    assert section.address.text() == "https://maplestreetbikes.example"
    section.read.click()
    qtbot.waitUntil(lambda: "read_website" in client.calls)
    assert client.wishes == []


def test_what_changed_is_told_in_words_with_its_pages(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.now_website = a_shop_knows.website()
    section = website_of(qtbot, open_window())
    assert section.headline.text() == "1 page new, 1 changed, 1 gone"
    assert section.when.text() == "Read 50 minutes ago · 14 pages · 1 could not be read"
    pages = [row for row in section.findChildren(PageRow) if row.isVisible()]
    assert [(row.title.text(), row.badge.text()) for row in pages] == [
        ("Rental", "changed"),
        ("E-bikes", "new"),
        ("Summer sale", "gone"),
    ]
    section.skipped.click()
    dialog(section, ListDialog).copy.click()
    assert "answered 500" in QApplication.clipboard().text()


def test_a_long_list_of_changes_opens_beside_the_page(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    site = a_shop_knows.website()
    assert site.last is not None
    pages = tuple(ChangedPage(url=f"https://x.example/{at}", title="", change=Change.NEW) for at in range(40))
    client.now_website = site.model_copy(update={"last": site.last.model_copy(update={"changes": pages})})
    section = website_of(qtbot, open_window())
    assert len([row for row in section.findChildren(PageRow) if row.isVisible()]) == 12
    section.all_changes.click()
    dialog(section, ListDialog).copy.click()
    assert QApplication.clipboard().text().splitlines()[39] == "/39\tnew · https://x.example/39"


def test_the_last_reading_is_taken_back_after_asking(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_website = a_shop_knows.website()
    section = website_of(qtbot, open_window())
    section.undo.click()
    question = dialog(section, AskFirst)
    assert "1 page new, 1 changed, 1 gone" in question.windowTitle()
    question.agree.click()
    qtbot.waitUntil(lambda: section.headline.text().startswith("Taken back: "))
    assert not section.undo.isVisible()


def test_how_often_is_saved_at_once(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_website = a_shop_knows.website()
    window = open_window()
    section = website_of(qtbot, window)
    section.address.setText("something half typed")
    section.every.buttons["day"].click()
    qtbot.waitUntil(lambda: window.toast.words.text() == "Saved")
    assert [(wish.every, wish.address) for wish in client.wishes] == [
        (ReadEvery.DAY, "https://maplestreetbikes.example")
    ]
    assert section.address.text() == "something half typed"


def test_a_website_is_forgotten_after_asking(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_website = a_shop_knows.website()
    section = website_of(qtbot, open_window())
    section.forget.click()
    question = dialog(section, AskFirst)
    assert question.windowTitle() == "Visitors will get no more answers from your website."
    question.agree.click()
    qtbot.waitUntil(lambda: section.line.text().startswith("Enter the address"))
    assert section.address.text() == ""
    assert not section.result.isVisible()


def test_an_address_that_is_none_is_told_in_words(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.failures["set_website"] = Refused(ErrorCode.BAD_INPUT, "This is no address of a website.")
    section = website_of(qtbot, open_window())
    section.address.setText("maple street")
    section.read.click()
    qtbot.waitUntil(section.note.isVisible)
    assert section.note.detail.text().startswith("This is no address of a website.")
    assert section.read.isEnabled()


def test_why_the_last_attempt_failed_stands_beside_what_is_still_known(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.now_website = a_shop_knows.website().model_copy(update={"problem": "The website does not answer."})
    section = website_of(qtbot, open_window())
    assert section.remark.text() == "The website does not answer."
    assert section.headline.isVisible()


def test_a_box_that_is_gone_is_told(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.failures["website"] = GONE
    section = website_of(qtbot, open_window())
    assert section.note.title.text() == "This page cannot be brought up to date."
    client.failures.clear()
    qtbot.waitUntil(lambda: not section.note.isVisible())


def test_a_first_reading_under_way_says_so() -> None:
    site = a_shop_knows.website().model_copy(update={"last": None})
    assert website_view(site, NOW).headline == "It has not been read yet."
