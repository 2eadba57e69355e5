"""Owns "Try it" as the owner uses it: ask, watch the words come, stop, go on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from appliance.contract.chat import Accepted, Cards, Delta, Done, Form, Outcome, ProductCard, Rung
from appliance.contract.problems import ErrorCode, Unavailable
from gui.main_window import MainWindow
from gui.pages.knowledge import KnowledgePage
from gui.pages.knowledge.documents import DocumentsSection
from gui.pages.try_it import TryItPage
from gui.widgets.bubble import AnswerBubble
from tests.gui.conftest import OpenWindow
from tests.gui.fake_client import GONE, FakeClient


def try_it_of(window: MainWindow) -> TryItPage:
    window.go("try_it")
    page = window.pages["try_it"]
    assert isinstance(page, TryItPage)
    return page


def ask(qtbot: QtBot, page: TryItPage, question: str) -> AnswerBubble:
    page.composer.field.setText(question)
    QTest.keyClick(page.composer.field, Qt.Key.Key_Return)
    bubble = page.talk.bubbles[-1]
    assert isinstance(bubble, AnswerBubble)
    return bubble


def test_an_answer_comes_word_by_word_with_its_sources(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.pause_before = 4
    page = try_it_of(open_window())
    bubble = ask(qtbot, page, "Do you pick up?")
    assert page.talk.bubbles[0].words.text() == "Do you pick up?"
    assert page.composer.field.text() == ""
    qtbot.waitUntil(lambda: bubble.words.text() == "We can collect a bike inside the city for $25.")
    assert bubble.status.text() == "Writing …"
    assert page.composer.stop.isVisible()
    client.go_on.set()
    qtbot.waitUntil(lambda: bubble.status.text().startswith("Answered"))
    assert bubble.words.text().endswith("We are open until 18:00 today.")
    assert bubble.sources.plain() == "from “Services & prices”, Collection"
    assert not page.composer.stop.isVisible()


def test_the_next_question_belongs_to_the_same_conversation(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    page = try_it_of(open_window())
    for question in ("Do you pick up?", "And on Sunday?"):
        bubble = ask(qtbot, page, question)
        qtbot.waitUntil(lambda bubble=bubble: bubble.status.text().startswith("Answered"))  # type: ignore[misc]
    page.fresh.click()
    assert page.talk.bubbles == []
    assert page.empty.isVisible()
    ask(qtbot, page, "Who are you?")
    qtbot.waitUntil(lambda: len(client.asked) == 3)
    assert client.asked == [("Do you pick up?", None), ("And on Sunday?", "c_7"), ("Who are you?", None)]


def test_an_answer_can_be_stopped(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.pause_before = 4
    page = try_it_of(open_window())
    bubble = ask(qtbot, page, "Do you pick up?")
    qtbot.waitUntil(lambda: bubble.words.text() != "")
    page.composer.stop.click()
    assert bubble.status.text() == "You stopped this answer."
    qtbot.waitUntil(lambda: "cancel_question q_1" in client.calls)
    qtbot.waitUntil(lambda: client.closed_streams == 1)
    assert bubble.words.text() == "We can collect a bike inside the city for $25."
    assert page.composer.send.isVisible()


def test_the_form_is_told_in_words(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.told = (
        Accepted(question_id="q_2", conversation_id="c_8"),
        Delta(text="I could not find that."),
        Form(question_id="q_2"),
        Done(outcome=Outcome.NOT_KNOWN, rung=Rung.LEAD_FORM),
    )
    bubble = ask(qtbot, try_it_of(open_window()), "Do you service Bosch?")
    qtbot.waitUntil(lambda: bubble.note.isVisible())
    assert bubble.note.text() == "The visitor would now be asked for contact details."
    assert not bubble.sources.isVisible()


def test_products_stand_under_the_words_as_they_are_called(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.told = (
        Accepted(question_id="q_3", conversation_id="c_8"),
        Delta(text="Two of them:"),
        Cards(cards=(_card("<b>Beanie</b>", "$18"), _card("Cap", "$16"))),
        Done(outcome=Outcome.ANSWERED, rung=Rung.PRODUCTS),
    )
    bubble = ask(qtbot, try_it_of(open_window()), "Do you have caps?")
    qtbot.waitUntil(bubble.products.isVisible)
    assert bubble.products.plain() == "<b>Beanie</b> · $18\nCap · $16"
    assert "<b>" not in bubble.products.text()
    qtbot.waitUntil(lambda: bubble.status.text().startswith("From your products"))


def _card(name: str, price: str) -> ProductCard:
    return ProductCard(name=name, price=price, url="https://maplestreetbikes.example/x", document_id="d_1")


def test_a_question_that_does_not_reach_the_box_is_not_lost(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.failures["ask"] = GONE
    page = try_it_of(open_window())
    bubble = ask(qtbot, page, "Do you pick up?")
    qtbot.waitUntil(bubble.copy.isVisible)
    assert "Shopbell does not answer. Is it running?" in bubble.note.text()
    assert page.composer.field.text() == "Do you pick up?"
    bubble.copy.click()
    assert "code: unreachable" in QApplication.clipboard().text()


def test_a_busy_box_says_what_to_do(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.failures["ask"] = Unavailable(ErrorCode.BUSY, "32 visitors are waiting.", retry_after_s=5)
    bubble = ask(qtbot, try_it_of(open_window()), "Do you pick up?")
    qtbot.waitUntil(lambda: "Try again in a minute." in bubble.note.text())


def test_nothing_is_sent_twice_while_an_answer_comes(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.pause_before = 1
    page = try_it_of(open_window())
    ask(qtbot, page, "Do you pick up?")
    qtbot.waitUntil(lambda: len(client.asked) == 1)
    ask(qtbot, page, "Hello?")
    assert page.composer.field.text() == "Hello?"
    assert len(page.talk.bubbles) == 2


def test_an_empty_conversation_offers_a_first_question(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    page = try_it_of(open_window())
    assert page.empty.isVisible()
    assert not page.composer.send.isEnabled()
    page.example.click()
    qtbot.waitUntil(lambda: client.asked == [("Are you open today?", None)])
    assert not page.empty.isVisible()


def test_a_source_opens_its_document(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    window = open_window()
    bubble = ask(qtbot, try_it_of(window), "Do you pick up?")
    qtbot.waitUntil(lambda: bubble.sources.isVisible())
    bubble.sources.linkActivated.emit("0")
    page = window.pages["knowledge"]
    assert isinstance(page, KnowledgePage)
    assert page.isVisible()
    documents = page.sections["documents"]
    assert isinstance(documents, DocumentsSection)
    assert documents.search.text() == "Services & prices"


def test_markup_in_an_answer_or_a_title_stays_words(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    events = list(client.told)
    events[3] = Delta(text="<b>Bold</b> <img src='x'>")
    client.told = tuple(events)
    bubble = ask(qtbot, try_it_of(open_window()), "<i>Why</i>?")
    qtbot.waitUntil(lambda: bubble.status.text().startswith("Answered"))
    assert bubble.words.textFormat() is Qt.TextFormat.PlainText
    assert "&amp; prices" in bubble.sources.text()


def test_homes_primary_button_leads_here(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: window.pages["home"].ask.isVisible())  # type: ignore[attr-defined]
    window.pages["home"].ask.click()  # type: ignore[attr-defined]
    assert window.pages["try_it"].isVisible()
    assert window.side_bar.buttons["try_it"].isChecked()
