"""Owns finding phone numbers by their digits, their grouping and the words around them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appliance.privacy.redaction import dates
from appliance.privacy.redaction.around import Around
from appliance.privacy.redaction.span import Kind, Span

_RUN = re.compile(
    r"(?<![\w/#-])(?<!\d[.,])(?:\+\s?|\()?\(?\d(?:[ \u00a0\u202f()./–-]{0,3}\d){5,24}"
    r"(?:\s?(?:x|ext\.?|#)\s?\d{1,5})?(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\d+")
# The shortest with a word like "call" before it, the shortest by its form alone, the longest there is (E.164).
FEWEST, FEWEST_ALONE, MOST = 6, 7, 15
_AMERICAN = re.compile(r"1?[2-9]\d\d[2-9]\d{6}")
_INDIAN = re.compile(r"[6-9]\d{9}")
_ONE_DIGIT_FIRST = ("0", "1", "7", "8")


def phones(text: str) -> Iterator[Span]:
    for found in _RUN.finditer(text):
        start, end = found.span()
        if dates.begins(found.group()):
            continue
        if len(_digits(found.group())) > MOST:
            start, end = _part(found)
        if _is_phone(text[start:end], Around(text, start, end)):
            yield Span(start, end, Kind.PHONE)


def _part(found: re.Match[str]) -> tuple[int, int]:
    """Two numbers in a row: from where one begins as phone numbers do, to the end."""
    for begin in re.finditer(r"\+|\(|(?<=\s)0(?!0)", found.group()[1:]):
        at = begin.start() + 1
        if FEWEST <= len(_digits(found.group()[at:])) <= MOST:
            return found.start() + at, found.end()
    return found.span()


def _is_phone(number: str, around: Around) -> bool:
    digits = _digits(number)
    if not FEWEST <= len(digits) <= MOST:
        return False
    if number.startswith("+"):
        return len(digits) >= FEWEST_ALONE
    if around.is_of_a_thing or around.is_an_amount:
        return False
    if around.says("phone") or around.is_of_somebody:
        return True
    return len(digits) >= FEWEST_ALONE and (_is_alone(digits, around) if number.isdecimal() else _is_grouped(number))


def _is_alone(digits: str, around: Around) -> bool:
    """Digits in one piece, and no word that tells."""
    if around.is_marked:
        return False
    if digits.startswith("0"):
        return 9 <= len(digits) <= 14 and not digits.startswith("000")
    return _AMERICAN.fullmatch(digits) is not None or _INDIAN.fullmatch(digits) is not None


def _is_grouped(number: str) -> bool:
    groups, digits = _GROUP.findall(number), _digits(number)
    if number.startswith("(") or digits.startswith("0"):
        return not digits.startswith("000")
    if "/" in number or len(groups) < 2 or not _could_be_dialled(groups):
        return False
    if "." in number and len(groups) < 3:
        return False  # 1234567.89 and 4321.555 are amounts
    return not all(group.endswith("00") for group in groups[1:])  # 12 000 000 and 1200 1500 are amounts


def _could_be_dialled(groups: Sequence[str]) -> bool:
    short = [group for group in groups[1:] if len(group) < 2]
    return not short and (len(groups[0]) > 1 or groups[0] in _ONE_DIGIT_FIRST) and max(map(len, groups)) <= 8


def _digits(text: str) -> str:
    """In ours, whatever script they were written in; an extension is not counted."""
    own, *_ = re.split(r"\s?(?:x|ext)", text, maxsplit=1, flags=re.IGNORECASE)
    return "".join(str(int(digit)) for digit in own if digit.isdecimal())
