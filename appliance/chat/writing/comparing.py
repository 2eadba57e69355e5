"""Owns whether a written answer tells as much of what is asked as the documents' own words. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appliance.chat.writing.quoting.wanted import Wanted
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.questions.asked_for import tells

# A good answer is shorter than a quotation; below this share it speaks of something else.
AS_MUCH = 0.5
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def tells_as_much(asked: Asked, passages: Sequence[FoundPassage], written: str, quoted: str) -> bool:
    """Does it tell of all that is asked about, so that it may replace a quotation that has been read already?

    Where the best passage tells the price or time asked for, it must tell that one, and not another from elsewhere.
    """
    wanted, best = Wanted.of(asked, passages), passages[0].text
    if wanted.told_in(best) and _numbers(best) and _numbers(best).isdisjoint(_numbers(written)):
        return False
    return wanted.about(written) >= wanted.about(quoted)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))


def tells_less(asked: Asked, passages: Sequence[FoundPassage], written: str, quoted: str) -> bool:
    """Does it leave out the price, time or number that is asked for, or half of what is asked about?"""
    wanted = Wanted.of(asked, passages)
    told = [kind for kind in wanted.kinds if tells(quoted, kind)]
    if told and not any(tells(written, kind) for kind in told):
        return True
    return wanted.about(written) < AS_MUCH * wanted.about(quoted)
