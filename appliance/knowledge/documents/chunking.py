"""Owns cutting a reading into passages: pieces that can answer a question by themselves. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appliance.contract.knowledge import Passage
from appliance.core.language import sentences
from appliance.knowledge.importers.reading import Block, Reading

# Long enough to hold an answer with its condition, short enough to be shown to a visitor as it is.
PASSAGE_WORDS = 60
PASSAGES_MAX = 5_000


def passages(reading: Reading) -> list[Passage]:
    """Neighbouring blocks under one heading are joined up to the limit; longer ones are cut at sentences."""
    result: list[Passage] = []
    waiting: list[Block] = []

    def flush() -> None:
        if waiting:
            result.append(_joined(waiting))
            waiting.clear()

    for block in reading.blocks:
        for piece in _pieces(block):
            if waiting and not _go_together(waiting, piece):
                flush()
            waiting.append(piece)
    flush()
    return result[:PASSAGES_MAX]


def _go_together(waiting: Sequence[Block], piece: Block) -> bool:
    last = waiting[-1]
    apart = piece.whole or last.whole or piece.heading != last.heading or piece.place.page != last.place.page
    return not apart and _words([one.text for one in waiting]) + _words([piece.text]) <= PASSAGE_WORDS


def _joined(blocks: Sequence[Block]) -> Passage:
    """One passage, standing where its first block stands."""
    return Passage(
        heading=blocks[0].heading,
        text="\n".join(block.text for block in blocks),
        place=blocks[0].place,
        also=" ".join(filter(None, (block.also for block in blocks))),
    )


def _pieces(block: Block) -> list[Block]:
    """The block itself, or runs of its sentences of at most the limit; an endless sentence is cut by words."""
    if _words([block.text]) <= PASSAGE_WORDS:
        return [block]
    pieces: list[str] = []
    for sentence in sentences(block.text):
        for run in _runs(sentence):
            if pieces and _words([pieces[-1], run]) <= PASSAGE_WORDS:
                pieces[-1] += " " + run
            else:
                pieces.append(run)
    return [replace(block, text=text) for text in pieces]


def _runs(sentence: str) -> list[str]:
    parts = sentence.split()
    return [" ".join(parts[at : at + PASSAGE_WORDS]) for at in range(0, len(parts), PASSAGE_WORDS)]


def _words(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)
