"""Owns what a form must hold beyond its shape, and when two are the same. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime, timedelta
from typing import Any

from appliance.contract.leads import BookingWish, FormKind, LeadRequest
from appliance.contract.problems import ErrorCode, Refused

BOOK_AHEAD = timedelta(days=366)


def check(request: LeadRequest, now: datetime) -> None:
    """Raises Refused naming the field when it cannot be kept. `now` is the shop's local time."""
    if request.kind is FormKind.CALL_BACK and not request.phone:
        raise _wrong("phone", "Please leave a phone number, so that we can call you back.")
    if not (request.email or request.phone):
        raise _wrong("email", "Please leave an e-mail address or a phone number.")
    if request.kind is FormKind.BOOKING:
        _check_booking(request, now)


def fields(request: LeadRequest) -> dict[str, Any]:
    """What the form says beyond contact details, as JSON."""
    told: dict[str, Any] = {"note": request.note.strip()} if request.note and request.note.strip() else {}
    if request.kind is FormKind.BOOKING and request.date and request.time:
        wish = BookingWish(date=request.date, time=request.time, people=request.people)
        told["booking"] = wish.model_dump(mode="json")
    return told


def once_key(request: LeadRequest) -> str:
    """The same for the same form about the same question with the same contact details; another day is another form."""
    contact = ((request.email or "").casefold(), re.sub(r"\D", "", request.phone or ""))
    when = (str(request.date), str(request.time)) if request.kind is FormKind.BOOKING else ()
    about = request.question_id or request.conversation_id
    return hashlib.sha256(json.dumps((about, request.kind, *contact, *when)).encode()).hexdigest()


def consent_version(text: str) -> str:
    """The fingerprint of the words that somebody agreed to."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def _check_booking(request: LeadRequest, now: datetime) -> None:
    if request.date is None:
        raise _wrong("date", "Please choose a day.")
    if request.time is None:
        raise _wrong("time", "Please choose a time.")
    wanted, today = datetime.combine(request.date, request.time.replace(tzinfo=None)), now.replace(tzinfo=None)
    if request.date < today.date() or request.date > (today + BOOK_AHEAD).date():
        raise _wrong("date", "Please choose a day within the next twelve months.")
    if wanted <= today:
        raise _wrong("time", "This time is over. Please choose a later one.")


def _wrong(field: str, sentence: str) -> Refused:
    return Refused(ErrorCode.BAD_INPUT, sentence, field=field)
