"""Owns bringing documents in as the owner does it: dropping, watching, stopping, the report."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from appliance.contract.imports import FILES_MAX, ItemState
from appliance.contract.jobs import JobState
from gui.main_window import MainWindow
from gui.pages.knowledge.documents import DocumentsSection
from gui.widgets.list_dialog import ListDialog
from gui.widgets.progress_row import ProgressRow
from tests.gui import a_shop, a_shop_knows
from tests.gui.conftest import OpenWindow
from tests.gui.fake_client import GONE, FakeClient
from tests.gui.sections import dialog, open_section


def knowledge_of(qtbot: QtBot, window: MainWindow) -> DocumentsSection:
    return open_section(qtbot, window, "documents", DocumentsSection)


def drop(page: DocumentsSection, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(200, 150), Qt.DropAction.CopyAction, mime, buttons, keys)
    # How a QDragEnterEvent is made differs between versions of Qt; what the page reads of it does not.
    page.importing.dragEnterEvent(cast(QDragEnterEvent, event))
    assert page.importing.zone.property("over") == "true"
    page.importing.dropEvent(event)
    assert page.importing.zone.property("over") == "false"


def rows(page: DocumentsSection) -> list[ProgressRow]:
    return [row for row in page.findChildren(ProgressRow) if row.isVisible()]


def test_what_is_dropped_at_once_becomes_one_import(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    price_list, terms = tmp_path / "prices.md", tmp_path / "folder" / "terms.txt"
    terms.parent.mkdir()
    for file in (price_list, terms):
        file.write_text("Tune-up: $140", encoding="utf-8")
    page = knowledge_of(qtbot, open_window())
    drop(page, price_list, terms.parent)
    qtbot.waitUntil(lambda: [row.title.text() for row in rows(page)] == ["Reading “2 files”"])
    assert client.sent == ["prices.md", "folder/terms.txt"]
    assert client.calls.count("begin_import") == 1
    assert rows(page)[0].bar.maximum() == 4
    qtbot.waitUntil(lambda: len(page.table.shown()) == 5)


def test_the_report_says_what_was_read_and_what_was_not(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    problems = (("menu/scan.pdf", "It is locked."), ("setup.exe", "Shopbell does not read .exe."))
    states = {ItemState.READ: 212, ItemState.UNREADABLE: 2}
    client.now_import = a_shop_knows.batch(states, problems=problems)
    page = knowledge_of(qtbot, open_window())
    report = page.importing.report
    qtbot.waitUntil(report.isVisible)
    assert report.title.text() == "“Spring” is done"
    assert report.detail.text() == "212 read, 2 could not be read."
    assert not report.go_on.isVisible()
    report.why.click()
    listed = dialog(report, ListDialog)
    listed.copy.click()
    assert QApplication.clipboard().text().splitlines()[1] == "setup.exe\tShopbell does not read .exe."
    listed.close_it.click()
    report.dismiss.click()
    assert not report.isVisible()


def test_an_import_that_was_stopped_goes_on(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_import = a_shop_knows.batch({ItemState.READ: 3, ItemState.WAITING: 9}, JobState.CANCELLED)
    page = knowledge_of(qtbot, open_window())
    qtbot.waitUntil(page.importing.report.go_on.isVisible)
    assert page.importing.report.title.text() == "“Spring” was stopped"
    page.importing.report.go_on.click()
    qtbot.waitUntil(lambda: "start_import imp_1" in client.calls)
    qtbot.waitUntil(lambda: not page.importing.report.isVisible())
    assert [row.title.text() for row in rows(page)] == ["Reading “Spring”"]


def test_reading_can_be_cancelled(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_jobs = [a_shop.job("j_9", "prices.md", JobState.RUNNING, 1, 4)]
    page = knowledge_of(qtbot, open_window())
    qtbot.waitUntil(lambda: len(rows(page)) == 1)
    rows(page)[0].cancel.click()
    qtbot.waitUntil(lambda: "cancel_job j_9" in client.calls)
    qtbot.waitUntil(lambda: not page.importing.work.isVisible())


def test_a_finished_reading_is_told(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_jobs = [a_shop.job("j_9", "prices.md", JobState.RUNNING, 1, 4)]
    window = open_window()
    page = knowledge_of(qtbot, window)
    qtbot.waitUntil(lambda: len(rows(page)) == 1)
    client.now_jobs = [a_shop.job("j_9", "prices.md", JobState.SUCCEEDED, 4, 4)]
    qtbot.waitUntil(lambda: window.toast.words.text() == "“prices.md” answers questions now")


def test_a_failed_reading_says_why(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_jobs = [a_shop.job("j_9", "scan.pdf", JobState.RUNNING)]
    page = knowledge_of(qtbot, open_window())
    qtbot.waitUntil(lambda: len(rows(page)) == 1)
    client.now_jobs = [a_shop.job("j_9", "scan.pdf", JobState.FAILED, detail="The file is locked.")]
    qtbot.waitUntil(page.note.isVisible)
    assert page.note.title.text() == "scan.pdf: This document could not be read."
    assert page.note.detail.text().startswith("The file is locked. Customers get no answers from it.")
    page.note.copy.click()
    assert "unreadable_document" in QApplication.clipboard().text()


def test_a_file_of_a_foreign_kind_stands_in_the_report_and_the_rest_is_sent(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("setup.exe", "prices.md")]
    for file in files:
        file.write_bytes(b"x")
    page = knowledge_of(qtbot, open_window())
    page.importing.upload.send(files)
    qtbot.waitUntil(lambda: client.sent == ["setup.exe", "prices.md"])
    qtbot.waitUntil(lambda: "start_import imp_1" in client.calls)
    qtbot.waitUntil(lambda: page.importing.is_busy)
    client.now_import = a_shop_knows.batch(
        {ItemState.READ: 1, ItemState.UNREADABLE: 1}, problems=(("setup.exe", "Shopbell reads .md, .txt."),)
    )
    client.now_jobs = []
    qtbot.waitUntil(page.importing.report.isVisible)
    assert page.importing.report.first.text() == "setup.exe: Shopbell reads .md, .txt."


def test_a_file_that_cannot_be_opened_is_told(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    client.failures["add_to_import"] = PermissionError(13, "Permission denied")
    file = tmp_path / "prices.md"
    file.write_bytes(b"x")
    page = knowledge_of(qtbot, open_window())
    page.importing.upload.send([file])
    qtbot.waitUntil(page.note.isVisible)
    assert "prices.md cannot be opened: Permission denied." in page.note.detail.text()


def test_a_whole_drive_is_refused_before_anything_is_sent(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    for at in range(FILES_MAX + 1):
        (tmp_path / f"{at}.md").touch()
    page = knowledge_of(qtbot, open_window())
    page.importing.upload.send([tmp_path])
    qtbot.waitUntil(page.note.isVisible, timeout=10_000)
    assert "At most 5000 files" in page.note.detail.text()
    assert client.sent == []


def test_an_empty_folder_is_told(qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path) -> None:
    page = knowledge_of(qtbot, open_window())
    page.importing.upload.send([tmp_path])
    qtbot.waitUntil(page.note.isVisible)
    assert page.note.detail.text().startswith("There is no file in it.")


def test_no_more_files_are_sent_after_cancel_and_none_is_read_yet(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    files = [tmp_path / f"{at}.md" for at in range(5)]
    for file in files:
        file.touch()
    page = knowledge_of(qtbot, open_window())
    upload = page.importing.upload

    def cancel_after_the_first() -> None:
        if upload.sent == 1:
            upload.changed.disconnect(cancel_after_the_first)
            upload.cancel()

    upload.changed.connect(cancel_after_the_first)
    with qtbot.waitSignal(upload.ended):
        upload.send(files)
    assert len(client.sent) < 3
    assert not any(call.startswith("start_import") for call in client.calls)
    qtbot.waitUntil(page.importing.report.go_on.isVisible)


def test_a_box_that_goes_while_files_are_sent_is_told_once(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    files = [tmp_path / f"{at}.md" for at in range(5)]
    for file in files:
        file.touch()
    client.failures["add_to_import"] = GONE
    page = knowledge_of(qtbot, open_window())
    with qtbot.waitSignal(page.importing.upload.ended):
        page.importing.upload.send(files)
    assert client.calls.count("add_to_import") == 1
    assert page.note.title.text() == "5 files: Shopbell does not answer."


def test_the_file_dialog_adds_documents(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    file = tmp_path / "prices.md"
    file.touch()
    page = knowledge_of(qtbot, open_window())
    page.importing.zone.add.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(file)])
    qtbot.waitUntil(lambda: client.sent == ["prices.md"])
    dialog.reject()
