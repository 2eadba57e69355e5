"""Owns the section Questions as the owner uses it: answering in one line, dismissing, changing, taking back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.teaching import AnswerState, TaughtQuestion
from gui.main_window import MainWindow
from gui.pages.knowledge.questions import QuestionsSection
from gui.presenters.teaching import changed, gap_views, taught_views
from gui.widgets.edit_answer import EditAnswer
from gui.widgets.gap_row import GapRow
from gui.widgets.taught_row import TaughtRow
from tests.gui import a_shop_knows
from tests.gui.conftest import NOW, OpenWindow
from tests.gui.fake_client import FakeClient
from tests.gui.sections import dialog, open_section


def questions_of(qtbot: QtBot, window: MainWindow) -> QuestionsSection:
    return open_section(qtbot, window, "questions", QuestionsSection)


def gap_row(section: QuestionsSection, gap_id: str) -> GapRow:
    row = section.gaps.rows[gap_id]
    assert isinstance(row, GapRow)
    return row


def taught_row(section: QuestionsSection, answer_id: str) -> TaughtRow:
    row = section.taught.rows[answer_id]
    assert isinstance(row, TaughtRow)
    return row


def asked_in_vain(client: FakeClient) -> None:
    client.now_gaps = [
        a_shop_knows.gap("g_1", "Do you repair carbon frames?", 4, ("carbon repair",)),
        a_shop_knows.gap("g_2", "Is there parking?", 2),
    ]


def test_what_was_asked_in_vain_is_answered_in_one_line(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    asked_in_vain(client)
    window = open_window()
    section = questions_of(qtbot, window)
    assert section.line.text() == "2 questions wait for your answer."
    row = gap_row(section, "g_1")
    assert row.detail.text() == "asked by 4 visitors · not known · 50 minutes ago"
    assert row.others.text() == "Also asked: “carbon repair”"
    assert not row.teach.isEnabled()
    row.answer.setText(" No, but we know who does. ")
    QTest.keyClick(row.answer, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: list(section.gaps.rows) == ["g_2"])
    assert [(one.gap_id, one.text) for one in client.requests] == [("g_1", "No, but we know who does.")]
    assert window.toast.words.text() == "Visitors are told so from now on"
    assert taught_row(section, "a_new").text.text() == "No, but we know who does."


def test_what_was_typed_stays_with_its_question_when_others_come_and_go(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    asked_in_vain(client)
    section = questions_of(qtbot, open_window())
    field = gap_row(section, "g_2").answer
    field.setFocus()
    field.setText("Behind the ho")
    client.now_gaps = [a_shop_knows.gap("g_3", "Do you buy old bikes?", 9), client.now_gaps[1], client.now_gaps[0]]
    gap_row(section, "g_1").dismiss.click()
    qtbot.waitUntil(lambda: list(section.gaps.rows) == ["g_2", "g_3"])
    assert gap_row(section, "g_2").answer is field
    assert field.text() == "Behind the ho"
    assert QApplication.focusWidget() is field
    places = {gap_id: gap_row(section, gap_id).mapTo(section, QPoint()).y() for gap_id in ("g_3", "g_2")}
    assert places["g_3"] < places["g_2"]


def test_a_shop_without_gaps_is_told_what_will_stand_here(qtbot: QtBot, open_window: OpenWindow) -> None:
    section = questions_of(qtbot, open_window())
    assert section.line.text() == "No question waits for your answer."
    assert section.gaps.empty.isVisible()
    assert section.taught.empty.isVisible()


def test_an_answer_is_changed_with_its_last_day(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_answers = [a_shop_knows.taught("a_1", "Do you rent child seats?", "Yes, $5 a day.")]
    section = questions_of(qtbot, open_window())
    taught_row(section, "a_1").change.click()
    edit = dialog(section, EditAnswer)
    assert edit.words.toPlainText() == "Yes, $5 a day."
    edit.words.setPlainText("  ")
    assert not edit.save.isEnabled()
    edit.words.setPlainText("Yes, $6 a day.")
    edit.until.for_ever.click()
    edit.save.click()
    qtbot.waitUntil(lambda: taught_row(section, "a_1").text.text() == "Yes, $6 a day.")
    assert client.requests[0].questions == ("Do you rent child seats?",)
    assert client.requests[0].expires_on == date(2027, 2, 19)
    assert "until 19 February 2027" in taught_row(section, "a_1").detail.text()


def test_an_answer_is_removed_and_brought_back(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_answers = [a_shop_knows.taught("a_1", "Do you rent child seats?", "Yes, $5 a day.")]
    section = questions_of(qtbot, open_window())
    row = taught_row(section, "a_1")
    row.remove.click()
    qtbot.waitUntil(lambda: row.state.text() == "removed")
    assert row.undo.text() == "Bring back"
    assert not row.change.isVisible()
    row.undo.click()
    qtbot.waitUntil(lambda: row.state.text() == "is told")


def test_what_cannot_be_taught_is_told_and_what_was_typed_stays(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    asked_in_vain(client)
    client.failures["teach"] = Refused(ErrorCode.NOT_FOUND, "This gap was answered meanwhile.")
    section = questions_of(qtbot, open_window())
    row = gap_row(section, "g_1")
    row.answer.setText("No.")
    row.teach.click()
    qtbot.waitUntil(section.note.isVisible)
    assert section.note.detail.text().startswith("This gap was answered meanwhile.")
    assert row.answer.text() == "No."


def test_many_ways_of_asking_are_counted() -> None:
    gap = a_shop_knows.gap("g", "one", 1, ("two", "three", "four", "five", "six"))
    assert gap_views([gap], NOW)[0].others == "Also asked: “two”, “three”, “four” and 2 more ways"
    assert gap_views([gap], NOW)[0].detail.startswith("asked by 1 visitor · ")


def test_what_is_told_comes_before_what_ended_and_what_was_removed() -> None:
    answers = [
        a_shop_knows.taught("gone", "a", "x", AnswerState.REMOVED),
        a_shop_knows.taught("old", "b", "x", AnswerState.EXPIRED, date(2026, 1, 1)),
        a_shop_knows.taught("told", "c", "x"),
    ]
    assert [view.id for view in taught_views(answers, NOW)] == ["told", "old", "gone"]


def test_a_change_keeps_everything_that_was_not_changed() -> None:
    two = tuple(TaughtQuestion(question=words, language="de", by_meaning=False) for words in ("Eins?", "Zwei?"))
    update = {"questions": two, "texts": {"de": "Ja."}, "languages": ("de",)}
    answer = a_shop_knows.taught("a", "x", "Yes.").model_copy(update=update)
    request = changed(answer, "No.", None)
    assert (request.questions, request.texts, request.languages) == (("Eins?", "Zwei?"), {"de": "Ja."}, ("de",))
    detail = taught_views([answer], NOW)[0].detail
    assert detail.endswith("1 more way of asking · found by the same words only, for now")
