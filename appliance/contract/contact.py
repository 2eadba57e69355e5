"""Owns how somebody can be reached: what is taken for an e-mail address and for a phone number."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

# Names with single dots between, @, labels with dots between: no list of endings, they are too many and change.
EMAIL = (
    r'^[^@\s<>,;:"()\[\]\\.\x00-\x1f\x7f-\x9f](?:\.?[^@\s<>,;:"()\[\]\\.\x00-\x1f\x7f-\x9f]){0,63}'
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W_](?:[\w-]{0,61}[^\W_])$"
)
PHONE = r"^\(?\+?(?:[ ()/.-]*[0-9]){6,15}[ ()/.-]*(?:,? *(?:ext\.?|x) *[0-9]{1,6})?$"
# By their Unicode category: other scripts' spaces and dashes, and marks of direction that nobody sees.
_ON_A_KEYPAD = {"Zs": " ", "Pd": "-", "Cf": ""}
_MINUS = "\u2212"


def _seen(typed: object) -> object:
    """Without what nobody sees: such marks come along when an address is copied."""
    if not isinstance(typed, str):
        return typed
    return "".join(char for char in typed if unicodedata.category(char) != "Cf")


def _dialled(typed: object) -> object:
    """In the characters of a keypad, whatever script and typography it was written in."""
    if not isinstance(typed, str):
        return typed
    return "".join(map(_key, unicodedata.normalize("NFKC", typed))).lower()


def _key(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return "-" if char == _MINUS else _ON_A_KEYPAD.get(unicodedata.category(char), char)


Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=EMAIL), BeforeValidator(_seen)]
Phone = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=40, pattern=PHONE),
    Field(description="6 to 15 digits. Digits, spaces and dashes of other scripts are kept as these."),
    BeforeValidator(_dialled),
]
