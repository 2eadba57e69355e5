"""Owns whether a written sentence stands in the evidence. Pure.

A sentence passes when one short stretch of one passage holds everything it claims: every number, price, date, time,
address and name, most of its meaningful words, and the same yes or no; when it keeps what that hangs on; and when no
other place in the evidence fits better with another value or says the opposite of the same: a price of the wrong
thing is as wrong as an invented one. That the visitor said a word proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from appliance.chat.grounding import claims
from appliance.chat.grounding.binding import Place, bare, places, told_of
from appliance.chat.grounding.claims import ADDRESSES, QUANTITIES, Claim
from appliance.chat.grounding.claims.vocabulary import number_words
from appliance.chat.grounding.conditions import Condition
from appliance.chat.grounding.doers import takes_anothers_part
from appliance.chat.grounding.statement import Statement, statement
from appliance.chat.grounding.stretch import Stretch, clauses_of, heading, headings, stretches
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems, fold, stem, words
from appliance.core.questions.concepts import Concept, concept, concepts, held
from appliance.core.questions.lexicon import lexicon

# Most of what is said must be said there; the rest is the grammar of an answer ("you can", "we offer").
SUPPORT = 0.85
# A small model asks back or says the same words on and on: true each time, and no answer.
REPEATS = 2
# `Yes, free` may well have stood in the question.
FEW_WORDS = 2


class Evidence:
    """What a written answer may say, prepared for checking many sentences."""

    def __init__(self, passages: Iterable[FoundPassage], asked: Asked) -> None:
        self._language = asked.language
        before_and_now = " ".join((*asked.history, asked.text))
        self._asked = frozenset(content_stems(before_and_now, asked.language))
        self._turns = [f" {' '.join(map(fold, words(turn)))} " for turn in (*asked.history, asked.text)]
        self._things = concepts(before_and_now, asked.language, related=False)
        self._light = frozenset(_light(before_and_now, asked.language))
        self._passages = tuple(passages)
        self._stretches = {one: tuple(stretches(one, asked.language)) for one in self._passages}
        self._stems = {one: frozenset(content_stems(_all(one), asked.language)) for one in self._passages}
        self._places = [place for one in self._passages for place in _places(one, asked.language)]

    @property
    def text(self) -> str:
        """Everything the evidence says, with its headings and links."""
        return "\n".join(_all(one) for one in self._passages)

    def passage_for(self, sentence: str) -> FoundPassage | None:
        """The passage in which everything that the sentence claims stands together, or None."""
        stems = content_stems(sentence, self._language)
        if sentence.endswith("?") or len(stems) > REPEATS * len(set(stems)) or self._says_back(sentence):
            return None
        parts = [one for one in claims.clauses(sentence, self._language) if not self.only_leads_in(one)]
        said = [statement(part, self._language) for part in parts]
        return next((one for one in self._passages if said and all(self._stands(part, one) for part in said)), None)

    def _says_back(self, sentence: str) -> bool:
        """Whether it is what the visitor said, word for word, and no document says so: `I am allergic to milk`."""
        said = [fold(word) for word in words(sentence)]
        echoed = len(said) > FEW_WORDS and any(f" {' '.join(said)} " in turn for turn in self._turns)
        return echoed and sentence not in self.text

    def only_leads_in(self, sentence: str) -> bool:
        """Whether it says nothing at all ("Of course!"): it need not be shown, and ends no answer."""
        said = statement(sentence, self._language)
        return not said.claims and not said.stems and not sentence.endswith("?")

    def _stands(self, said: Statement, passage: FoundPassage) -> bool:
        return any(self._holds(said, stretch) for stretch in self._stretches[passage])

    def _holds(self, said: Statement, stretch: Stretch) -> bool:
        known = self._known(said, stretch.stems)
        return (
            not stretch.turned
            and (stretch.quotes(said) or said.negated == stretch.negated)
            and (said.joined or not stretch.apart)
            and (stretch.quotes(said) or not any(self._is_bent(said, part) for part in stretch.parts))
            and (not said.limited or any(part.limits for part in stretch.parts))
            and all(_proven(claim, said.claims, stretch.claims) for claim in said.claims if not claim.weak)
            and claims.names(said.text, self._language) <= known
            and _exact_words(said, self._language) <= stretch.words
            and self._share(said, known) >= SUPPORT
            and len(said.denied & self._known(said, stretch.denied)) >= SUPPORT * len(said.denied)
            and said.stems & self._asked <= self._known(said, self._stems[stretch.passage])
            and all(self._is_told(condition, said) for part in stretch.parts for condition in part.conditions)
            and all(self._fits_best(said, at) for at, claim in enumerate(said.claims) if claim.kind not in ADDRESSES)
            and (stretch.quotes(said) or not self._is_contested(said, stretch))
        )

    def _is_bent(self, said: Statement, part: Statement) -> bool:
        """Whether a maybe became a yes, or one's part another's."""
        return (part.hedged and not said.hedged) or takes_anothers_part(said, part, self._language)

    def _known(self, said: Statement, stems: frozenset[str]) -> frozenset[str]:
        """These stems, those of a sentence's words that mean the same, and what in the question means little."""
        same = {stem for stem, meant in _meant(said.text, self._language) if held(meant, stems)}
        return stems | same | self._light

    def _share(self, said: Statement, known: frozenset[str]) -> float:
        """How much of what is said is known; what goes beyond the question's own words counts alone."""
        if said.stems <= self._light:
            # "Yes." alone claims what the question asked, and nothing shows that it is so.
            return float(bool(said.claims) and all(held(thing, known) for thing in self._things))
        some = (said.stems, said.stems - self._asked)
        return min(len(one & known) / len(one) for one in some if one)

    def _is_told(self, condition: Condition, said: Statement) -> bool:
        """Whether a sentence holds the condition, or speaks of something else."""
        if condition.beside and condition.beside.isdisjoint(said.stems):
            return True
        there = said.stems.union(*(meant for _, meant in _meant(said.text, self._language)))
        return (
            len(condition.stems & there) >= SUPPORT * len(condition.stems)
            and all(any(claims.proves(claim, one) for one in said.claims) for claim in condition.claims)
            and (not condition.word or condition.word in map(fold, words(said.text)))
        )

    def _is_contested(self, said: Statement, stretch: Stretch) -> bool:
        """Whether a clause that says no for its yes, or yes for its no, speaks of the same as much as this one."""
        here = self._agreement(said, stretch)
        return any(
            one.negated != said.negated and one.own & said.stems and self._agreement(said, one) >= here
            for some in self._stretches.values()
            for one in some
            if len(one.parts) == 1
        )

    def _agreement(self, said: Statement, stretch: Stretch) -> int:
        proven = sum(_proven(claim, said.claims, stretch.claims) for claim in said.claims)
        said_of = stretch.denied if stretch.negated else stretch.stems
        return len(said.stems & self._known(said, said_of)) + proven

    def _fits_best(self, said: Statement, at: int) -> bool:
        """Whether no place in the evidence speaks more of the same than those that prove this claim."""
        claim = said.claims[at]
        told, alike = told_of(said, at, self._language), [one for one in self._places if one.claim.kind is claim.kind]
        proofs = [place for place in alike if claims.proves(place.claim, claim)]
        rivals = [place for place in alike if place not in proofs]
        joined = bare(said.text, self._language) if said.joined else frozenset()
        # A sentence that is quoted as it stands is always of its own thing.
        return claim.weak or any(
            proof.sentence == said.text
            or all(proof.is_nearer(one, told, self._asked) and not proof.is_shared(one, told, joined) for one in rivals)
            for proof in proofs
        )


