"""Owns turning the parts of a prompt into tokens, with control tokens only where the template put them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from appliance.model_server.prompt.chat_template import Part


class Vocabulary(Protocol):
    """What must be known of a model's vocabulary. `control` maps the texts of control tokens to their numbers."""

    @property
    def control(self) -> Mapping[str, int]: ...
    @property
    def first(self) -> int | None:
        """The token every prompt begins with, if the model wants one."""
        ...

    def tokenize(self, text: str) -> list[int]: ...


class Tokenizer:
    """Text between two control tokens is tokenized in one go, whoever wrote it: so the model saw it in training.

    Within a visitor's text, whatever looks like a control token is cut after its first character. Not parsing
    control tokens would not be enough: llama.cpp always parses those that a model file calls user-defined.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        longest_first = sorted(vocabulary.control, key=len, reverse=True)
        control = "|".join(map(re.escape, longest_first)) or r"(?!)"
        self._control = re.compile(control)
        self._beginnings = re.compile(f"(?={control})")  # also those that begin within another one

    @property
    def begins(self) -> int:
        """How many tokens every prompt begins with of itself: one or none."""
        return int(self._vocabulary.first is not None)

    def tokens(self, parts: Sequence[Part]) -> tuple[int, ...]:
        first = self._vocabulary.first
        tokens = [token for run in _joined(self._pieces(parts)) for token in self._tokenize(run)]
        if first is not None and tokens[:1] != [first]:
            tokens.insert(0, first)
        return tuple(tokens)

    def _tokenize(self, run: str | int) -> list[int]:
        return [run] if isinstance(run, int) else self._vocabulary.tokenize(run)

    def _pieces(self, parts: Iterable[Part]) -> Iterator[str | int | None]:
        """Text, control tokens as numbers, and None where text has to be cut."""
        for part in parts:
            at = 0
            for found in (self._control if part.trusted else self._beginnings).finditer(part.text):
                if part.trusted:
                    yield part.text[at : found.start()]
                    yield self._vocabulary.control[found[0]]
                    at = found.end()
                else:
                    yield part.text[at : found.start() + 1]
                    yield None
                    at = found.start() + 1
            yield part.text[at:]


def _joined(pieces: Iterable[str | int | None]) -> Iterator[str | int]:
    text = ""
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
            continue
        if text:
            yield text
        text = ""
        if piece is not None:
            yield piece
    if text:
        yield text
