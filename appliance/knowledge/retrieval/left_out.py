"""Owns whether what was found leaves out what is asked for: the thing itself, or the kind of answer. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.questions.asked_for import AskedFor, asked_for, tells
from appliance.core.questions.concepts import concept, concepts
from appliance.core.questions.thing import things
from appliance.knowledge.retrieval.closer_look import Read

# The passage that tells of a thing may leave its name to the one beside it.
BESIDE = 3
# Fewer of the words that name a thing mean another one: no `carbon road frame` among frames of steel.
NAMED_SHARE = 0.5


def leaves_out(asked: Asked, passages: Sequence[FoundPassage]) -> bool:
    """True for the gears of a bike when its passage tells its price; `passages` are best first.

    What a follow-up is about stands in the question before it: it is not judged. Read off 1,189 questions on three
    shops: 8 of the 45 that were answered though nothing answers them become guesses, and 8 of the 810 others.
    """
    if asked.history or not passages:
        return False
    near = [Read.of(one, asked.language) for one in passages[:BESIDE]]
    return _names_no_thing(asked, near) or _tells_no_kind(asked, near)


def _names_no_thing(asked: Asked, near: Sequence[Read]) -> bool:
    """Is something asked for by more words than any passage has of them?"""
    for thing in things(asked.text, asked.language):
        parts = [one for word in thing if (one := concept(word, asked.language))]
        if parts and max(sum(map(one.holds, parts)) for one in near) < NAMED_SHARE * len(parts):
            return True
    return False


def _tells_no_kind(asked: Asked, near: Sequence[Read]) -> bool:
    """Is a price, a time or a number asked for, and the best passage tells none and not all else that is asked about?

    One beside it that does both is told with it.
    """
    kinds = asked_for(asked.text, asked.language) - {AskedFor.WHETHER}
    if not kinds or _tells(near[0], kinds):
        return False
    about = concepts(asked.text, asked.language)
    whole = [one for one in near if all(map(one.holds, about))]
    return near[0] not in whole and not any(_tells(one, kinds) for one in whole)


def _tells(one: Read, kinds: Iterable[AskedFor]) -> bool:
    told = " ".join((*one.passage.heading[-1:], one.passage.text))
    return any(tells(told, kind) for kind in kinds)
