"""Owns what is asked about people who take over conversations."""

from __future__ import annotations

from urllib.parse import quote

from appliance.client.wire import Wire, parse
from appliance.contract.handoff import HandOff, HandOffMessage, SayRequest, TakeRequest


class HandOffCalls(Wire):
    """Hand-offs, as the team sees them."""

    def hand_offs(self, limit: int = 50, ended: bool = False) -> list[HandOff]:
        """Who waits or talks, the longest first; with `ended` those that are over, newest first."""
        return self._list(f"/v1/handoffs?limit={limit}&ended={str(ended).lower()}", HandOff)

    def hand_off_messages(self, hand_off_id: str, after: int = 0) -> list[HandOffMessage]:
        """What was said after message number `after`, in order."""
        return self._list(f"/v1/handoffs/{quote(hand_off_id, safe='')}/messages?after={after}", HandOffMessage)

    def take_hand_off(self, hand_off_id: str, name: str) -> HandOff:
        """Talk with the visitor under this name. Raises Refused when somebody else does."""
        return self._hand_off(f"/v1/handoffs/{quote(hand_off_id, safe='')}/take", TakeRequest(name=name))

    def take_conversation(self, conversation_id: str, name: str) -> HandOff:
        """The same where nobody asked for a person."""
        return self._hand_off(f"/v1/conversations/{quote(conversation_id, safe='')}/take", TakeRequest(name=name))

    def say_in_hand_off(self, hand_off_id: str, text: str) -> HandOffMessage:
        body = SayRequest(text=text).model_dump()
        return parse(self._call("POST", f"/v1/handoffs/{quote(hand_off_id, safe='')}/say", json=body), HandOffMessage)

    def end_hand_off(self, hand_off_id: str) -> HandOff:
        """Hand the conversation back to the assistant; of one that waits: nobody can come."""
        return self._hand_off(f"/v1/handoffs/{quote(hand_off_id, safe='')}/end")

    def _hand_off(self, path: str, body: TakeRequest | None = None) -> HandOff:
        return parse(self._call("POST", path, json=body.model_dump() if body else None), HandOff)
