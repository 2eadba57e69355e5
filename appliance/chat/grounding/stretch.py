"""Owns the short stretches of a passage that a written sentence may stand in. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from appliance.chat.grounding.claims import Claim, clauses
from appliance.chat.grounding.statement import Statement, statement
from appliance.chat.grounding.turning import turned
from appliance.chat.writing.quoting.sentences import leans_back
from appliance.contract.retrieval import FoundPassage
from appliance.core.language import content_stems, fold, sentences, words


@dataclass(frozen=True, slots=True)
class Stretch:
    """One or two neighbouring clauses of a passage with its headings, both saying yes or both saying no.

    `own` are the stems without those of its headings, `denied` those within reach of a "not". `turned`: the heading
    says no of what the clauses do not deny themselves, so that they may mean the opposite. `apart`: the second clause
    does not lean on the first.
    """

    passage: FoundPassage
    parts: tuple[Statement, ...]
    stems: frozenset[str]
    own: frozenset[str]
    denied: frozenset[str]
    words: frozenset[str]
    claims: tuple[Claim, ...]
    negated: bool
    turned: bool
    apart: bool

    def quotes(self, said: Statement) -> bool:
        """Whether it is said just as it stands there."""
        return any(part.text == said.text for part in self.parts)


def heading(passage: FoundPassage) -> str:
    return "\n".join(dict.fromkeys((passage.title, *passage.heading)))


def headings(passage: FoundPassage, language: str) -> list[Statement]:
    return [statement(line, language) for line in heading(passage).splitlines()]


def clauses_of(passage: FoundPassage, language: str) -> list[Statement]:
    return [statement(one, language) for whole in sentences(passage.text) for one in clauses(whole, language)]


def stretches(passage: FoundPassage, language: str) -> Iterable[Stretch]:
    """Every clause alone, and with the one after it."""
    around, parts = headings(passage, language), clauses_of(passage, language)
    for at, part in enumerate(parts):
        yield _stretch(passage, around, (part,), language)
        if at + 1 < len(parts) and parts[at + 1].negated == part.negated:
            yield _stretch(passage, around, (part, parts[at + 1]), language)


def _stretch(
    passage: FoundPassage, around: Sequence[Statement], parts: tuple[Statement, ...], language: str
) -> Stretch:
    above, text = (" ".join(one.text for one in some) for some in (around, parts))
    over, own = frozenset(content_stems(above, language)), frozenset(content_stems(text, language))
    return Stretch(
        passage=passage,
        parts=parts,
        stems=over | own,
        own=own,
        denied=over.union(*(one.denied for one in parts)),
        words=frozenset(map(fold, words(f"{above} {text}"))),
        claims=tuple(claim for one in (*around, *parts) for claim in one.claims),
        negated=parts[0].negated,
        turned=not parts[0].negated and turned(passage, (language,)),
        apart=any(not leans_back(one.text) for one in parts[1:]),
    )
