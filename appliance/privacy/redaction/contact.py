"""Owns finding e-mail addresses and addresses of computers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address

from appliance.privacy.redaction.around import Around
from appliance.privacy.redaction.span import Kind, Span

_LOCAL, _LABEL = r"[\w.+'’&=!~*-]{1,64}", r"[\w-]{1,63}"
_EMAIL = re.compile(
    rf"(?<![\w.+-]){_LOCAL}\s?@\s?{_LABEL}(?:\.{_LABEL}){{1,4}}"
    # As people write it to hide it from machines: name (at) host (dot) com, name at host dot com.
    rf"|(?<![\w.+-])[\w.+-]{{1,64}}\s?[(\[]\s?(?:at|ät|arroba)\s?[)\]]\s?{_LABEL}"
    rf"(?:(?:\.|\s?[(\[]\s?(?:dot|punkt|punto|point)\s?[)\]]\s?){_LABEL}){{1,4}}"
    rf"|(?<![\w.+-])[\w.+-]{{1,64}}\s(?:at|arroba)\s{_LABEL}(?:\s(?:dot|punkt|punto|point)\s{_LABEL}){{1,3}}(?!\w)",
    re.IGNORECASE,
)
_NETWORK = re.compile(
    r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]\d|\d)|(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{1,4}(?![\w:])",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[Span]:
    for found in _EMAIL.finditer(text):
        ends = found.end() - (len(found.group()) - len(found.group().rstrip(".-_'’")))
        yield Span(found.start(), ends, Kind.EMAIL)


def networks(text: str) -> Iterator[Span]:
    for found in _NETWORK.finditer(text):
        try:
            ip_address(found.group())
        except ValueError:
            continue
        if not Around(text, *found.span()).is_of_a_thing:  # a version looks the same
            yield Span(*found.span(), Kind.NETWORK)
