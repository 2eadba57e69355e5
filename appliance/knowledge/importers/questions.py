"""Owns keeping a question with its answer when both stand as paragraphs one after the other. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appliance.core.language import sentences
from appliance.knowledge.importers.reading import Block

QUESTION_WORDS = 30
# A pair up to this long is one block; under a longer answer the question becomes its heading.
PAIR_WORDS = 60


def is_question(text: str) -> bool:
    """True for a paragraph that is one question and nothing else."""
    ends = text.endswith(("?", "？", "؟"))
    return ends and len(text.split()) <= QUESTION_WORDS and len(sentences(text)) == 1


def paired(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Each question is joined with what follows it, up to the next question or heading."""
    result: list[Block] = []
    at = 0
    while at < len(blocks):
        answers = _answers(blocks, at) if _asks(blocks[at]) else []
        result += pair(blocks[at], answers) if answers else [blocks[at]]
        at += 1 + len(answers)
    return tuple(result)


def _asks(block: Block) -> bool:
    return not block.whole and is_question(block.text)


def _answers(blocks: Sequence[Block], asked: int) -> list[Block]:
    """The blocks under the question's heading; behind a last question only as many as make one short answer."""
    question, found = blocks[asked], list[Block]()
    for block in blocks[asked + 1 :]:
        if block.heading != question.heading:
            break
        if _asks(block):
            return found
        found.append(block)
    return [one for at, one in enumerate(found) if at == 0 or _words([question, *found[: at + 1]]) <= PAIR_WORDS]


def pair(question: Block, answers: Sequence[Block]) -> list[Block]:
    """One block of both when the answer is short, else the answer's blocks under the question as their heading."""
    if not any(one.whole for one in answers) and _words([question, *answers]) <= PAIR_WORDS:
        return [replace(question, text=" ".join(one.text for one in (question, *answers)), whole=True)]
    above = len(question.heading)
    return [replace(one, heading=(*question.heading, question.text, *one.heading[above:])) for one in answers]


def _words(blocks: Sequence[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)
