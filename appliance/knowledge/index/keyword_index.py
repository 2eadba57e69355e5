"""Owns finding passages by their words, with SQLite's FTS5 over stems that we make ourselves.

Our own stems, because FTS5 knows English alone, and because `ebikes` has to find `e-bike`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.core.language import content_stems, stem, words
from appliance.core.questions.concepts import concepts

# FTS5 sorts by `rank` without looking at the rows, a third of the time at 50,000 passages. It knows no generations,
# so more than the limit are taken: an index that is being built holds everything once more.
_SEARCH = text(
    "SELECT p.document_id || '/' || p.position, -score FROM"
    " (SELECT rowid AS found, rank AS score FROM passage_stems"
    " WHERE passage_stems MATCH :match ORDER BY rank LIMIT :limit * 3)"
    " JOIN passages p ON p.id = found WHERE p.generation_id = :generation ORDER BY score LIMIT :limit"
)
_HOLDS = text("SELECT 1 FROM passage_stems WHERE passage_stems MATCH :match LIMIT 1")
TERMS_MAX = 32


async def search(session: AsyncSession, generation: str, question: str, language: str, limit: int) -> dict[str, float]:
    """BM25 by passage key (`document/position`), best first; empty when the question has no words.

    A word that no document knows is looked for by those near to it: `second-hand` where bikes are `used`.
    """
    if not (match := match_expression(question, language, await _other_words(session, question, language))):
        return {}
    rows = await session.execute(_SEARCH, {"match": match, "generation": generation, "limit": limit})
    return {row[0]: float(row[1]) for row in rows}


async def holds(session: AsyncSession, stems: Iterable[str]) -> bool:
    """Does one of the stems stand anywhere in the documents, or in those of an index that is being built?"""
    match = " OR ".join(f'"{one}"' for one in stems)
    return bool(match) and await session.scalar(_HOLDS, {"match": match}) is not None


def match_expression(question: str, language: str, others: Sequence[str] = ()) -> str:
    """Any of the stems; of all words when none carries meaning. Quoted, so that nothing is an operator."""
    stems = content_stems(question, language) or [stem(word, language) for word in words(question)]
    return " OR ".join(f'"{one}"' for one in dict.fromkeys([*stems, *others][:TERMS_MAX]))


async def _other_words(session: AsyncSession, question: str, language: str) -> list[str]:
    said = frozenset(content_stems(question, language))
    meant = [one for one in concepts(question, language) if one - said]
    unknown = [one for one in meant if not await holds(session, one & said)]
    return sorted(frozenset().union(*unknown) - said)


def indexed_stems(texts: Iterable[str], language: str) -> str:
    """What the keyword index keeps of a passage."""
    return " ".join(content_stems("\n".join(texts), language))
