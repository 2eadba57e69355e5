"""Owns turning the bytes of a text file into text."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from appliance.contract.problems import ErrorCode, Refused

# Control characters other than tab and line ends do not stand in writing; a file full of them is not text.
_CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)}

# Asked before all others, because in a short text those take `ö` or `à` for letters of their own.
_USUAL = ["utf_16", "utf_32", "cp1252"]
_SAMPLE_BYTES = 200_000


def decode(data: bytes, declared: str | None = None) -> str:
    """UTF-8 when it is that, else what it is declared to be, else the likeliest. Raises Refused when it is no text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode(_known(declared) or _likeliest(data), errors="replace")
    clean = text.translate(_CONTROL)
    if len(clean) < 0.9 * len(text):
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, "This file holds no readable text.")
    return clean.replace("\r\n", "\n").replace("\r", "\n")


def _known(declared: str | None) -> str | None:
    try:
        return codecs.lookup(declared).name if declared else None
    except LookupError:
        return None


def _likeliest(data: bytes) -> str:
    sample = data[:_SAMPLE_BYTES]
    best = from_bytes(sample, cp_isolation=_USUAL).best() or from_bytes(sample).best()
    if best is None:
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, "This file holds no readable text.") from None
    return best.encoding
