"""Owns Home as the owner sees it, before a played box."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from appliance.contract.chat import Outcome, Rung
from appliance.contract.knowledge import DocumentState
from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.status import Answering, ProcessState
from gui.main_window import MainWindow
from gui.pages.home import HomePage
from gui.pages.knowledge import KnowledgePage
from gui.widgets.home_rows import AnswerRow, NeedRow, PartRow
from gui.widgets.lead_list import LeadList, LeadRow
from tests.gui import a_shop
from tests.gui.conftest import OpenWindow
from tests.gui.fake_client import GONE, FakeClient


def home_of(window: MainWindow) -> HomePage:
    page = window.pages["home"]
    assert isinstance(page, HomePage)
    return page


def seen(page: HomePage, kind: type[NeedRow] | type[AnswerRow] | type[PartRow]) -> list[NeedRow | AnswerRow | PartRow]:
    return [row for row in page.findChildren(kind) if row.isVisible()]


def test_the_window_opens_before_the_box_has_answered(open_window: OpenWindow, client: FakeClient) -> None:
    window = open_window()
    assert window.isVisible()
    assert home_of(window).banner.title.text() == "Looking for your front desk …"


def test_an_open_desk_is_green_and_says_so(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = home_of(open_window())
    qtbot.waitUntil(lambda: page.banner.title.text() == "Your front desk is open.")
    assert page.banner.property("tone") == "ok"
    assert page.title.text() == "Good morning, Maple Street Bikes"
    assert page.tiles[0].value.text() == "38"
    qtbot.waitUntil(lambda: page.day.text() == "Saturday 21 November · open today 10:00 – 18:00")


def test_a_box_that_is_gone_says_so_with_what_to_do(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.failure = GONE
    page = home_of(open_window())
    qtbot.waitUntil(lambda: page.banner.title.text() == "Your front desk is not answering.")
    assert page.banner.property("tone") == "bad"
    assert "Start Shopbell on this computer" in page.banner.detail.text()
    page.banner.copy.click()
    assert "Shopbell does not answer" in QApplication.clipboard().text()


def test_a_box_that_comes_back_is_noticed(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.failure = GONE
    page = home_of(open_window())
    qtbot.waitUntil(page.retry.isVisible)
    assert not page.ask.isVisible()
    client.failure = None
    page.retry.click()
    qtbot.waitUntil(lambda: page.banner.title.text() == "Your front desk is open.")
    assert page.ask.isVisible()
    assert not page.retry.isVisible()


def test_a_desk_without_its_model_is_amber(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_status = a_shop.status(Answering.LIMITED, "The assistant's model is being loaded.")
    page = home_of(open_window())
    qtbot.waitUntil(lambda: page.banner.property("tone") == "warn")
    assert page.banner.detail.text() == "The assistant's model is being loaded."


def test_the_latest_questions_are_shown_with_their_rung(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = home_of(open_window())
    qtbot.waitUntil(lambda: len(seen(page, AnswerRow)) == 2)
    first, second = page.findChildren(AnswerRow)
    assert "A full tune-up is $140" in first.words.text()
    assert (first.badge.text(), second.badge.text()) == ("answered", "from your facts")
    assert first.asked.text() == "2 minutes ago"
    assert first.asked.toolTip() == "Saturday 21 November 2026, 09:28"


def test_a_new_question_takes_its_place_without_new_rows(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    page = home_of(open_window())
    qtbot.waitUntil(lambda: len(seen(page, AnswerRow)) == 2)
    before = seen(page, AnswerRow)
    client.now_questions = [a_shop.question("Do you rent bikes?", "Yes."), *client.now_questions[:1]]
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: "Do you rent bikes?" in page.findChildren(AnswerRow)[0].words.text())
    assert seen(page, AnswerRow) == before


def test_what_needs_the_owner_leads_to_where_it_is_solved(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.now_documents = [a_shop.document("scan.pdf", DocumentState.UNREADABLE, 0, "It is locked.")]
    window = open_window()
    page = home_of(window)
    qtbot.waitUntil(lambda: len(seen(page, NeedRow)) == 1)
    (row,) = page.findChildren(NeedRow)
    assert row.title.text() == "1 document could not be read"
    assert window.side_bar.buttons["knowledge"].count.text() == "1"
    row.help.click()
    assert window.pages["knowledge"].isVisible()


def test_contacts_that_were_left_can_be_read_and_copied(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.now_status = a_shop.status(leads=1)
    client.now_leads = [a_shop.lead()]
    page = home_of(open_window())
    qtbot.waitUntil(lambda: any("Dana R." in row.detail.text() for row in page.findChildren(NeedRow)))
    page.findChildren(NeedRow)[0].help.click()
    dialog = page.findChild(LeadList)
    assert dialog is not None
    (lead,) = dialog.findChildren(LeadRow)
    lead.copy.click()
    assert QApplication.clipboard().text() == "503 555 0142 · dana@example.org"
    dialog.close()


def test_a_part_that_gave_up_offers_details_for_support(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    given_up = a_shop.process("model-chat", ProcessState.GIVEN_UP, "The model file is damaged.")
    client.now_status = a_shop.status(Answering.LIMITED, "Short answers.", (given_up, a_shop.process("api")))
    window = open_window()
    page = home_of(window)
    qtbot.waitUntil(lambda: len(seen(page, NeedRow)) == 1)
    page.findChildren(NeedRow)[0].help.click()
    assert "The model file is damaged." in QApplication.clipboard().text()
    assert window.toast.words.text() == "Copied"
    assert len(seen(page, PartRow)) == 2


def test_questions_not_known_are_named(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_status = a_shop.status(not_known=1)
    client.now_questions = [a_shop.question("Do you service Bosch?", "", Outcome.NOT_KNOWN, Rung.LEAD_FORM)]
    window = open_window()
    page = home_of(window)
    qtbot.waitUntil(lambda: any(row.detail.text() == "Do you service Bosch?" for row in page.findChildren(NeedRow)))
    page.findChildren(NeedRow)[0].help.click()
    knowledge = window.pages["knowledge"]
    assert isinstance(knowledge, KnowledgePage)
    assert knowledge.sections["questions"].isVisible()


def test_one_answer_that_fails_does_not_spoil_the_rest(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.failures["documents"] = Refused(ErrorCode.KNOWLEDGE_UNAVAILABLE, "The index is locked.")
    page = home_of(open_window())
    qtbot.waitUntil(lambda: len(seen(page, AnswerRow)) == 2)
    assert page.banner.title.text() == "Your front desk is open."


def test_home_stops_asking_when_nobody_looks(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: {"status", "conversations", "facts", "leads", "documents"} <= set(client.calls))
    qtbot.waitUntil(lambda: window.watch.poll.waiting)
    window.hide()
    assert not window.watch.poll.waiting


@pytest.mark.parametrize("width", [720, 1280])
def test_home_fits_small_and_large_windows(qtbot: QtBot, open_window: OpenWindow, width: int) -> None:
    window = open_window()
    window.resize(width, 640)
    page = home_of(window)
    qtbot.waitUntil(lambda: len(seen(page, AnswerRow)) == 2)
    tops = {tile.mapTo(page, tile.rect().topLeft()).y() for tile in page.tiles}
    assert len(tops) == (2 if width == 720 else 1)
