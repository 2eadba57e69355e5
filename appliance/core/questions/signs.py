"""Owns signs and pictures in words, where they tell one question from another: `C#`, `-2.50`, `< 500`. Pure."""

from __future__ import annotations

import re
import unicodedata

SIGN_OF = "signof"
"""Begins a word that stands for a sign or a picture; no document holds it."""

_ALWAYS = {
    "%": " percent ",
    "€": " euro ",
    "$": " dollar ",
    "£": " pound ",
    "<": f" {SIGN_OF}less ",
    ">": f" {SIGN_OF}more ",
}
# These mean something only where they touch a letter or a digit.
_TOUCHING = {
    re.compile(r"(?<=[^\W_])\+|\+(?=[^\W_])|(?<=\+)\+"): f" {SIGN_OF}plus ",
    re.compile(r"(?<=[^\W_])#|#(?=[^\W_])"): f" {SIGN_OF}hash ",
    # `-2.50`, `B-`; not `Kinder- und Jugendrad`.
    re.compile(
        r"(?<![^\W_])[-−–](?=[\d$€£])|(?<=\b[^\W_])[-−](?![^\W_])|(?<=\b[^\W_]{2})[-−](?![^\W_])"
    ): f" {SIGN_OF}minus ",
    re.compile(r"(?<=\d)\s?[/⁄]\s?(?=\d)"): f" {SIGN_OF}slash ",
}
# Things, animals, flags of two letters; faces only say how somebody feels.
_PICTURE = re.compile("[\U0001f1e6-\U0001f1ff]{2}|[\u2600-\u27bf\U0001f300-\U0001f5ff\U0001f680-\U0001faff]")


def signs_in_words(text: str) -> str:
    """The text, each sign that matters as a word between spaces."""
    for touching, word in _TOUCHING.items():
        text = touching.sub(word, text)
    for sign, word in _ALWAYS.items():
        text = text.replace(sign, word)
    return _PICTURE.sub(_named, text)


def _named(picture: re.Match[str]) -> str:
    names = "".join(unicodedata.name(one, "") for one in picture[0])
    return f" {SIGN_OF}{re.sub(r'[^A-Z0-9]', '', names).lower()} "
