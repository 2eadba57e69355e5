"""Owns Conversations as the owner uses it: see who waits, take over, write, hand back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from appliance.contract.handoff import HandOffState, Speaker
from appliance.contract.problems import ErrorCode, Refused
from gui.main_window import MainWindow
from gui.pages.conversations import ConversationsPage
from gui.pages.home import HomePage
from gui.widgets.conversation_row import ConversationRow
from gui.widgets.home_rows import NeedRow
from tests.gui import a_shop
from tests.gui.conftest import OpenWindow
from tests.gui.fake_client import GONE, FakeClient
from tests.gui.fake_talks import hand_off


def page_of(window: MainWindow) -> ConversationsPage:
    window.go("conversations")
    page = window.pages["conversations"]
    assert isinstance(page, ConversationsPage)
    return page


def said(page: ConversationsPage) -> list[str]:
    return [bubble.words.text() for bubble in page.open.talk.bubbles]


def take_over(qtbot: QtBot, page: ConversationsPage) -> None:
    page.open.name.setText("Ana")
    page.open.take.click()
    qtbot.waitUntil(page.open.composer.isVisible)


def test_questions_and_answers_of_a_conversation_stand_in_their_order(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = page_of(open_window())
    qtbot.waitUntil(lambda: len(page.open.talk.bubbles) == 4)
    assert said(page)[0] == "Are you open on Thanksgiving?"
    assert said(page)[-1] == "A full tune-up is $140 and takes 2 to 3 days."
    assert page.open.detail.text() == "2 questions · the assistant answers"
    assert not page.open.composer.isVisible()


def test_who_waits_for_a_person_stands_first_and_is_counted(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.now_hand_offs = [hand_off("c_9")]
    window = open_window()
    page = page_of(window)
    qtbot.waitUntil(lambda: len(page.rows.rows) == 2)
    first = page.findChildren(ConversationRow)[0]
    assert first.badge.text() == "waits for you"
    assert first.isChecked()
    assert first.line.text().startswith("My e-bike stopped")
    assert window.side_bar.buttons["conversations"].count.text() == "1"
    assert page.open.detail.text().startswith("Asked for a person 1 minute ago")


def test_the_owner_takes_over_writes_and_hands_back(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_hand_offs = [hand_off("c_9")]
    client.hear(Speaker.BOX, "I have called the team.", HandOffState.WAITING)
    page = page_of(open_window())
    qtbot.waitUntil(lambda: said(page) == ["The visitor asked for a person."])
    take_over(qtbot, page)
    assert "Ana is talking with this visitor" in page.open.detail.text()
    page.open.composer.field.setText("Good morning.")
    QTest.keyClick(page.open.composer.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: said(page)[-1] == "Good morning.")
    assert page.open.talk.bubbles[-1].property("speaker") == "person"
    client.hear(Speaker.VISITOR, "Can you pick me up?")
    page.talk_poll.now()
    qtbot.waitUntil(lambda: said(page)[-1] == "Can you pick me up?")
    page.open.end.click()
    qtbot.waitUntil(lambda: not page.open.composer.isVisible())
    assert "end_hand_off ho_c_9" in client.calls


def test_nobody_takes_over_without_a_name(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    window = open_window()
    page = page_of(window)
    qtbot.waitUntil(lambda: len(page.open.talk.bubbles) == 4)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.open.take.click()
    assert page.open.name.hasFocus()
    assert page.open.take.toolTip() == "Write your name first: visitors read it."
    assert not any(call.startswith("take") for call in client.calls)


def test_the_owner_can_step_in_where_nobody_asked(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    page = page_of(open_window())
    qtbot.waitUntil(lambda: len(page.open.talk.bubbles) == 4)
    take_over(qtbot, page)
    assert "take_conversation c_1" in client.calls
    assert page.findChildren(ConversationRow)[0].badge.text() == "you are talking"


def test_words_that_did_not_arrive_stay_in_the_field(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_hand_offs = [hand_off("c_9", HandOffState.TALKING, "Ana")]
    page = page_of(open_window())
    qtbot.waitUntil(page.open.composer.isVisible)
    client.failures["say_in_hand_off"] = GONE
    page.open.composer.field.setText("Good morning.")
    QTest.keyClick(page.open.composer.field, Qt.Key.Key_Return)
    qtbot.waitUntil(page.problem.isVisible)
    assert page.open.composer.field.text() == "Good morning."


def test_a_conversation_somebody_else_took_says_so(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_hand_offs = [hand_off("c_9")]
    client.failures["take_hand_off ho_c_9"] = Refused(ErrorCode.WRONG_MOMENT, "Somebody is talking already.")
    page = page_of(open_window())
    qtbot.waitUntil(page.open.take.isVisible)
    page.open.name.setText("Ana")
    page.open.take.click()
    qtbot.waitUntil(page.problem.isVisible)
    assert "Somebody is talking already." in page.problem.detail.text()


def test_an_empty_list_says_why_and_offers_one_button(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.now_questions = []
    window = open_window()
    page = page_of(window)
    qtbot.waitUntil(page.ask.isVisible)
    assert page.rows.empty.isVisible()
    assert not page.open.isVisible()
    page.ask.click()
    assert window.pages["try_it"].isVisible()


def test_another_conversation_is_opened_by_keyboard(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_hand_offs = [hand_off("c_9")]
    page = page_of(open_window())
    qtbot.waitUntil(lambda: len(page.rows.rows) == 2)
    second = page.findChildren(ConversationRow)[1]
    QTest.keyClick(second, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.open.talk.bubbles) == 4)
    assert [row.isChecked() for row in page.findChildren(ConversationRow)] == [False, True]


def test_home_says_that_a_visitor_waits_and_leads_to_them(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.now_hand_offs = [hand_off("c_9")]
    window = open_window()
    home = window.pages["home"]
    assert isinstance(home, HomePage)
    qtbot.waitUntil(lambda: any(row.isVisible() for row in home.findChildren(NeedRow)))
    [row] = home.findChildren(NeedRow)
    assert row.title.text() == "A visitor waits for a person"
    assert window.side_bar.buttons["conversations"].count.text() == "1"
    row.help.click()
    assert window.pages["conversations"].isVisible()


def test_markup_of_a_visitor_stays_words(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_questions = [a_shop.question("<b>Bold</b>?", "No.")]
    page = page_of(open_window())
    qtbot.waitUntil(lambda: said(page) == ["<b>Bold</b>?", "No."])
    assert page.open.talk.bubbles[0].words.textFormat() is Qt.TextFormat.PlainText
