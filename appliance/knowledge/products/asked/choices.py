"""Owns the attributes that a question asks for: size M, Größe 42, in red, dunkelblau. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from appliance.knowledge.products.values import Choice
from appliance.knowledge.products.words.lexicon import Lexicon
from appliance.knowledge.products.words.phrases import Phrases
from appliance.knowledge.products.words.tokens import Line, Phrase

VALUE_WORDS = 4
SMALL_TALK = ("plain", "frame", "have", "price")


@dataclass(frozen=True, slots=True)
class Choices:
    """Attributes with a value, and names of attributes whose values are asked for (`which sizes`)."""

    chosen: tuple[Choice, ...]
    asked_for: tuple[str, ...]


class ChoiceReader:
    """Takes the attributes out of one question to one table."""

    def __init__(self, line: Line, lexicon: Lexicon, phrases: Phrases, language: str) -> None:
        self._line = line
        self._lexicon = lexicon
        self._phrases = phrases
        self._language = language

    def read(self) -> Choices:
        """Values beside the name of their attribute first, then values that speak for themselves, then bare names."""
        places = range(len(self._line.tokens))
        named = [choice for at in places if (choice := self._named(at))]
        free = [choice for at in places if (choice := self._free(at))]
        asked_for = [name for at in places for name in self._asked_for(at)]
        return Choices((*named, *free), tuple(dict.fromkeys(asked_for)))

    def _named(self, at: int) -> Choice | None:
        """`size M`, `Größe 47`: a size that nothing has is asked for all the same."""
        length, names = self._attribute(at)
        if not length:
            return None
        if choice := self._value(at, at + length, names):
            return choice
        following = self._line.folded(at + length)
        if following and (following.isdigit() or (following,) in self._phrases.values):
            return self._take(at, length + 1, (), names)
        return None

    def _free(self, at: int) -> Choice | None:
        """A value without its name. One letter or a number needs a sign that it is one: `in M`, or a capital."""
        token, folded = self._line.tokens[at], self._line.folded(at)
        if folded is None or token.elided or self._small_talk(folded):
            return None
        if not (folded.isdigit() or len(folded) == 1):
            return self._value(at, at) or self._missing(at)
        before = self._line.folded(at - 1)
        if before and self._phrases.word("inside", before):
            return self._value(at - 1, at)
        if folded in self._lexicon.stems or not (folded.isdigit() or token.text.isupper()):
            return None
        return self._value(at, at)

    def _missing(self, at: int) -> Choice | None:
        """A colour or a size that nothing has, where things have colours and sizes."""
        for words in self._words_from(at):
            attribute, _ = self._phrases.values.get(words, ("", ""))
            names = self._lexicon.attributes.get((attribute,), frozenset())
            if names and not self._lexicon.stems.intersection(words):
                return self._take(at, len(words), (), names)
        return None

    def _value(self, begin: int, at: int, names: frozenset[str] = frozenset()) -> Choice | None:
        """The longest value of the table that stands at `at`; what is taken begins at `begin`."""
        for words in self._words_from(at):
            if pairs := self._lexicon.pairs_of(words, self._phrases, names):
                called = names or frozenset(pair.partition("=")[0] for pair in pairs)
                return self._take(begin, at + len(words) - begin, pairs, called)
        return None

    def _asked_for(self, at: int) -> frozenset[str]:
        length, names = self._attribute(at)
        self._line.take(at, length)
        return names

    def _attribute(self, at: int) -> tuple[int, frozenset[str]]:
        """How many tokens name an attribute of the table here, and what the table calls it."""
        for words in self._words_from(at):
            names = self._lexicon.names_of(words, self._phrases)
            if names and not (len(words) == 1 and self._small_talk(words[0])):
                return len(words), names
        return 0, frozenset()

    def _take(self, at: int, length: int, pairs: tuple[str, ...], names: frozenset[str]) -> Choice:
        taken = self._line.tokens[at : at + length]
        stems = self._lexicon.stems_of(taken[-1].folded, self._language) if pairs else ()
        said = [token.text for token in taken if not self._phrases.word("frame", token.folded)]
        self._line.take(at, length)
        return Choice(" ".join(said or [taken[-1].text]), pairs, tuple(sorted(names)), stems)

    def _small_talk(self, folded: str) -> bool:
        return any(self._phrases.word(name, folded) for name in SMALL_TALK)

    def _words_from(self, at: int) -> Iterator[Phrase]:
        """The words from here on that are not understood yet, most first."""
        for length in range(VALUE_WORDS, 0, -1):
            words = tuple(word for ahead in range(length) if (word := self._line.folded(at + ahead)) is not None)
            if len(words) == length:
                yield words
