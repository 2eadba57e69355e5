"""Owns the played box's hand-offs: who waits, who talks, what was said, as a test sets them."""

from __future__ import annotations

from appliance.contract.handoff import HandOff, HandOffMessage, HandOffReason, HandOffState, Speaker

AT = "2026-11-21T17:2{minute}:00.000+00:00"


def hand_off(
    conversation: str = "c_1", state: HandOffState = HandOffState.WAITING, person: str | None = None
) -> HandOff:
    return HandOff(
        id=f"ho_{conversation}",
        conversation_id=conversation,
        question_id=None,
        question="My e-bike stopped on the bridge. Do you pick up?",
        reason=HandOffReason.VISITOR,
        state=state,
        language="en",
        person=person,
        asked_at=AT.format(minute=9),
        due_at=None,
        ended_at=None,
        told="",
    )


class FakeTalks:
    """Every call is noted by `_enter`, which also plays failures."""

    def __init__(self) -> None:
        self.now_hand_offs: list[HandOff] = []
        self.now_messages: list[HandOffMessage] = []

    def hand_offs(self, limit: int = 50, ended: bool = False) -> list[HandOff]:
        self._enter("hand_offs")
        return [each for each in self.now_hand_offs if (each.state is HandOffState.ENDED) == ended][:limit]

    def hand_off_messages(self, hand_off_id: str, after: int = 0) -> list[HandOffMessage]:
        self._enter("hand_off_messages")
        return [message for message in self.now_messages if message.number > after]

    def take_hand_off(self, hand_off_id: str, name: str) -> HandOff:
        self._enter(f"take_hand_off {hand_off_id}")
        return self._becomes(hand_off_id, HandOffState.TALKING, name)

    def take_conversation(self, conversation_id: str, name: str) -> HandOff:
        self._enter(f"take_conversation {conversation_id}")
        self.now_hand_offs.append(hand_off(conversation_id))
        return self._becomes(f"ho_{conversation_id}", HandOffState.TALKING, name)

    def say_in_hand_off(self, hand_off_id: str, text: str) -> HandOffMessage:
        self._enter("say_in_hand_off")
        return self.hear(Speaker.PERSON, text)

    def end_hand_off(self, hand_off_id: str) -> HandOff:
        self._enter(f"end_hand_off {hand_off_id}")
        return self._becomes(hand_off_id, HandOffState.ENDED)

    def hear(self, said_by: Speaker, text: str, state: HandOffState | None = None) -> HandOffMessage:
        """Somebody says something."""
        number = len(self.now_messages) + 1
        at = f"2026-11-21T17:29:{number:02}.000+00:00"
        message = HandOffMessage(number=number, said_by=said_by, name=None, text=text, at=at, state=state)
        self.now_messages.append(message)
        return message

    def _becomes(self, hand_off_id: str, state: HandOffState, person: str | None = None) -> HandOff:
        [before] = [each for each in self.now_hand_offs if each.id == hand_off_id]
        now = before.model_copy(update={"state": state, "person": person or before.person})
        self.now_hand_offs = [now if each.id == hand_off_id else each for each in self.now_hand_offs]
        return now

    def _enter(self, name: str) -> None:
        raise AssertionError("the played client notes its calls")
