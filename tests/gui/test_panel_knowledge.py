"""Owns Knowledge as the owner uses it: dropping, watching, finding, removing."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from appliance.contract.jobs import JobState
from appliance.contract.knowledge import DocumentState
from appliance.contract.problems import ErrorCode, Refused
from gui.main_window import MainWindow
from gui.pages.knowledge import KnowledgePage
from gui.widgets.ask_first import AskFirst
from gui.widgets.documents_model import Column
from gui.widgets.progress_row import ProgressRow
from tests.gui import a_shop
from tests.gui.conftest import OpenWindow
from tests.gui.fake_client import GONE, FakeClient


def knowledge_of(qtbot: QtBot, window: MainWindow) -> KnowledgePage:
    window.go("knowledge")
    page = window.pages["knowledge"]
    assert isinstance(page, KnowledgePage)
    qtbot.waitUntil(lambda: page.line.text() != "")
    return page


def drop(page: KnowledgePage, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(200, 150), Qt.DropAction.CopyAction, mime, buttons, keys)
    # How a QDragEnterEvent is made differs between versions of Qt; what the page reads of it does not.
    page.dragEnterEvent(cast(QDragEnterEvent, event))
    assert page.zone.property("over") == "true"
    page.dropEvent(event)
    assert page.zone.property("over") == "false"


def rows(page: KnowledgePage) -> list[ProgressRow]:
    return [row for row in page.findChildren(ProgressRow) if row.isVisible()]


def test_documents_are_listed(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = knowledge_of(qtbot, open_window())
    assert page.line.text() == "3 documents with 49 passages to answer from."
    assert [view.title for view in page.table.shown()] == [
        "Service price list",
        "Returns and exchanges",
        "Rental terms",
    ]


def test_dropped_files_are_sent_and_their_reading_shown(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    price_list, terms = tmp_path / "prices.md", tmp_path / "folder" / "terms.txt"
    terms.parent.mkdir()
    for file in (price_list, terms):
        file.write_text("Tune-up: $140", encoding="utf-8")
    page = knowledge_of(qtbot, open_window())
    drop(page, price_list, terms.parent)
    qtbot.waitUntil(lambda: len(rows(page)) == 2)
    assert client.added == [price_list, terms]
    assert {row.title.text() for row in rows(page)} == {"Reading “prices.md”", "Reading “terms.txt”"}
    assert rows(page)[0].bar.value() == 1
    assert rows(page)[0].bar.maximum() == 4
    qtbot.waitUntil(lambda: len(page.table.shown()) == 5)


def test_reading_can_be_cancelled(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_jobs = [a_shop.job("j_9", "prices.md", JobState.RUNNING, 1, 4)]
    page = knowledge_of(qtbot, open_window())
    qtbot.waitUntil(lambda: len(rows(page)) == 1)
    rows(page)[0].cancel.click()
    qtbot.waitUntil(lambda: "cancel_job j_9" in client.calls)
    qtbot.waitUntil(lambda: not page.work.isVisible())


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


def test_a_file_of_a_foreign_kind_is_refused_in_words_and_the_rest_is_sent(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("setup.exe", "prices.md")]
    for file in files:
        file.write_bytes(b"x")
    page = knowledge_of(qtbot, open_window())
    page.upload.send(files)
    qtbot.waitUntil(lambda: client.added == [files[1]])
    qtbot.waitUntil(page.note.isVisible)
    assert page.note.title.text() == "setup.exe: Shopbell cannot read this kind of file."
    assert "Shopbell reads .md, .txt." in page.note.detail.text()


def test_a_file_that_cannot_be_opened_is_told(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    client.failures["add_document"] = PermissionError(13, "Permission denied")
    file = tmp_path / "prices.md"
    file.write_bytes(b"x")
    page = knowledge_of(qtbot, open_window())
    page.upload.send([file])
    qtbot.waitUntil(page.note.isVisible)
    assert "prices.md cannot be opened: Permission denied." in page.note.detail.text()


def test_a_whole_drive_is_refused_before_anything_is_sent(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    for at in range(1_001):
        (tmp_path / f"{at}.md").touch()
    page = knowledge_of(qtbot, open_window())
    page.upload.send([tmp_path])
    qtbot.waitUntil(page.note.isVisible)
    assert "At most 1000 files" in page.note.detail.text()
    assert client.added == []


def test_no_more_files_are_sent_after_cancel(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    files = [tmp_path / f"{at}.md" for at in range(5)]
    for file in files:
        file.touch()
    page = knowledge_of(qtbot, open_window())
    page.upload.changed.connect(page.upload.cancel, Qt.ConnectionType.SingleShotConnection)
    with qtbot.waitSignal(page.upload.added):
        page.upload.send(files)
    assert page.upload.current is None
    assert client.added == files[:1]


def test_an_empty_shop_is_told_why_with_one_button(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_documents = []
    page = knowledge_of(qtbot, open_window())
    qtbot.waitUntil(lambda: page.zone.title.text() == "The assistant has nothing to read yet")
    assert page.zone.add.isVisible()
    assert not any(widget.isVisible() for widget in (page.table, page.search, page.remove, page.save))


def test_documents_are_found_and_sorted(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = knowledge_of(qtbot, open_window())
    page.table.sortByColumn(Column.PASSAGES, Qt.SortOrder.AscendingOrder)
    assert [view.passages for view in page.table.shown()] == [9, 18, 22]
    page.search.setText("TERMS")
    assert [view.title for view in page.table.shown()] == ["Rental terms"]


def test_home_opens_the_list_at_what_could_not_be_read(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.now_documents.append(a_shop.document("scan.pdf", DocumentState.UNREADABLE, 0, "It is locked."))
    window = open_window()
    page = knowledge_of(qtbot, window)
    window.go("knowledge", "could not be read")
    assert [view.name for view in page.table.shown()] == ["scan.pdf"]
    page.table.selectRow(0)
    assert page.note.detail.text().startswith("It is locked.")


def test_removing_asks_with_the_consequence_and_then_says_removed(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    window = open_window()
    page = knowledge_of(qtbot, window)
    assert not page.remove.isEnabled()
    page.table.selectRow(0)
    page.remove.click()
    question = page.findChild(AskFirst)
    assert question is not None
    assert question.windowTitle() == "Visitors will get no more answers from “Service price list”."
    assert question.agree.text() == "Remove document"
    question.agree.click()
    qtbot.waitUntil(lambda: window.toast.words.text() == "Removed “Service price list”")
    assert client.removed == ["d_service-price-list.txt"]
    qtbot.waitUntil(lambda: len(page.table.shown()) == 2)


def test_keeping_removes_nothing(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    page = knowledge_of(qtbot, open_window())
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    question = page.findChild(AskFirst)
    assert question is not None
    question.keep.click()
    assert client.removed == []


def test_the_selection_outlives_a_new_look(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    page = knowledge_of(qtbot, open_window())
    page.table.selectRow(2)
    client.now_documents = [*client.now_documents[1:], a_shop.document("new.md", passages=3)]
    qtbot.waitUntil(lambda: len(page.table.shown()) == 3 and page.table.shown()[-1].name == "new.md")
    assert [view.title for view in page.table.chosen()] == ["Rental terms"]


def test_the_list_can_be_copied_and_saved(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    window = open_window()
    page = knowledge_of(qtbot, window)
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines()[1].startswith("Returns and exchanges\tText")
    page.save.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "list.csv"))
    qtbot.waitUntil(lambda: window.toast.words.text() == "Saved “list.csv”")
    assert "Service price list,Text" in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    dialog.reject()


def test_the_file_dialog_adds_documents(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, tmp_path: Path
) -> None:
    file = tmp_path / "prices.md"
    file.touch()
    page = knowledge_of(qtbot, open_window())
    page.zone.add.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(file)])
    qtbot.waitUntil(lambda: client.added == [file])
    dialog.reject()


def test_a_box_that_is_gone_is_told_here_too(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.failure = GONE
    window = open_window()
    window.go("knowledge")
    page = window.pages["knowledge"]
    assert isinstance(page, KnowledgePage)
    qtbot.waitUntil(page.note.isVisible)
    assert page.note.detail.text().startswith("Shopbell does not answer. Is it running?")
    client.failure = None
    qtbot.waitUntil(lambda: not page.note.isVisible())


def test_what_can_no_longer_be_removed_is_told(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.failures["remove_document"] = Refused(ErrorCode.NOT_FOUND, "There is no such document.")
    page = knowledge_of(qtbot, open_window())
    page.table.selectRow(0)
    page.remove.click()
    question = page.findChild(AskFirst)
    assert question is not None
    question.agree.click()
    qtbot.waitUntil(page.note.isVisible)
    assert page.note.title.text() == "This is not there any more."


def test_thousands_of_documents_arrive_in_pieces(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_documents = [a_shop.document(f"{at}.md") for at in range(1_500)]
    page = knowledge_of(qtbot, open_window())
    qtbot.waitUntil(lambda: len(page.table.shown()) == 1_500)
