"""Owns what is recognised by its signs alone: addresses, numbers to call, dates in figures. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from appliance.chat.grounding.claims.claim import ABROAD, Claim, Kind
from appliance.core.language import fold

# A claim that was found by its signs stands in the text as one letter of this private range from then on.
FIRST_MARK = 0xE000
PHONE_DIGITS = range(7, 16)
_CLOSING = ".,;:!?)]}>\"'*_”’"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TLD = (
    "com|org|net|info|biz|shop|store|online|site|app|dev|io|eu|de|at|ch|fr|es|it|nl|be|lu|uk|ie|us|ca|au|nz|pl|cz|dk|"
    "se|no|fi|pt|gr|hu|ro|ru|cn|jp|in|br|mx|co|me|tv|ai|cc|gg|ly|to|link|click|page|blog|news|edu|gov|top|xyz|live|pro|"
    "example|test|invalid|local"
)
_LINK = re.compile(
    rf"https?://[^\s<>\"]+|\bwww\.[^\s<>\"]+|\b(?:[a-z0-9][\w-]*\.)+(?:{_TLD})\b(?:/[^\s<>\"]*)?(?![\w@])",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
# Without a year only in the middle of a sentence: "It costs $4.10." is no day in October.
_DOTTED = re.compile(
    r"(?<![\d.,$€£])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?((?:19|20)\d\d)(?!\d)|(\d\d)(?!\d)|(?=\s?[a-zäöü–]))"
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)?\d\d)(?![\d/])")
_PHONE = re.compile(r"(?<![\w.,$€£])\+?\(?\d[\d ()/.\-\u00a0\u202f]{5,}\d(?![\w%])")
_NO_PHONE = re.compile(
    r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+|(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d|\d{1,2}\.\d\d\s?-\s?\d{1,2}\.\d\d"
)


def take(text: str) -> tuple[str, list[Claim]]:
    """The text with a mark in place of each claim found by its signs, and those claims in the order of their marks."""
    found: list[Claim] = []

    def each(pattern: re.Pattern[str], read: Callable[[re.Match[str]], Claim | None]) -> None:
        nonlocal text
        text = pattern.sub(lambda match: _marked(match, read, found), text)

    each(_EMAIL, lambda match: Claim(Kind.EMAIL, fold(match[0].rstrip(_CLOSING))))
    each(_LINK, lambda match: Claim(Kind.LINK, link(match[0])))
    each(_ISO, lambda match: _date(match[1], match[2], match[3]))
    each(_DOTTED, lambda match: _date(match[3] or match[4], match[2], match[1]))
    each(_SLASHED, _slashed)
    each(_PHONE, _phone)
    return text, found


def _marked(match: re.Match[str], read: Callable[[re.Match[str]], Claim | None], found: list[Claim]) -> str:
    claim = read(match)
    if claim is None:
        return match[0]
    found.append(claim)
    after = match[0][len(match[0].rstrip(_CLOSING)) :] if claim.kind in (Kind.LINK, Kind.EMAIL) else ""
    return f" {chr(FIRST_MARK + len(found) - 1)} {after}"


def link(text: str) -> str:
    """A link without scheme, `www.`, closing punctuation and slash; its host comes first, up to the first slash."""
    bare = re.sub(r"^https?://", "", fold(text.rstrip(_CLOSING)))
    return bare.removeprefix("www.").partition("#")[0].rstrip("/")


def _date(year: str | None, month: str, day: str) -> Claim | None:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    whole = f"20{year}" if year and len(year) == 2 else year or "*"
    return Claim(Kind.DATE, f"{whole}-{int(month):02}-{int(day):02}")


def _slashed(match: re.Match[str]) -> Claim | None:
    """Which of the two is the month is known only where the other cannot be one; else only the same figures match."""
    first, second, year = int(match[1]), int(match[2]), match[3]
    if first > 12 or first == second:
        return _date(year, match[2], match[1])
    if second > 12:
        return _date(year, match[1], match[2])
    return Claim(Kind.DATE, f"{year}/{first}/{second}")


def _phone(match: re.Match[str]) -> Claim | None:
    digits = re.sub(r"\D", "", match[0])
    if len(digits) not in PHONE_DIGITS or _NO_PHONE.fullmatch(match[0].strip()):
        return None
    abroad = match[0].lstrip("( ").startswith(("+", "00"))
    return Claim(Kind.PHONE, digits.lstrip("0"), ABROAD if abroad else "")
