"""Owns what a visitor leaves behind so that the team can answer: the forms, and what becomes of them."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from appliance.contract.contact import Email, Phone
from appliance.contract.model import Value

# By other names beside the fields that are called so.
Date = date
Time = time
PEOPLE_MOST = 200

# In one line, for it stands in subjects and headings; and something of it can be seen.
_NAME = r"^[^\p{Cc}\p{Zl}\p{Zp}]*[^\p{C}\p{Z}\p{M}][^\p{Cc}\p{Zl}\p{Zp}]*$"
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120, pattern=_NAME)]
ConsentText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]


class FormKind(StrEnum):
    """What a visitor is asked for. `email_answer` goes to POST /v1/chat/{question}/email, the others to /v1/leads."""

    LEAD = "lead"
    CALL_BACK = "call_back"
    BOOKING = "booking"
    EMAIL_ANSWER = "email_answer"


class LeadRequest(Value):
    """POST /v1/leads: a visitor leaves contact details so that the team can answer.

    Either `question_id` or `conversation_id` says what they belong to. The same form sent twice is one lead;
    with something new in it, or once the lead was handled, it is open again.
    A booking is a wish that the visitor filled in and sent; the team says yes or no to it.
    """

    question_id: str | None = Field(default=None, max_length=64)
    conversation_id: str | None = Field(default=None, max_length=64)
    kind: Literal[FormKind.LEAD, FormKind.CALL_BACK, FormKind.BOOKING] = FormKind.LEAD
    name: Name
    email: Email | None = None
    phone: Phone | None = None
    note: str | None = Field(default=None, max_length=2_000, description="Anything else; when to call back.")
    date: Date | None = Field(default=None, description="The day of a booking, as the shop's calendar has it.")
    time: Time | None = Field(default=None, description="The time of a booking, as the shop's clock shows it.")
    people: int | None = Field(default=None, ge=1, le=PEOPLE_MOST)
    consent: Literal[True] = Field(description="The visitor agreed that these details are kept to answer them.")
    consent_text: ConsentText = Field(description="The very words that they agreed to.")

    @model_validator(mode="after")
    def belongs_to_something(self) -> LeadRequest:
        if not (self.question_id or self.conversation_id):
            raise ValueError("question_id or conversation_id is needed")
        return self


class BookingWish(Value):
    """When a visitor would like to come. Day and time are the shop's own; nobody has promised them yet."""

    date: Date
    time: Time
    people: int | None = None
    open: bool | None = Field(default=None, description="Is the shop open then, by the hours known when it was left?")


class Lead(Value):
    """Contact details with the question they belong to. Times are UTC, ISO 8601.

    `consent_version` is the fingerprint of `consent_text`: two leads with the same one agreed to the same words.
    """

    id: str
    kind: FormKind = FormKind.LEAD
    question: str
    name: str
    email: str | None
    phone: str | None
    note: str | None = None
    booking: BookingWish | None = None
    left_at: str
    handled_at: str | None = None
    consent_at: str | None = None
    consent_text: str | None = None
    consent_version: str | None = None


class EmailAnswerRequest(Value):
    """POST /v1/chat/{question}/email: send the answer to this address when there is one."""

    email: Email
    consent: Literal[True] = Field(description="The visitor agreed that the address is kept to answer them.")
    consent_text: ConsentText = Field(description="The very words that they agreed to.")


class EmailAnswer(Value):
    """What a visitor hears at once. `answered` when there is an answer; else there may be one later.

    It is sent by e-mail, or the team is asked to: where there is no answer, or nothing is connected that sends.
    """

    question_id: str
    email: str
    answered: bool
