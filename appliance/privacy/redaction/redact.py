"""Owns hiding details behind marks that stay the same within one request, and putting them back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from appliance.privacy.redaction.finders import MARK, find


@dataclass(frozen=True, slots=True)
class Tokens:
    """What stands behind each mark: `[EMAIL_1]` and the address it hides. Never kept, never sent."""

    hidden: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


NOTHING_HIDDEN = Tokens()


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text that may leave, and the tokens that bring its details back."""

    text: str
    tokens: Tokens


def redact(text: str, keep: Tokens = NOTHING_HIDDEN) -> Redacted:
    """Hide every detail of `text`. What `keep` knows from the same request gets the same mark again."""
    hidden = dict(keep.hidden)
    marks = {(_kind(mark), value): mark for mark, value in hidden.items()}
    pieces: list[str] = []
    at = 0
    for span in find(text):
        value = text[span.start : span.end]
        if (span.kind, value) not in marks:
            number = sum(_kind(mark) == span.kind for mark in hidden) + 1
            marks[span.kind, value] = f"[{span.kind}_{number}]"
            hidden[marks[span.kind, value]] = value
        pieces += (text[at : span.start], marks[span.kind, value])
        at = span.end
    return Redacted("".join((*pieces, text[at:])), Tokens(MappingProxyType(hidden)))


def restore(text: str, tokens: Tokens) -> str:
    """Put the details back. A mark that was never given, or was garbled on its way, stays as it is."""
    return MARK.sub(lambda found: tokens.hidden.get(found.group(), found.group()), text)


def strange_marks(text: str, tokens: Tokens) -> bool:
    """A mark stands in `text` that hides nothing of this request."""
    return any(found.group() not in tokens.hidden for found in MARK.finditer(text))


def _kind(mark: str) -> str:
    return mark[1:].partition("_")[0]
