"""Owns taking e-mail addresses and phone numbers out of questions before they are kept for the owner. Pure.

Names and postal addresses are not recognised.
"""

from __future__ import annotations

import re

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Seven digits and more, as people write them: +1 (503) 555-0142, 0171/1234567, 503.555.0142.
_PHONE = re.compile(r"(?<![\w.,$€£-])(?:\+|\()?\d(?:[ ()/.-]{0,2}\d){6,14}(?![\w%])")


def masked(question: str) -> str:
    return _PHONE.sub("[phone]", _EMAIL.sub("[e-mail]", question))
