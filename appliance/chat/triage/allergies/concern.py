"""Owns whether a question asks about allergies or ingredients, of which thing, and which ingredients. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from appliance.chat.triage.allergies.vocabulary import LANGUAGES, every, named_in, of_allergies, vocabulary
from appliance.chat.triage.phrases import plain
from appliance.contract.retrieval import Asked
from appliance.core.language import words
from appliance.core.questions.asked_for import AskedFor, asked_for, tells, without_asking
from appliance.core.questions.concepts import Concept, concept
from appliance.core.questions.follow_up import leans
from appliance.core.questions.lexicon import lexicon

# `What does the gluten-free bread cost` asks for no ingredient.
NO_INGREDIENT = frozenset({AskedFor.PRICE, AskedFor.TIME})
# No text holds it: something was pointed at, and nobody can tell what.
UNKNOWN: Concept = frozenset()


@dataclass(frozen=True, slots=True)
class Concern:
    """`things` are what an answer has to be of, none when it is asked of the whole shop; `named` is what they were
    called. `reacted`: somebody may need help now.
    """

    ingredients: frozenset[str]
    things: tuple[Concept, ...]
    named: str
    reacted: bool


def asks(text: str, language: str) -> bool:
    """Is it about allergies, intolerances or what is in a thing? In whatever language."""
    said = plain(text)
    if of_allergies(said) or any(one.contains.search(said) or one.reacted.search(said) for one in every()):
        return True
    return any(one.free.search(said) for one in every()) and not asked_for(text, language) & NO_INGREDIENT


def goes_on(asked: Asked) -> bool:
    """`And the apple pie?` after such a question is one too, `and on Friday at noon?` is not."""
    if not any(asks(turn, asked.language) for turn in asked.history):
        return False
    said = plain(asked.text)
    if tells(asked.text, AskedFor.TIME):
        return False
    further = leans(asked.text, asked.language) or any(one.again.search(said) for one in every())
    return further and not asked_for(asked.text, asked.language) - {AskedFor.WHETHER}


def concern(asked: Asked) -> Concern:
    """What one that asks, or goes on, is about; what it leaves open was said before."""
    said = plain(asked.text)
    before = tuple(reversed(asked.history))
    ingredients = (named_in(plain(turn)) for turn in (asked.text, *before))
    things = _things(asked.text, asked.language)
    if not things and before and _points_back(asked):
        things = next(filter(None, (_things(turn, asked.language) for turn in before)), {"": UNKNOWN})
    return Concern(
        ingredients=next(filter(None, ingredients), frozenset()),
        things=tuple(things.values()),
        named=" ".join(things),
        reacted=any(one.reacted.search(said) for one in every()),
    )


def _points_back(asked: Asked) -> bool:
    return leans(asked.text, asked.language) or any(one.back.search(plain(asked.text)) for one in every())


def _things(text: str, language: str) -> dict[str, Concept]:
    """The words of a question that name a thing, with what each stands for."""
    asking_aside = without_asking(text, language)
    left = _left(plain(asking_aside), language)
    named = (word for word in words(asking_aside) if left.issuperset(plain(word).split()))
    return {word: meant for word in named if (meant := concept(word, language, related=False))}


def _left(said: str, language: str) -> frozenset[str]:
    """The words of `plain` text that are no ingredients and not meant to name anything."""
    known = vocabulary(language if language in LANGUAGES else "en")
    ingredients = (words for one in every() for words in one.ingredients.values())
    for pattern in (*ingredients, known.allergies, known.aside):
        said = pattern.sub(" ", said)
    return frozenset(said.split()) - lexicon(language).light
