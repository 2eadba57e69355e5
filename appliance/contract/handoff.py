"""Owns a hand-off on the wire: a person takes over a conversation, and gives it back.

The visitor follows it over the conversation's own stream of server-sent events. Their ids are the numbers of
its messages, so `Last-Event-ID` resumes it. It ends after the `handoff` event whose state is `ended`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from appliance.contract.leads import FormKind
from appliance.contract.model import Value

SAID_MAX_CHARS = 8_000
NAME_MAX_CHARS = 80
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_MAX_CHARS)]
SaidText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=SAID_MAX_CHARS)]


class HandOffState(StrEnum):
    """Where a hand-off stands. The assistant is silent while it is `talking`."""

    WAITING = "waiting"
    TALKING = "talking"
    MISSED = "missed"
    ENDED = "ended"


class HandOffReason(StrEnum):
    """Who or what asked for a person."""

    VISITOR = "visitor"
    TRIAGE = "triage"
    TWO_FAILED = "two_failed"
    OWNER = "owner"


class Speaker(StrEnum):
    """Who said a message."""

    PERSON = "person"
    VISITOR = "visitor"
    BOX = "box"


class HandOff(Value):
    """One hand-off. Times are UTC, ISO 8601. `told` is what the box said to the visitor at the last change of state.

    `due_at` is when it goes on by itself: missed when nobody came or answered, ended when both were silent.
    """

    id: str
    conversation_id: str
    question_id: str | None
    question: str = Field(description="What the visitor asked last; empty when they asked for a person at once.")
    reason: HandOffReason
    state: HandOffState
    language: str
    person: str | None = Field(description="Who of the team talks with the visitor, or did.")
    asked_at: str
    due_at: str | None
    ended_at: str | None
    told: str
    form: FormKind | None = Field(default=None, description="What the visitor is asked to fill in because of it.")


class HandOffMessage(Value):
    """One line of the thread. `number` counts within the conversation, from 1; `at` is UTC, ISO 8601.

    A line with a `state` is the box telling a change of state.
    """

    number: int
    said_by: Speaker
    name: str | None
    text: str
    at: str
    state: HandOffState | None = None
    form: FormKind | None = None


class HandOffChanged(Value):
    """The hand-off has a new state. `detail` is what the box says about it, in the visitor's language."""

    event: Literal["handoff"] = "handoff"
    state: HandOffState
    detail: str
    name: str | None = Field(description="Who of the team talks with the visitor, once somebody does.")
    form: FormKind | None = Field(default=None, description="The form to show under the words, if any.")


class MessageSaid(Value):
    """Somebody said something while a person was asked for or talked. `at` is UTC, ISO 8601."""

    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)

    event: Literal["message"] = "message"
    said_by: Speaker = Field(alias="from")
    name: str | None
    text: str
    at: str


ConversationEvent = Annotated[HandOffChanged | MessageSaid, Field(discriminator="event")]


class HandOffAnswer(Value):
    """What a visitor hears at once when they ask for a person; the conversation's stream says the same."""

    conversation_id: str
    state: HandOffState
    detail: str
    name: str | None
    form: FormKind | None


class TakeRequest(Value):
    """POST /v1/handoffs/{id}/take: somebody of the team talks with the visitor now, under this name."""

    name: PersonName


class SayRequest(Value):
    """POST /v1/handoffs/{id}/say: words of the person who took the conversation."""

    text: SaidText
