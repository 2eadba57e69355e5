"""Owns that sentences are the same however the model's words arrive, and that none is held back for ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.chat.writing.sentence_stream import SENTENCE_MAX_CHARS, SentenceStream
from appliance.core.language import sentences

TEXT = (
    "City bikes cost $45.50 per day, e.g. Monday. We close at 6. Ask Dr. Hill!\n- Helmets: free.\n“Yes.” (Really.) So?"
)
PROSE = st.text(alphabet='aeB1$ .!?,-\n"()“”…ä', max_size=200)


def through(pieces: list[str]) -> list[str]:
    stream = SentenceStream()
    shown = [sentence for piece in pieces for sentence in stream.add(piece)]
    return [*shown, *stream.rest()]


def cut(text: str, sizes: list[int]) -> list[str]:
    pieces: list[str] = []
    for size in sizes:
        pieces.append(text[:size])
        text = text[size:]
    return [*pieces, text]


@given(st.lists(st.integers(min_value=0, max_value=9), max_size=60))
def test_sentences_are_the_same_however_the_text_is_cut(sizes: list[int]) -> None:
    assert through(cut(TEXT, sizes)) == sentences(TEXT)


@given(PROSE, st.lists(st.integers(min_value=0, max_value=20), max_size=60))
def test_so_they_are_for_any_text(text: str, sizes: list[int]) -> None:
    assert through(cut(text, sizes)) == sentences(text)


def test_a_sentence_is_shown_when_the_next_one_begins() -> None:
    stream = SentenceStream()
    assert stream.add("We open at 9. ") == []
    assert stream.add("We") == ["We open at 9."]
    assert stream.rest() == ["We"]


def test_a_price_is_never_shown_before_its_last_digit() -> None:
    stream = SentenceStream()
    assert stream.add("It costs $20") == []
    assert stream.add("0. ") == []
    assert stream.rest() == ["It costs $200."]


@given(st.lists(st.text(alphabet="ab ,", min_size=1, max_size=50), max_size=60))
def test_a_sentence_that_never_ends_is_let_go(pieces: list[str]) -> None:
    stream, held = SentenceStream(), ""
    for piece in pieces:
        held = "" if stream.add(piece) else held + piece
        assert len(held.strip()) <= SENTENCE_MAX_CHARS
    assert "".join(through(pieces)).replace(" ", "") == "".join(pieces).replace(" ", "")


@pytest.mark.parametrize("nothing", ["", " ", "\n\n"])
def test_nothing_said_is_no_sentence(nothing: str) -> None:
    assert through([nothing]) == []
