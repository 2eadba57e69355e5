"""Owns what a form must hold beyond its shape, and when two are the same. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from appliance.contract.leads import BookingWish, FormKind, LeadRequest
from appliance.contract.problems import ErrorCode, Refused

BOOK_AHEAD = timedelta(days=366)
BETWEEN = "\n\n"
# Four full forms, or many short ones.
NOTES_MAX_CHARS = 10_000


def check(request: LeadRequest, now: datetime) -> None:
    """Raises Refused naming the field when it cannot be kept. `now` is the shop's local time."""
    if request.kind is FormKind.CALL_BACK and not request.phone:
        raise _wrong("phone", "Please leave a phone number, so that we can call you back.")
    if not (request.email or request.phone):
        raise _wrong("email", "Please leave an e-mail address or a phone number.")
    if request.kind is FormKind.BOOKING:
        _check_booking(request, now)


def wanted(request: LeadRequest) -> datetime | None:
    """The moment of a booking, by the shop's clock; None for other forms."""
    if request.kind is FormKind.BOOKING and request.date and request.time:
        return datetime.combine(request.date, request.time)
    return None


def fields(request: LeadRequest, before: Mapping[str, Any], open_then: bool | None) -> dict[str, Any]:
    """What the form says beyond contact details, as JSON; `before` is what the same visitor's form said earlier.

    `open_then`: is the shop open when a booking is wished for?
    Raises Refused when the notes together are more than are kept of one lead.
    """
    notes = _notes(before.get("note", ""), (request.note or "").strip())
    told: dict[str, Any] = {"note": notes} if notes else {}
    if when := wanted(request):
        wish = BookingWish(date=when.date(), time=when.time(), people=request.people, open=open_then)
        told["booking"] = wish.model_dump(mode="json")
    return told


def once_key(request: LeadRequest, question: str) -> str:
    """The same for the same form about the same question with the same contact details; another day is another form.

    `question`: its words, because a conversation alone is about whatever was asked in it last.
    """
    contact = ((request.email or "").lower(), re.sub(r"\D", "", request.phone or ""))
    when = (str(request.date), str(request.time)) if request.kind is FormKind.BOOKING else ()
    about = request.question_id or (request.conversation_id, question)
    return hashlib.sha256(json.dumps((about, request.kind, *contact, *when)).encode()).hexdigest()


def consent_version(text: str) -> str:
    """The fingerprint of the words that somebody agreed to."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def _notes(earlier: str, note: str) -> str:
    """Both, one below the other; one that was there already stands once."""
    if f"{BETWEEN}{note}{BETWEEN}" in f"{BETWEEN}{earlier}{BETWEEN}":
        return earlier
    together = BETWEEN.join(filter(None, (earlier, note)))
    if len(together) > NOTES_MAX_CHARS:
        raise _wrong("note", "This is more than the team can take down here. Please contact the shop directly.")
    return together


def _check_booking(request: LeadRequest, now: datetime) -> None:
    if request.date is None:
        raise _wrong("date", "Please choose a day.")
    if request.time is None:
        raise _wrong("time", "Please choose a time.")
    if request.time.tzinfo:
        raise _wrong("time", "Please give the time as the shop's clock shows it, without a zone.")
    when, today = datetime.combine(request.date, request.time), now.replace(tzinfo=None)
    if request.date < today.date() or request.date > (today + BOOK_AHEAD).date():
        raise _wrong("date", "Please choose a day within the next twelve months.")
    if when <= today:
        raise _wrong("time", "This time is over. Please choose a later one.")


def _wrong(field: str, sentence: str) -> Refused:
    return Refused(ErrorCode.BAD_INPUT, sentence, field=field)
