"""Owns whether a written sentence stands in the evidence. Pure.

A sentence passes when one short stretch of one passage holds everything it claims: every number, price, date, time,
address and name, most of its meaningful words, and the same yes or no; and when no other place in the evidence
fits better with another value: a price of the wrong thing is as wrong as an invented one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from appliance.chat.grounding import claims
from appliance.chat.grounding.claims import ADDRESSES, QUANTITIES, Claim
from appliance.chat.grounding.claims.vocabulary import number_words
from appliance.chat.grounding.statement import Statement, statement
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems, fold, sentences, words

# Most of what is said must be said there; the rest is the grammar of an answer ("you can", "we offer").
SUPPORT = 0.85
# Of "It is $45." nothing but the price can be looked for: then this much of the question must stand there.
ASKED_FOR = 0.5
# A small model asks back or says the same words on and on: true each time, and no answer.
REPEATS = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """One or two neighbouring sentences of a passage with its headings, taken apart once."""

    passage: FoundPassage
    stems: frozenset[str]
    words: frozenset[str]
    claims: tuple[Claim, ...]
    negated: bool


class Evidence:
    """What a written answer may say, prepared for checking many sentences."""

    def __init__(self, passages: Iterable[FoundPassage], asked: Asked) -> None:
        self._language = asked.language
        self._asked = frozenset(content_stems(" ".join((*asked.history, asked.text)), asked.language))
        self._passages = tuple(passages)
        self._stretches = [stretch for one in self._passages for stretch in _stretches(one, asked.language)]
        self._places = [place for one in self._passages for place in _places(one, asked.language)]

    @property
    def text(self) -> str:
        """Everything the evidence says, with its headings and links."""
        return "\n".join(f"{_heading(one)}\n{one.text}\n{one.url or ''}" for one in self._passages)

    def passage_for(self, sentence: str) -> FoundPassage | None:
        """The passage in which everything that the sentence claims stands together, or None."""
        stems = content_stems(sentence, self._language)
        if sentence.endswith("?") or len(stems) > REPEATS * len(set(stems)):
            return None
        said = statement(sentence, self._language)
        return next((stretch.passage for stretch in self._stretches if self._holds(said, stretch)), None)

    def only_leads_in(self, sentence: str) -> bool:
        """Whether it says nothing at all ("Of course!"): it need not be shown, and ends no answer."""
        said = statement(sentence, self._language)
        return not said.claims and not said.stems and not sentence.endswith("?")

    def _holds(self, said: Statement, stretch: Stretch) -> bool:
        return (
            all(_proven(claim, said.claims, stretch.claims) for claim in said.claims if not claim.weak)
            and claims.names(said.text, self._language) <= stretch.stems | self._asked
            and _exact_words(said, self._language) <= stretch.words
            and said.negated == stretch.negated
            and self._share(said, stretch) >= SUPPORT
            and all(self._fits_best(said, at) for at, claim in enumerate(said.claims) if claim.kind not in ADDRESSES)
        )

    def _share(self, said: Statement, stretch: Stretch) -> float:
        """How much of what is said stands in the stretch; what goes beyond the question's own words counts alone."""
        if not said.stems:
            # "Yes." alone claims what the question asked, and nothing shows that it is so.
            asked_for = len(self._asked & stretch.stems) / max(1, len(self._asked))
            return 1.0 if said.claims and asked_for >= ASKED_FOR else 0.0
        new = said.stems - self._asked
        if not new:
            return len(said.stems & stretch.stems) / len(said.stems)
        known = stretch.stems | self._asked
        return min(len(new & stretch.stems) / len(new), len(said.stems & known) / len(said.stems))

    def _fits_best(self, said: Statement, at: int) -> bool:
        """Whether no place in the evidence speaks more of the same than those that prove this claim."""
        claim = said.claims[at]
        of = said.beside[at] if sum(one.kind is claim.kind for one in said.claims) > 1 else said.speaks_of(claim)
        rivals = [place for place in self._places if place.claim.kind is claim.kind]
        best = max((place.nearness(of, self._asked) for place in rivals), default=None)
        proofs = (place for place in rivals if claims.proves(place.claim, claim))
        # A sentence that is quoted as it stands is always of its own thing.
        return claim.weak or any(
            place.sentence == said.text or place.nearness(of, self._asked) == best for place in proofs
        )


@dataclass(frozen=True, slots=True)
class Place:
    """One claim of the evidence with what it is said of: in its sentence under its heading, and right beside it."""

    claim: Claim
    sentence: str
    of: frozenset[str]
    beside: frozenset[str]

    def nearness(self, said: frozenset[str], asked: frozenset[str]) -> tuple[float, ...]:
        """How much it speaks of the same: by sentence, then by the question, then by what stands beside the claim."""
        foreign = self.beside - said - asked
        return len(self.of & said), len(self.of & asked), len(self.beside & said) - len(foreign) / 2


def _proven(claim: Claim, said: Sequence[Claim], held: Sequence[Claim]) -> bool:
    """Whether it stands there, and an amount as often as it is said: "$25 plus $25" is not "$25 plus $2"."""
    proofs = sum(claims.proves(one, claim) for one in held)
    return proofs >= (said.count(claim) if claim.kind in QUANTITIES else 1)


def _exact_words(said: Statement, language: str) -> frozenset[str]:
    """Words that must stand there as they are: models such as "X4", and numbers of another language."""
    read = claims.read(said.text, language)
    beside = (token.folded for at, token in enumerate(read.tokens) if at not in read.covered)
    return frozenset(word for word in beside if word in number_words() or (word.isalnum() and not word.isalpha()))


def _heading(passage: FoundPassage) -> str:
    return "\n".join(dict.fromkeys((passage.title, *passage.heading)))


def _statements(passage: FoundPassage, language: str) -> tuple[list[Statement], list[Statement]]:
    """Those of the headings, and those of the text."""
    around = [statement(line, language) for line in _heading(passage).splitlines()]
    return around, [statement(part, language) for part in sentences(passage.text)]


def _places(passage: FoundPassage, language: str) -> Iterable[Place]:
    around, parts = _statements(passage, language)
    heading = frozenset(stem for one in around for stem in one.stems)
    for one in (*around, *parts):
        for claim, beside in zip(one.claims, one.beside, strict=True):
            yield Place(claim, one.text, one.speaks_of(claim) | heading, beside)


def _stretches(passage: FoundPassage, language: str) -> Iterable[Stretch]:
    """Every sentence alone and with the one after it."""
    around, parts = _statements(passage, language)
    for at, part in enumerate(parts):
        yield _stretch(passage, around, [part], language)
        if at + 1 < len(parts):
            yield _stretch(passage, around, parts[at : at + 2], language)


def _stretch(passage: FoundPassage, around: Sequence[Statement], parts: Sequence[Statement], language: str) -> Stretch:
    text = " ".join(one.text for one in (*around, *parts))
    return Stretch(
        passage=passage,
        stems=frozenset(content_stems(text, language)),
        words=frozenset(map(fold, words(text))),
        claims=tuple(claim for one in (*around, *parts) for claim in one.claims),
        negated=any(one.negated for one in parts),
    )
