"""Owns what the played box says to a question: its first word names the script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Event = dict[str, Any] | str
CUT = "cut"
"""The connection ends here the first time; a resumed stream runs past it."""
HOLD = "hold"
"""Nothing more until the test lets go."""
TOLD = "told"
"""The script of a question asked while a person talks."""

TUNE_UP = "A full tune-up is $140. It takes 2 to 3 days.\nParts are extra."
SOURCE = {"title": "Tune-ups", "place": "Full tune-up", "document_id": "d1", "url": None}
LINKED = {"title": "Service price list", "place": "", "document_id": "d2", "url": "https://shop.example/prices"}
CARDS = [
    {
        "name": "Beanie", "detail": "", "price": "$18", "regular_price": "$20", "in_stock": True,
        "url": "https://shop.example/beanie", "image": "/logo.svg", "document_id": "d1",
    },
    {
        "name": "<b>Cap</b>", "detail": "M / red", "price": None, "regular_price": None, "in_stock": False,
        "url": "javascript:alert(1)", "image": "http://elsewhere.example/cap.png", "document_id": "d1",
    },
    {
        "name": "Scarf", "detail": "", "price": "from $9", "regular_price": None, "in_stock": None,
        "url": None, "image": "/nowhere.png", "document_id": "d1",
    },
]  # fmt: skip
LONG_QUOTE = "\n".join(f"Sentence {n} of the price list, quoted." for n in range(6))
AGAIN: list[dict[str, Any]] = [
    {"event": "replace", "text": "A full tune-up is $140."},
    {"event": "sources", "sources": [SOURCE]},
    {"event": "done", "outcome": "answered", "rung": "generated", "spans": []},
]
"""A kept answer, told once more by a box that was restarted meanwhile."""
HOSTILE = '<img src=x onerror="window.hurt=1"><b>bold</b> javascript:alert(1) https://evil.example/x'


def script_for(question: str, question_id: str) -> Iterator[Event]:
    """The events of the script named by the question's first word; an unknown word gets the usual answer."""
    yield {"event": "accepted", "question_id": question_id, "conversation_id": "c1"}
    yield {"event": "stage", "stage": "looking_up"}
    yield from _SCRIPTS.get(question.split()[0].lower(), _usual)()


def _usual() -> Iterator[Event]:
    yield {"event": "position", "ahead": 2, "eta_s": 1.5}
    yield {"event": "stage", "stage": "writing"}
    yield from _words(TUNE_UP)
    yield {"event": "sources", "sources": [SOURCE, LINKED]}
    yield _done("answered")


def _slow() -> Iterator[Event]:
    yield HOLD
    yield from _usual()


def _held() -> Iterator[Event]:
    yield from _words("A full tune-up ")
    yield HOLD
    yield from _words("is $140.")
    yield _done("answered")


def _cut() -> Iterator[Event]:
    yield from _words("A full tune-up ")
    yield CUT
    yield from _words("is $140.")
    yield _done("answered")


def _error() -> Iterator[Event]:
    yield from _words("A full tune-up is ")
    yield {"event": "error", "code": "model_unavailable", "detail": "Played.", "partial": True}
    yield _done("partial")


def _line() -> Iterator[Event]:
    yield {"event": "position", "ahead": 2, "eta_s": 11.0}
    yield HOLD
    yield {"event": "position", "ahead": 1, "eta_s": 4.0}
    yield {"event": "position", "ahead": 0, "eta_s": 1.0}
    yield from _usual()


def _wait() -> Iterator[Event]:
    yield {"event": "position", "ahead": 9, "eta_s": 40.0}
    yield HOLD
    yield from _usual()


def _better() -> Iterator[Event]:
    yield from _words(LONG_QUOTE)
    yield {"event": "sources", "sources": [{**SOURCE, "title": "Quoted"}]}
    yield {"event": "position", "ahead": 1, "eta_s": 6.0}
    yield HOLD
    yield {"event": "replace", "text": "A full tune-up is $140 and"}
    yield {"event": "delta", "text": " takes 3 days."}
    yield {"event": "sources", "sources": [SOURCE]}
    yield _done("answered")


def _quoted() -> Iterator[Event]:
    yield from _words(LONG_QUOTE)
    yield {"event": "sources", "sources": [SOURCE]}
    yield HOLD
    yield _done("answered")


def _person() -> Iterator[Event]:
    yield {"event": "handoff", "state": "waiting"}
    yield _done("handed_off")


def _told() -> Iterator[Event]:
    yield {"event": "handoff", "state": "talking"}
    yield _done("handed_off")


def _booking() -> Iterator[Event]:
    yield from _words("I can write down when you would like to come.")
    yield {"event": "form", "kind": "booking", "question_id": "0"}
    yield _done("answered")


def _form() -> Iterator[Event]:
    yield from _words("I do not know that. I will ask the team.")
    yield {"event": "form", "kind": "lead", "question_id": "0"}
    yield _done("not_known")


def _hostile() -> Iterator[Event]:
    yield from _words(HOSTILE)
    yield {"event": "sources", "sources": [{**SOURCE, "title": "<b>Bad</b>", "url": "javascript:alert(1)"}]}
    yield _done("answered")


def _products() -> Iterator[Event]:
    yield from _words("We have 3 for “beanies”.")
    yield {"event": "cards", "cards": CARDS}
    yield _done("answered")


def _long() -> Iterator[Event]:
    yield from _words("\n".join(f"Line {n} of a long answer about the workshop." for n in range(40)))
    yield _done("answered")


def _words(text: str) -> Iterator[Event]:
    for word in text.split(" "):
        yield {"event": "delta", "text": f"{word} "}


def _done(outcome: str) -> Event:
    return {"event": "done", "outcome": outcome, "rung": "generated", "spans": []}


_SCRIPTS = {
    TOLD: _told,
    "slow": _slow,
    "line": _line,
    "wait": _wait,
    "better": _better,
    "quoted": _quoted,
    "i": _person,
    "booking": _booking,
    "held": _held,
    "cut": _cut,
    "error": _error,
    "form": _form,
    "hostile": _hostile,
    "long": _long,
    "products": _products,
}
