"""Owns reading saved e-mails: the subject, what was written, and the names of what was attached."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart

from appliance.contract.knowledge import Note, NoteCode
from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.importers import html, text
from appliance.knowledge.importers.reading import Reading

PARTS_MAX = 200
# Below this line stands who wrote it, not what was written.
_SIGNATURE = "\n-- \n"


def read(data: bytes) -> Reading:
    message = email.message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not (message["from"] or message["subject"] or message["date"]):
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, "This is not an e-mail, although its name says so.")
    subject = " ".join(str(message["subject"] or "").split())
    reading = _body(message, subject)
    return reading.noting(*_attached(message))


def _body(message: EmailMessage, subject: str) -> Reading:
    """The plain text where there is one, else the HTML."""
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        if part is None or not (written := _written(part).strip()):
            continue
        if kind == "html":
            reading = html.read(written.encode())
            return Reading(
                subject or reading.title, reading.blocks, reading.notes, reading.products, reading.structured
            )
        return text.read_text(written.partition(_SIGNATURE)[0], subject)
    return Reading(subject, ())


def _written(part: MIMEPart) -> str:
    try:
        return str(part.get_content()).replace("\r\n", "\n")
    except (LookupError, KeyError, ValueError):  # an encoding that nobody knows
        payload = part.get_payload(decode=True)
        return payload.decode(errors="replace") if isinstance(payload, bytes) else ""


def _attached(message: EmailMessage) -> Iterator[Note]:
    parts = [part for part, _ in zip(message.walk(), range(PARTS_MAX), strict=False)]
    names = [name for part in parts if part.get_content_disposition() == "attachment" and (name := part.get_filename())]
    if names:
        detail = f"What was attached was not read: {', '.join(names[:10])}. Add it by itself if it matters."
        yield Note(code=NoteCode.LEFT_OUT, detail=detail)
