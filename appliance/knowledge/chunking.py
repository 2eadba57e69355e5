"""Owns cutting a reading into passages: pieces that can answer a question by themselves. Pure."""

from __future__ import annotations

from appliance.contract.knowledge import Passage
from appliance.core.language import sentences
from appliance.knowledge.reading import Block, Reading

# Long enough to hold an answer with its condition, short enough to be shown to a visitor as it is.
PASSAGE_WORDS = 60
PASSAGES_MAX = 5_000


def passages(reading: Reading) -> list[Passage]:
    """Neighbouring blocks under one heading are joined up to the limit; longer ones are cut at sentences."""
    result: list[Passage] = []
    waiting: list[str] = []
    heading: tuple[str, ...] = ()

    def flush() -> None:
        if waiting:
            result.append(Passage(heading=heading, text="\n".join(waiting)))
            waiting.clear()

    for block in reading.blocks:
        for text in _pieces(block):
            if block.whole or block.heading != heading or _words(waiting) + _words([text]) > PASSAGE_WORDS:
                flush()
            heading = block.heading
            waiting.append(text)
            if block.whole:
                flush()
    flush()
    return result[:PASSAGES_MAX]


def _pieces(block: Block) -> list[str]:
    """The block itself, or runs of its sentences of at most the limit; an endless sentence is cut by words."""
    if _words([block.text]) <= PASSAGE_WORDS:
        return [block.text]
    pieces: list[str] = []
    for sentence in sentences(block.text):
        for run in _runs(sentence):
            if pieces and _words([pieces[-1], run]) <= PASSAGE_WORDS:
                pieces[-1] += " " + run
            else:
                pieces.append(run)
    return pieces


def _runs(sentence: str) -> list[str]:
    parts = sentence.split()
    return [" ".join(parts[at : at + PASSAGE_WORDS]) for at in range(0, len(parts), PASSAGE_WORDS)]


def _words(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)
