"""Owns finding passages by their words, with SQLite's FTS5."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.core.language import content_stems, words

# A word in a heading says more about a passage than one in its text.
_SEARCH = text(
    "SELECT p.document_id || '/' || p.position FROM passage_words"
    " JOIN passages p ON p.id = passage_words.rowid"
    " WHERE passage_words MATCH :match AND p.generation_id = :generation"
    " ORDER BY bm25(passage_words, 1.5, 1.0) LIMIT :limit"
)
TERMS_MAX = 32
PREFIX_MIN = 4


async def search(session: AsyncSession, generation: str, question: str, language: str, limit: int) -> list[str]:
    """Passage keys (`document/position`) by BM25, best first; empty when the question has no words."""
    if not (match := match_expression(question, language)):
        return []
    rows = await session.execute(_SEARCH, {"match": match, "generation": generation, "limit": limit})
    return [row[0] for row in rows]


def match_expression(question: str, language: str) -> str:
    """Any of the stems, longer ones as prefixes so that `rental` finds `rentals`. Quoted: nothing is an operator."""
    stems = content_stems(question, language) or [word.casefold() for word in words(question)]
    terms = dict.fromkeys(stems[:TERMS_MAX])
    return " OR ".join(f'"{term}"*' if len(term) >= PREFIX_MIN else f'"{term}"' for term in terms)
