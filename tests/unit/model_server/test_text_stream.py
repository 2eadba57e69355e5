"""What a visitor may read: whole characters, and never a piece of a stop string."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from appliance.model_server.generation.text_stream import TextStream


def test_a_character_split_over_tokens_appears_when_it_is_whole() -> None:
    stream = TextStream()
    assert [stream.feed(bytes([byte])) for byte in "5 €".encode()] == ["5", " ", "", "", "€"]


def test_half_a_character_at_the_end_is_left_out() -> None:
    stream = TextStream()
    assert stream.feed("Käse".encode()[:2]) == "K"
    assert stream.finish() == ""


def test_bytes_that_are_no_text_become_a_replacement_character() -> None:
    assert TextStream().feed(b"a\xffb") == "a\ufffdb"


def test_nothing_is_shown_from_a_stop_string_on() -> None:
    stream = TextStream(["\nUser:"])
    assert stream.feed(b"Hello\nUs") == "Hello"
    assert not stream.stopped
    assert stream.feed(b"er: more") == ""
    assert stream.stopped
    assert stream.feed(b"and more") == ""
    assert stream.finish() == ""


def test_what_only_looked_like_a_stop_string_is_shown() -> None:
    stream = TextStream(["<end>"])
    assert stream.feed(b"2 <e") == "2 "
    assert stream.feed(b" 3") == "<e 3"


def test_what_was_held_back_is_shown_at_the_end() -> None:
    stream = TextStream(["###"])
    assert stream.feed(b"C#") == "C"
    assert stream.finish() == "#"


def test_the_earliest_of_several_stops_counts() -> None:
    assert TextStream(["world", "lo"]).feed(b"hello world") == "hel"


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=4), max_size=4), st.lists(st.integers(0, 200)))
def test_however_bytes_are_cut_the_same_text_is_shown(text: str, stops: list[str], cuts: list[int]) -> None:
    data = text.encode("utf-8", "replace")
    stream = TextStream(stops)
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    shown = "".join(stream.feed(data[start:end]) for start, end in pairwise(edges)) + stream.finish()
    whole = data.decode()
    ends = [at for stop in stops if (at := whole.find(stop)) >= 0]
    if not ends:
        assert shown == whole
    else:
        assert stream.stopped
        assert not any(stop in shown for stop in stops)
        assert whole.startswith(shown)
