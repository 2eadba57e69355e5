"""Owns the README's line on a vector index that cannot be read: damaged while the box runs, and found so at its start.

Asked through the visitors' address, as in test_fallbacks.py.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from appliance.client import Client
from appliance.contract.chat import Delta, Done, Outcome
from tests.whole.box import Box, until

WARRANTY = "__busy__ Is there a free check for a new bike?"
CHECK = "free check within 8 weeks"
QUOTED_S = 2.0
MADE_ANEW_S = 30


def test_vector_index_unreadable_words_find_and_it_is_made_anew(played_box: Box) -> None:
    with Client(played_box.website, "none") as visitor:
        damage(played_box)
        quoted_within(QUOTED_S, visitor)
        until(lambda: sound(played_box), MADE_ANEW_S, "it is made anew while the box runs")
        victim = played_box.child("api").pid
        assert victim
        damage(played_box)
        os.kill(victim, signal.SIGKILL)
        until(lambda: played_box.answers() and played_box.child("api").pid != victim, 30, "the api is back")
        quoted_within(10, visitor)  # in its first seconds a search waits for the index
        until(lambda: sound(played_box), MADE_ANEW_S, "it is made anew at the start")
        quoted_within(QUOTED_S, visitor)
    assert played_box.child("api").restarts == 1, "it was ended by this test alone"


def vectors(box: Box) -> Path:
    (file,) = (box.home / "index").glob("gen_*/chroma.sqlite3")
    return file


def damage(box: Box) -> None:
    file = vectors(box)
    file.write_bytes(bytes(file.stat().st_size))


def sound(box: Box) -> bool:
    files = list((box.home / "index").glob("gen_*/chroma.sqlite3"))
    return bool(files) and files[0].read_bytes().startswith(b"SQLite format 3")


def quoted_within(seconds: float, visitor: Client) -> None:
    began = time.monotonic()
    events = list(visitor.ask(WARRANTY))
    assert time.monotonic() - began < seconds
    assert CHECK in "".join(event.text for event in events if isinstance(event, Delta))
    assert isinstance(events[-1], Done)
    assert events[-1].outcome is Outcome.ANSWERED
