"""Owns the list of documents as the owner uses it: finding, dating, checking, removing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from appliance.contract.knowledge import DocumentState, Flaw, FlawKind, KnowledgeCheck, Note, NoteCode
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from gui.main_window import MainWindow
from gui.pages.knowledge.documents import DocumentsSection
from gui.widgets.ask_first import AskFirst
from gui.widgets.documents_model import Column
from gui.widgets.named_line import NamedLine
from tests.gui import a_shop
from tests.gui.conftest import OpenWindow
from tests.gui.fake_client import GONE, FakeClient
from tests.gui.sections import open_section


def knowledge_of(qtbot: QtBot, window: MainWindow) -> DocumentsSection:
    return open_section(qtbot, window, "documents", DocumentsSection)


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
