"""Owns whether a question asks for a thing that no document names: what looks like it is then no answer."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from appliance.contract.retrieval import Asked
from appliance.core.questions.concepts import concept, concepts
from appliance.core.questions.thing import things
from appliance.knowledge.index import keyword_index

# `A yoga class` is not asked for where there are classes alone; `empty bike boxes` are, where there are bike boxes.
UNKNOWN_SHARE = 0.5


async def is_strange(session: AsyncSession, asked: Asked) -> bool:
    """True for kayaks in a shop for bikes; never when the documents know no word of the question at all.

    Those may stand in another language, and a question without a thing in it is judged by what is found.
    """
    named = [[concept(word, asked.language) for word in one] for one in things(asked.text, asked.language)]
    if not named:
        return False
    about = {*(one for parts in named for one in parts), *concepts(asked.text, asked.language)}
    known = {one for one in about if await keyword_index.holds(session, one)}
    return bool(known) and any(_is_unknown([one in known for one in parts]) for parts in named)


def _is_unknown(known: Sequence[bool]) -> bool:
    """The last word says what a thing is, those before it which one."""
    return not known[-1] or known.count(False) >= UNKNOWN_SHARE * len(known)
