"""Owns how a conversation behaves: the same message again and again, too many at once, attacks a moment ago."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Final

from appliance.contract.triage import ASKED_AGAIN
from appliance.core.language import fold

TOO_FAST: Final = "too_fast"

# Somebody who gets no good answer asks once or twice more; the fourth time in a row is a script.
SAME_IN_A_ROW = 3
# "yes" and "ok" may come as often as they like.
SAME_MIN_CHARS = 8
SAME_S = 300.0
AT_ONCE = 20
AT_ONCE_S = 60.0
# Who has just been refused for an attack is met with care for a while: the next try is often the same in pieces.
SUSPECTED_S = 600.0
CONVERSATIONS = 2_000


@dataclass(slots=True)
class _Talk:
    """The last messages of one conversation, (seconds, hash of the text), and until when it is suspected."""

    messages: deque[tuple[float, int]] = field(default_factory=lambda: deque(maxlen=AT_ONCE))
    suspected_until: float = 0.0


class Flooding:
    """Remembers a few numbers of the latest conversations; those that were quiet longest are forgotten."""

    def __init__(self) -> None:
        self._talks: OrderedDict[str, _Talk] = OrderedDict()

    def note(self, conversation_id: str, text: str, now: float) -> str | None:
        """Takes a message down; what is wrong with it when it is one too many."""
        plain = " ".join(fold(text).split())
        talk, message = self._talk(conversation_id), (now, hash(plain))
        before = list(talk.messages)
        talk.messages.append(message)
        if len(before) == AT_ONCE and now - before[0][0] < AT_ONCE_S:
            return TOO_FAST
        same = [one for one in before[-SAME_IN_A_ROW:] if one[1] == message[1] and now - one[0] < SAME_S]
        return ASKED_AGAIN if len(same) == SAME_IN_A_ROW and len(plain) > SAME_MIN_CHARS else None

    def suspect(self, conversation_id: str, now: float) -> None:
        """It has attacked."""
        self._talk(conversation_id).suspected_until = now + SUSPECTED_S

    def suspected(self, conversation_id: str, now: float) -> bool:
        talk = self._talks.get(conversation_id)
        return talk is not None and now < talk.suspected_until

    def _talk(self, conversation_id: str) -> _Talk:
        talk = self._talks.setdefault(conversation_id, _Talk())
        self._talks.move_to_end(conversation_id)
        if len(self._talks) > CONVERSATIONS:
            self._talks.popitem(last=False)
        return talk
