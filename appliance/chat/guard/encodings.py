"""Owns what a text may say to one who decodes it: each such reading is judged like the text itself. Pure."""

from __future__ import annotations

import base64
import codecs
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from appliance.chat.guard.characters import undo

# Shorter than this, letters and digits are an order number.
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(r"(?:(?:\\x|0x|%)?[0-9a-fA-F]{2}[ ,:]?){8,}")
_BINARY = re.compile(r"(?:[01]{8}[ ,]?){6,}")
_ESCAPES = re.compile(r"%[0-9a-fA-F]{2}|&#?\w{1,8};|\\u[0-9a-fA-F]{4}")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_LEET = str.maketrans("013457@$€", "oieastase")
_LEET_WORD = re.compile(r"(?=\S*[A-Za-z])(?=\S*[013457@$€])\S{3,}")
# Of 100 decoded characters so many are letters or spaces when it is language and no file.
LANGUAGE_PERCENT = 85
SHORTEST = 8
READINGS = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says when `trick` is undone. A `hidden` one cannot be there by accident."""

    trick: str
    text: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Plain:
    """A text with look-alike and invisible characters undone, and what else may be read in it."""

    text: str
    tricks: tuple[str, ...]
    readings: tuple[Reading, ...]


def plain(text: str) -> Plain:
    """Never longer work than a few passes over the text; at most READINGS readings."""
    clean, tricks = undo(text)
    found = dict.fromkeys(_readings(clean))
    return Plain(clean, tricks, tuple(list(found)[:READINGS]))


def _readings(text: str) -> Iterator[Reading]:
    for trick, pattern, decode in _PARTS:
        for part in pattern.findall(text)[:READINGS]:
            if _is_language(decoded := _decoded(decode, part)):
                yield Reading(trick, decoded, hidden=True)
    if _ESCAPES.search(text):
        yield Reading("escapes", _unescaped(text), hidden=False)
    if _LEET_WORD.search(text):
        yield Reading("leet", _LEET_WORD.sub(lambda word: word[0].translate(_LEET), text), hidden=False)
    yield Reading("rot13", codecs.encode(text, "rot13"), hidden=False)
    yield Reading("reversed", text[::-1], hidden=False)


def _decoded(decode: Callable[[str], bytes], part: str) -> str:
    try:
        return decode(part).decode("utf-8")
    except ValueError:  # of the wrong length, or no text
        return ""


def _is_language(text: str) -> bool:
    written = sum(char.isalpha() or char in " .,'?!" for char in text)
    return len(text) >= SHORTEST and written * 100 >= len(text) * LANGUAGE_PERCENT


def _unescaped(text: str) -> str:
    spelled = _UNICODE.sub(lambda code: chr(int(code[1], 16)), text)
    return html.unescape(unquote(spelled))


def _base64(part: str) -> bytes:
    bare = part.rstrip("=").translate(str.maketrans("-_", "+/"))
    return base64.b64decode(bare + "=" * (-len(bare) % 4))


def _hex(part: str) -> bytes:
    # Sizes and prices are pairs of digits too; words in hex hardly go without a letter.
    if not re.search("[a-fA-F]", part.replace("0x", "")):
        return b""
    return bytes.fromhex(re.sub(r"\\x|0x|%|[ ,:]", "", part))


def _binary(part: str) -> bytes:
    return bytes(int(bits, 2) for bits in re.findall(r"[01]{8}", part))


_PARTS: tuple[tuple[str, re.Pattern[str], Callable[[str], bytes]], ...] = (
    ("base64", _BASE64, _base64),
    ("hex", _HEX, _hex),
    ("binary", _BINARY, _binary),
)