def _proven(claim: Claim, said: Sequence[Claim], held: Sequence[Claim]) -> bool:
    """Whether it stands there, and an amount as often as it is said: "$25 plus $25" is not "$25 plus $2"."""
    proofs = sum(claims.proves(one, claim) for one in held)
    return proofs >= (said.count(claim) if claim.kind in QUANTITIES else 1)


def _exact_words(said: Statement, language: str) -> frozenset[str]:
    """Words that must stand there as they are: models such as "X4", and numbers of another language."""
    read = claims.read(said.text, language)
    beside = (token.folded for at, token in enumerate(read.tokens) if at not in read.covered)
    return frozenset(word for word in beside if word in number_words() or (word.isalnum() and not word.isalpha()))


@lru_cache(maxsize=512)
def _meant(text: str, language: str) -> tuple[tuple[str, Concept], ...]:
    """Every stem of a text with those that mean the same."""
    found = ((word, concept(word, language, related=False)) for word in words(text))
    return tuple((one, same) for word, same in found for one in content_stems(word, language))


def _light(text: str, language: str) -> Iterable[str]:
    """The stems of a question's words that name nothing."""
    return (stem(word, language) for word in words(text) if fold(word) in lexicon(language).light)


def _all(passage: FoundPassage) -> str:
    return f"{heading(passage)}\n{passage.text}\n{passage.url or ''}"


def _places(passage: FoundPassage, language: str) -> Iterable[Place]:
    around = headings(passage, language)
    stems = frozenset(stem for one in around for stem in one.stems)
    for one in (*around, *clauses_of(passage, language)):
        yield from places(one, stems, language)
