"""Owns the section Shop facts as the owner uses it: reading them, confirming and dismissing what is proposed."""

from __future__ import annotations

from datetime import date, time

from pytestqt.qtbot import QtBot

from appliance.contract.facts import CustomFact, FactProposal, ServiceArea, ShopFacts
from appliance.contract.holidays import Holiday
from appliance.contract.opening import OpeningHours, Season, SpecialDay, Weekday
from appliance.contract.problems import ErrorCode, Refused
from gui.main_window import MainWindow
from gui.pages.knowledge.facts import FactsSection
from gui.presenters import facts
from gui.presenters.proposals import proposal_views
from gui.presenters.tone import Tone
from gui.widgets.fact_rows import FactRow, ProposalRow
from tests.gui import a_shop_knows
from tests.gui.conftest import NOW, OpenWindow
from tests.gui.fake_client import FakeClient
from tests.gui.sections import open_section

TODAY = NOW.date()


def facts_of(qtbot: QtBot, window: MainWindow) -> FactsSection:
    return open_section(qtbot, window, "facts", FactsSection)


def shown(section: FactsSection, heading: str) -> list[tuple[str, str, str]]:
    rows = [row for row in section.cards[heading].findChildren(FactRow) if row.isVisible()]
    return [(row.name.text(), row.words.text(), row.flag.text()) for row in rows]


def proposed(section: FactsSection) -> list[ProposalRow]:
    return [row for row in section.proposals.rows.values() if isinstance(row, ProposalRow)]


def test_facts_are_shown_in_words_and_what_ends_is_flagged(qtbot: QtBot, open_window: OpenWindow) -> None:
    section = facts_of(qtbot, open_window())
    assert section.line.text() == "Facts answer first, exactly as they stand here. 2 need a look."
    assert shown(section, "Opening hours") == [
        ("Tuesday – Thursday", "10:00 – 19:00", ""),
        ("Friday – Saturday", "10:00 – 18:00", ""),
        ("Monday, Sunday", "closed", ""),
        ("Thanksgiving", "26 November 2026: closed", ""),
    ]
    assert shown(section, "Prices") == [
        ("Full tune-up", "$140 · Parts are extra.", "until 30 November 2026"),
        ("Wheel truing", "$24.50 per wheel", "ended 31 October 2026"),
    ]
    assert shown(section, "Policies") == [("Returns", "30 days, unused, with the receipt.", "")]
    assert ("Phone", "+1 503 555 0142", "") in shown(section, "Contact")


def test_a_shop_without_facts_is_told_what_they_are_for(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.now_facts = ShopFacts(name="New shop")
    section = facts_of(qtbot, open_window())
    assert shown(section, "Prices") == []
    assert section.cards["Prices"].rows.empty.text().startswith("No prices yet.")
    assert "More" not in section.cards
    assert section.proposals.empty.isVisible()


def test_a_proposal_shows_its_quote_and_what_it_contradicts_and_is_confirmed(
    qtbot: QtBot, open_window: OpenWindow, client: FakeClient
) -> None:
    client.now_proposals = a_shop_knows.proposals()
    window = open_window()
    section = facts_of(qtbot, window)
    first, second = proposed(section)
    assert first.words.text() == "Phone: +1 503 555 0199"
    assert first.instead.text() == "Now: +1 503 555 0142"
    assert first.quote.text() == "“Call us: 503 555 0199” in “Services & prices”"
    assert second.words.text() == "Price: Flat fix: $22"
    assert not second.instead.isVisible()
    first.confirm.click()
    qtbot.waitUntil(lambda: "confirm_fact fact_1" in client.calls)
    qtbot.waitUntil(lambda: ("Phone", "+1 503 555 0199", "") in shown(section, "Contact"))
    assert window.toast.words.text() == "Visitors are told so from now on"
    assert [row.words.text() for row in proposed(section)] == ["Price: Flat fix: $22"]
    section.undo.click()
    qtbot.waitUntil(lambda: ("Phone", "+1 503 555 0142", "") in shown(section, "Contact"))


def test_a_proposal_is_dismissed(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_proposals = a_shop_knows.proposals()
    section = facts_of(qtbot, open_window())
    proposed(section)[1].dismiss.click()
    qtbot.waitUntil(lambda: "dismiss_fact fact_2" in client.calls)
    qtbot.waitUntil(lambda: len(proposed(section)) == 1)


def test_a_proposal_that_is_gone_is_told(qtbot: QtBot, open_window: OpenWindow, client: FakeClient) -> None:
    client.now_proposals = a_shop_knows.proposals()
    client.failures["confirm_fact fact_1"] = Refused(ErrorCode.NOT_FOUND, "There is no such proposal.")
    section = facts_of(qtbot, open_window())
    proposed(section)[0].confirm.click()
    qtbot.waitUntil(section.note.isVisible)
    assert section.note.title.text() == "This is not there any more."


def test_every_kind_of_fact_has_words() -> None:
    summer = Season(
        name={"en": "Summer hours"}, begins=date(2020, 6, 1), ends=date(2020, 8, 31),
        hours=(OpeningHours(day=Weekday.MONDAY, opens=time(9), closes=time(13)),),
    )  # fmt: skip
    special = (
        SpecialDay(holiday=Holiday.CHRISTMAS_DAY),
        SpecialDay(date=date(2026, 12, 24), yearly=True, name={"en": "Early close"}, opens=time(9), closes=time(12)),
        SpecialDay(date=date(2026, 1, 2), until=date(2026, 1, 9), name={"en": "Stocktaking"}),
    )
    shop = ShopFacts(
        name="A shop",
        hours=(OpeningHours(day=Weekday.MONDAY, opens=time(9), closes=time(12)),
               OpeningHours(day=Weekday.MONDAY, opens=time(14), closes=time(18))),
        seasons=(summer,),
        special_days=special,
        service_area=ServiceArea(places=("Portland",), text={"en": "$25 outside"}),
        custom=(CustomFact(ask=("wifi password",), text={"en": "Ask at the counter."}),),
    )  # fmt: skip
    lines = facts.all_lines(shop, TODAY)
    assert [(line.name, line.words, line.flag) for line in lines] == [
        ("Monday", "09:00 – 12:00, 14:00 – 18:00", ""),
        ("Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday", "closed", ""),
        (
            "Summer hours, 1 June to 31 August",
            "Monday 09:00 – 13:00; Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday closed",
            "",
        ),
        ("Christmas day", "closed, every year", ""),
        ("Early close", "24 December: 09:00 – 12:00", ""),
        ("Stocktaking", "2 January 2026 to 9 January 2026: closed", "is over"),
        ("Delivers to", "Portland. $25 outside", ""),
        ("Wifi password", "Ask at the counter.", ""),
    ]
    assert lines[5].tone is Tone.QUIET


def test_a_proposal_of_hours_is_told_as_hours_and_an_odd_one_as_it_is() -> None:
    hours = [{"day": "monday", "opens": "09:00", "closes": "17:00"}]
    where = {"quote": "Mon 9-5", "document_id": "d", "document": "Flyer"}
    found = [
        FactProposal(id="1", field="hours", value=hours, **where),
        FactProposal(id="2", field="hours", value="whenever", **where),
        FactProposal(id="3", field="name", value="Maple Bikes", **where),
    ]
    words = [view.words for view in proposal_views(found, a_shop_knows.facts(), TODAY)]
    assert words[0].startswith("Monday: 09:00 – 17:00; ")
    assert words[1:] == ["whenever", "Maple Bikes"]
