"""Owns how many of the model's tokens a text takes: known from earlier, or estimated from above; nobody waits for it.

What was only estimated is counted by the model's own tokenizer afterwards, many texts in one call.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from appliance.chat.writing.prompt import note
from appliance.contract.problems import ShopbellError
from appliance.contract.retrieval import FoundPassage
from appliance.core.language import sentences
from appliance.inference import Message, TextTokens

# A text and its number take about 1 KB together.
KEPT = 4_000
BATCH = 64
TEXT_CHARS = 8_000
# What stands around each message: marks, role, line breaks.
MARKS_OF_A_MESSAGE = 8
# Learned ratios come from what was seen: the next text may be a little worse.
MARGIN = 1.15
LEARNED_FROM = 16
# Signs, figures and bytes beyond ASCII are a token each; letters and spaces come in pieces of two and more.
LETTER = 0.5


class TokenCounter(Protocol):
    """Counts with the loaded model's tokenizer. Raises ShopbellError when it cannot."""

    async def count_tokens(self, texts: Sequence[str]) -> TextTokens: ...


class TokenCounts:
    """Token counts for one model at a time; another model's are forgotten."""

    def __init__(self) -> None:
        self._model = ""
        self._known: OrderedDict[str, int] = OrderedDict()
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._ratio = 1.0
        self._worst = 0.0
        self._learned = 0

    def of(self, text: str) -> int:
        """Tokens of a text: exact when it has been counted, else as many as it can be expected to take at most."""
        if text in self._known:
            self._known.move_to_end(text)
            return self._known[text]
        if len(text) <= TEXT_CHARS and text:
            self._wanted[text] = None
            if len(self._wanted) > KEPT:
                self._wanted.popitem(last=False)
        return estimate(text, self._ratio)

    def of_prompt(self, messages: Sequence[Message]) -> int:
        """Tokens of a whole prompt, from above."""
        return sum(self.of(message.content) + MARKS_OF_A_MESSAGE for message in messages)

    async def catch_up(self, counter: TokenCounter) -> None:
        """Have the latest estimated texts counted, in one call; to be called when nobody waits."""
        texts = list(self._wanted)[-BATCH:]
        if not texts:
            return
        for text in texts:
            del self._wanted[text]
        try:
            told = await counter.count_tokens(texts)
        except ShopbellError:
            return  # a server that cannot count: estimates must do
        if told.model != self._model:
            self._model, self._ratio, self._worst, self._learned = told.model, 1.0, 0.0, 0
            self._known.clear()
        for text, count in zip(texts, told.counts, strict=True):
            self._learn(text, count)

    def _learn(self, text: str, count: int) -> None:
        self._known[text] = count
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        self._worst = max(self._worst, count / max(1, estimate(text, 1.0)))
        self._learned += 1
        if self._learned >= LEARNED_FROM:
            self._ratio = self._worst * MARGIN


def estimate(text: str, ratio: float) -> int:
    """Tokens from above: with a ratio of 1 as many as tokenizers make of the worst ordinary text."""
    letters = sum(sign.isascii() and sign.isalpha() for sign in text)
    spaces = sum(sign.isspace() for sign in text)
    others = len(text.encode("utf-8", "replace")) - letters - spaces
    return 1 + round((letters * LETTER + others + spaces * LETTER) * ratio)


def fit(passages: Sequence[FoundPassage], room: int, counts: TokenCounts) -> list[FoundPassage]:
    """As many of the best passages as take at most `room` tokens as notes; `passages` are best first.

    The last ones are left out first; when even the first is too long, it loses sentences at its end.
    """
    kept = list(passages)
    while len(kept) > 1 and _tokens(kept, counts) > room:
        kept.pop()
    while kept and _tokens(kept, counts) > room:
        shorter = _without_last_sentence(kept[0])
        kept = [shorter] if shorter else []
    return kept


def _tokens(passages: Sequence[FoundPassage], counts: TokenCounts) -> int:
    """Each note has a dash and an end of line beside its text."""
    return sum(counts.of(note(passage)) + 2 for passage in passages)


def _without_last_sentence(passage: FoundPassage) -> FoundPassage | None:
    parts = sentences(passage.text)[:-1]
    return replace(passage, text=" ".join(parts)) if parts else None
