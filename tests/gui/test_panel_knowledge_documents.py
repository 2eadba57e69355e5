"""Owns the section Documents as the owner uses it: dropping, watching, finding, dating, removing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QDate, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from appliance.contract.imports import FILES_MAX, ItemState
from appliance.contract.jobs import JobState
from appliance.contract.knowledge import DocumentState, Flaw, FlawKind, KnowledgeCheck, Note, NoteCode
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from gui.main_window import MainWindow
from gui.pages.knowledge.documents import DocumentsSection
from gui.widgets.ask_first import AskFirst
from gui.widgets.documents_model import Column
from gui.widgets.list_dialog import ListDialog
from gui.widgets.named_line import NamedLine
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


def said_of(page: DocumentsSection) -> list[str]:
    """What is said of the chosen document, line by line."""
    lines = [line for line in page.details.findChildren(NamedLine) if line.isVisible()]
    return [words for line in lines for words in (line.name.text(), line.words.text())]


def test_documents_are_listed(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = knowledge_of(qtbot, open_window())
    assert page.line.text() == "3 documents with 49 passages to answer from."
    assert [view.title for view in page.table.shown()] == [
        "Service price list",
        "Returns and exchanges",
        "Rental terms",
    ]


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


def test_an_empty_shop_is_told_why_with_one_button(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_documents = []
    page = knowledge_of(qtbot, open_window())
    qtbot.waitUntil(lambda: page.importing.zone.title.text() == "The assistant has nothing to read yet")
    assert page.importing.zone.add.isVisible()
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
    assert said_of(page) == ["Could not be read", "It is locked."]


def test_notes_of_a_document_are_shown_when_it_is_chosen(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    notes = (
        Note(code=NoteCode.SCANNED, detail="Page 2 is a picture."),
        Note(code=NoteCode.INSTRUCTIONS, detail="A passage gives orders; it is quoted, never obeyed."),
    )
    client.now_documents.append(a_shop.document("flyer.pdf").model_copy(update={"notes": notes}))
    page = knowledge_of(qtbot, open_window())
    page.search.setText("flyer")
    assert page.table.shown()[0].state == "answers, with a note"
    page.table.selectRow(0)
    assert said_of(page) == [
        "Holds pages that are pictures",
        "Page 2 is a picture.",
        "Tells the assistant what to do",
        "A passage gives orders; it is quoted, never obeyed.",
    ]


def test_a_document_holds_until_the_day_that_was_chosen(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    window = open_window()
    page = knowledge_of(qtbot, window)
    page.table.selectRow(0)
    until = page.details.until
    assert until.for_ever.isChecked()
    assert not until.day.isEnabled()
    until.for_ever.click()
    qtbot.waitUntil(lambda: client.held == [("d_service-price-list.txt", date(2027, 11, 21))])
    qtbot.waitUntil(lambda: "holds until 21 November 2027" in window.toast.words.text())
    until.day.setDate(QDate(2026, 11, 1))
    until.day.editingFinished.emit()
    qtbot.waitUntil(lambda: page.table.shown()[0].state == "has ended")
    until.for_ever.click()
    qtbot.waitUntil(lambda: client.held[-1] == ("d_service-price-list.txt", None))


@pytest.mark.parametrize(
    ("flaws", "words"),
    [
        ((), "3 documents with 49 passages compared: all of it agrees."),
        (
            (Flaw(kind=FlawKind.NOT_READ, count=2, detail="2 documents were not read.", repaired=True),),
            "3 documents with 49 passages compared. 2 documents were not read. It was mended.",
        ),
    ],
)
def test_everything_can_be_checked(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient, flaws: tuple[Flaw, ...], words: str
) -> None:
    client.now_check = KnowledgeCheck(documents=3, passages=49, flaws=flaws)
    page = knowledge_of(qtbot, open_window())
    page.check.click()
    assert not page.check.isEnabled()
    qtbot.waitUntil(lambda: page.checked.text() == words)
    assert page.check.isEnabled()


def test_a_check_that_fails_is_told(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.failures["check_knowledge"] = Unavailable(ErrorCode.KNOWLEDGE_UNAVAILABLE, "The index is locked.")
    page = knowledge_of(qtbot, open_window())
    page.check.click()
    qtbot.waitUntil(page.note.isVisible)
    assert page.note.title.text() == "Your documents cannot be opened just now."
    assert page.check.isEnabled()


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
    page.importing.zone.add.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(file)])
    qtbot.waitUntil(lambda: client.sent == ["prices.md"])
    dialog.reject()


def test_a_box_that_is_gone_is_told_here_too(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.failure = GONE
    window = open_window()
    page = knowledge_of(qtbot, window)
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
