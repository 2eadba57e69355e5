"""Owns where every sentence of the panel passes on its way to the owner's language. No Qt: presenters use it.

`pyside6-lupdate` collects every `tr("…")` in this package, in the empty context.
"""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]

_translate: Translate = str


def install(translate: Translate) -> None:
    """Look sentences up with `translate` from now on; app.py hands in the one of Qt."""
    global _translate
    _translate = translate


def tr(sentence: str) -> str:
    """The sentence in the owner's language; English when the catalogue has none."""
    return _translate(sentence)


def counted(number: int, one: str, many: str) -> str:
    """`one` for 1, else `many`; `{n}` in either becomes the number."""
    return (one if number == 1 else many).format(n=number)
