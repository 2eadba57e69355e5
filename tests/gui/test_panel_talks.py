"""Owns what the Conversations page says, tried without Qt."""

from __future__ import annotations

from datetime import datetime

from appliance.contract.chat import Outcome
from appliance.contract.handoff import HandOffMessage, HandOffState, Speaker
from gui.presenters import conversations
from gui.presenters.conversations import Conversation, Line, Voice
from tests.gui import a_shop
from tests.gui.fake_talks import hand_off

NOW = datetime.fromisoformat("2026-11-21T17:30:00+00:00")


def message(number: int, said_by: Speaker, text: str, state: HandOffState | None = None) -> HandOffMessage:
    at = f"2026-11-21T17:29:{number:02}.000+00:00"
    return HandOffMessage(number=number, said_by=said_by, name="Ana", text=text, at=at, state=state)


def asked(words: str, answer: str = "", conversation: str = "c_1", outcome: Outcome = Outcome.ANSWERED) -> Conversation:
    question = a_shop.question(words, answer, outcome).model_copy(update={"conversation_id": conversation})
    return conversations.conversations([question], [])[0]


def test_who_waits_is_first_then_who_talks_then_the_latest() -> None:
    waits, talks = hand_off("c_w"), hand_off("c_t", HandOffState.TALKING, "Ana")
    ended = hand_off("c_e", HandOffState.ENDED)
    found = conversations.conversations(a_shop.questions(), [ended, talks, waits])
    assert [each.id for each in found] == ["c_w", "c_t", "c_e", "c_1"]
    assert conversations.needing(found) == 1


def test_a_second_wish_counts_not_the_first() -> None:
    first = hand_off("c_1", HandOffState.ENDED).model_copy(update={"asked_at": "2026-11-21T10:00:00.000+00:00"})
    second = hand_off("c_1").model_copy(update={"id": "ho_2"})
    [found] = conversations.conversations([], [second, first])
    assert found.open_hand_off == second


def test_words_to_a_person_are_shown_once() -> None:
    conversation = asked("Can you come?", outcome=Outcome.HANDED_OFF)
    lines = conversations.lines(
        conversation, [message(1, Speaker.VISITOR, "Can you come?"), message(2, Speaker.PERSON, "Yes.")]
    )
    assert lines == [Line(Voice.VISITOR, "Can you come?"), Line(Voice.PERSON, "Yes.")]


def test_a_question_without_an_answer_says_how_it_ended() -> None:
    lines = conversations.lines(asked("Do you service Bosch?", outcome=Outcome.NOT_KNOWN), [])
    assert lines == [Line(Voice.VISITOR, "Do you service Bosch?"), Line(Voice.NOTE, "not known")]


def test_changes_of_state_are_told_from_the_owner_s_side() -> None:
    messages = [
        message(1, Speaker.BOX, "I have called the team.", HandOffState.WAITING),
        message(2, Speaker.BOX, "Ana is here.", HandOffState.TALKING),
        message(3, Speaker.BOX, "", HandOffState.ENDED),
    ]
    assert [line.text for line in conversations.lines(asked("?", "Yes."), messages)][2:] == [
        "The visitor asked for a person.",
        "Ana took over. The assistant is silent.",
        "The assistant answers again.",
    ]


def test_what_can_be_done_depends_on_how_it_stands() -> None:
    def head(state: HandOffState) -> tuple[str, str, bool]:
        [found] = conversations.conversations([], [hand_off("c_1", state, "Ana")])
        view = conversations.head(found, NOW)
        return view.take, view.end, view.talking

    assert head(HandOffState.WAITING) == ("Take over", "Nobody can come", False)
    assert head(HandOffState.TALKING) == ("", "Hand back to assistant", True)
    assert head(HandOffState.MISSED) == ("Take over", "", False)
    assert head(HandOffState.ENDED) == ("Take over", "", False)
