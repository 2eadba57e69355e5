"""Owns characters that look like others or like nothing: taken back to what a person reads. Pure.

Ordinary text of any language comes through unchanged: what is normal in one script is undone only inside another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# A text may hold a few by accident (a brand in bold letters, a pasted line break); more are a disguise.
FEW = 3

_LETTER = "[A-Za-z0-9\u00c0-\u024f]"
# Joiners and marks of direction are normal in Persian, Hindi, Arabic and emoji, and never between Latin letters.
_INVISIBLE = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]"
)
_BETWEEN = re.compile(f"(?<={_LETTER}){_INVISIBLE}+(?={_LETTER})")
_OVERRIDES = re.compile("[\u202d\u202e]")
# Tags spell hidden words; after the black flag they are the flags of England, Scotland and Wales.
_TAGS = re.compile("(?:\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|([\U000e0000-\U000e007f]+)")
# One selector chooses how a sign is drawn; many in a row carry bytes.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,}")
_STYLED = re.compile("[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001f130-\U0001f149]")
# Wide letters are how Japanese and Chinese keyboards write Latin ones.
_WIDE_SCRIPTS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_STACKED = re.compile(r"(?<=[A-Za-z])[\u0300-\u036f\u0489\u1ab0-\u1aff\u20d0-\u20ff]{3,}")
_SPACED = re.compile(r"(?<!\w)(?:[A-Za-z\u00c0-\u024f][ ._*·-]{1,2}){5,}[A-Za-z\u00c0-\u024f](?!\w)")

_LOOKALIKES = str.maketrans(
    "аеорсхуіјѕһԁԛԝһӏкмтвнАВЕКМНОРСТХУІЈЅαοιρνκυΑΒΕΖΗΙΚΜΝΟΡΤΥΧօցսհոɡᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "aeopcxyijshdqwhlkmtbhABEKMHOPCTXYIJSaoipvkuABEZHIKMNOPTYXoguhngabcdefghijklmnoprstuvwyz",
)


def undo(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as a person reads it, and the names of the tricks that were undone."""
    tricks = []
    for name, step in _STEPS:
        plain = step(text)
        if plain != text:
            tricks.append(name)
            text = plain
    return text, tuple(tricks)


def _tags(text: str) -> str:
    return _TAGS.sub(lambda run: _untagged(run[1]) if run[1] else run[0], text)


def _untagged(run: str) -> str:
    return "".join(chr(ord(char) - 0xE0000) for char in run if 0xE0020 <= ord(char) <= 0xE007E)


def _selectors(text: str) -> str:
    return _SELECTORS.sub(lambda run: bytes(map(_selected, run[0])).decode("utf-8", "ignore"), text)


def _selected(char: str) -> int:
    return ord(char) - 0xFE00 if char <= "\ufe0f" else ord(char) - 0xE0100 + 16


def _invisible(text: str) -> str:
    return _BETWEEN.sub("", text)


def _overrides(text: str) -> str:
    return _OVERRIDES.sub("", text)


def _styled(text: str) -> str:
    if len(_STYLED.findall(text)) <= FEW or _WIDE_SCRIPTS.search(text):
        return text
    return _STYLED.sub(lambda char: unicodedata.normalize("NFKC", char[0]), text)


def _stacked(text: str) -> str:
    return _STACKED.sub("", text)


def _lookalikes(text: str) -> str:
    return _WORD.sub(lambda word: _one_script(word[0]), text)


def _one_script(word: str) -> str:
    """A word of Latin and look-alike letters becomes Latin; any other stays."""
    if word.isascii() or not any(char.isascii() for char in word):
        return word
    plain = word.translate(_LOOKALIKES)
    return plain if plain != word and all(char < "\u0250" for char in plain) else word


def _spaced(text: str) -> str:
    return _SPACED.sub(lambda run: re.sub(r"[\W_]", "", run[0]), text)


_STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("tags", _tags),
    ("selectors", _selectors),
    ("direction", _overrides),
    ("invisible", _invisible),
    ("styled", _styled),
    ("stacked", _stacked),
    ("look_alikes", _lookalikes),
    ("spaced", _spaced),
)
