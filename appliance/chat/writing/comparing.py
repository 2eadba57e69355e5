"""Owns whether a written answer tells more or less of what is asked than the documents' own words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.chat.writing.quoting.wanted import Wanted
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.questions.asked_for import tells

# A good answer is shorter than a quotation; below this share it speaks of something else.
AS_MUCH = 0.5


def tells_more(asked: Asked, passages: Sequence[FoundPassage], written: str, quoted: str) -> bool:
    """Does it tell no less of anything, so that it may take the place of a quotation that has been read already?"""
    wanted = Wanted.of(asked, passages)
    told = wanted.about(written) >= wanted.about(quoted)
    return told and not tells_less(asked, passages, written, quoted)


def tells_less(asked: Asked, passages: Sequence[FoundPassage], written: str, quoted: str) -> bool:
    """Does it leave out the price, time or number that is asked for, or half of what is asked about?"""
    wanted = Wanted.of(asked, passages)
    told = [kind for kind in wanted.kinds if tells(quoted, kind)]
    if told and not any(tells(written, kind) for kind in told):
        return True
    return wanted.about(written) < AS_MUCH * wanted.about(quoted)
