"""Owns finding passages by their words, with SQLite's FTS5 over stems that we make ourselves.

Our own stems, because FTS5 knows English alone, and because `ebikes` has to find `e-bike`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.core.language import content_stems, stem, words

_SEARCH = text(
    "SELECT p.document_id || '/' || p.position, -bm25(passage_stems) AS score FROM passage_stems"
    " JOIN passages p ON p.id = passage_stems.rowid"
    " WHERE passage_stems MATCH :match AND p.generation_id = :generation"
    " ORDER BY score DESC LIMIT :limit"
)
TERMS_MAX = 32


async def search(session: AsyncSession, generation: str, question: str, language: str, limit: int) -> dict[str, float]:
    """BM25 by passage key (`document/position`), best first; empty when the question has no words."""
    if not (match := match_expression(question, language)):
        return {}
    rows = await session.execute(_SEARCH, {"match": match, "generation": generation, "limit": limit})
    return {row[0]: float(row[1]) for row in rows}


def match_expression(question: str, language: str) -> str:
    """Any of the stems; of all words when none carries meaning. Quoted, so that nothing is an operator."""
    stems = content_stems(question, language) or [stem(word, language) for word in words(question)]
    return " OR ".join(f'"{one}"' for one in dict.fromkeys(stems[:TERMS_MAX]))


def indexed_stems(texts: Iterable[str], language: str) -> str:
    """What the keyword index keeps of a passage."""
    return " ".join(content_stems("\n".join(texts), language))
