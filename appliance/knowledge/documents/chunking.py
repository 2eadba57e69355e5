"""Owns cutting a reading into passages: pieces that can answer a question by themselves. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from appliance.contract.knowledge import Passage
from appliance.core.language import sentences
from appliance.knowledge.importers.reading import Block, Reading

# Long enough to hold an answer with its condition, short enough to be shown to a visitor as it is.
PASSAGE_WORDS = 60
# A word longer than any counts as several, and two signs of a script that sets no spaces count as one.
WORD_CHARS = 30
CHARS_A_WORD = 6
SIGNS_A_WORD = 2
# What a row or a question is about, when it stands at its beginning in as few words as these.
LEAD_WORDS = 12
_LEAD = re.compile(r"^[^:?\n]*[:?](?=\s)")
_NO_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_END = re.compile(r"(?<=[。！？])")


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
    return result


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
    """The block itself, or runs of its sentences of at most the limit; an endless sentence is cut by words.

    What a block that is whole begins with (its item, its question) heads its later pieces.
    """
    if _words([block.text]) <= PASSAGE_WORDS:
        return [block]
    pieces: list[str] = []
    for sentence in sentences(block.text):
        for run in _runs(sentence):
            if pieces and _words([pieces[-1], run]) <= PASSAGE_WORDS:
                pieces[-1] += " " + run
            else:
                pieces.append(run)
    heading = (*block.heading, *_lead(block))
    return [replace(block, text=text, heading=heading if at else block.heading) for at, text in enumerate(pieces)]


def _lead(block: Block) -> Iterator[str]:
    found = _LEAD.match(block.text) if block.whole else None
    if found and len(found[0].split()) <= LEAD_WORDS:
        yield found[0].removesuffix(":")


def _runs(sentence: str) -> list[str]:
    """The sentence in runs of words of at most the limit; a word beyond all lengths is cut itself."""
    runs: list[str] = []
    for word in _cut(sentence):
        if runs and _words([runs[-1], word]) <= PASSAGE_WORDS:
            runs[-1] += " " + word
        else:
            runs.append(word)
    return runs


def _cut(sentence: str) -> Iterator[str]:
    for word in sentence.split():
        chars = PASSAGE_WORDS * (SIGNS_A_WORD if _NO_SPACES.search(word) else CHARS_A_WORD)
        for part in _END.split(word) if len(word) > chars else [word]:
            yield from (part[at : at + chars] for at in range(0, len(part), chars))


def _words(texts: list[str]) -> int:
    return sum(_weight(word) for text in texts for word in text.split())


def _weight(word: str) -> int:
    if word.isascii():
        return 1 if len(word) <= WORD_CHARS else len(word) // CHARS_A_WORD
    signs = len(_NO_SPACES.findall(word))
    return max(1, signs // SIGNS_A_WORD, (len(word) - signs) // WORD_CHARS)
