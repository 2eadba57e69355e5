"""Owns what a question is about: rules where words leave no doubt, else the head, and from when that one is sure."""

from __future__ import annotations

from dataclasses import replace

from appliance.chat.heads import LinearHead, opinion
from appliance.chat.ports import Vectors
from appliance.chat.triage.allergies.concern import asks, goes_on
from appliance.chat.triage.allergies.vocabulary import prepare
from appliance.chat.triage.phrases import LANGUAGES, phrases
from appliance.chat.triage.rules import doubts, sort_by_words
from appliance.contract.retrieval import Asked
from appliance.contract.triage import Sorted, Topic

# Triage may take 150 ms in all; the vector is asked for again by retrieval, which then has it.
VECTOR_S = 0.1
# What the ladder answers from what the shop knows; `QUESTION` stands for all of it.
KNOWN = (Topic.QUESTION, Topic.FACT, Topic.PRODUCT)
# What the head tells; from these on it erred in one of a hundred validation texts at most. What turns a visitor away
# asks for more: other shops' customers use words that it has never seen. `packaging/bench triage` measures it.
SURE_FROM = {
    Topic.SMALL_TALK: 0.985,
    Topic.FACT: 0.95,
    Topic.PRODUCT: 0.97,
    Topic.ORDER_STATUS: 0.95,
    Topic.LEAD: 0.95,
    Topic.BOOKING: 0.95,
    Topic.COMPLAINT: 0.96,
    Topic.HAND_OFF: 0.9,
    Topic.OFF_TOPIC: 0.98,
    Topic.ABUSE: 0.99,
    Topic.QUESTION: 0.96,
}
# Whoever wants a person gets one, whatever it is about.
PEOPLE = (Topic.HAND_OFF, Topic.LEAD)
ALLERGY = Sorted(Topic.ALLERGY, sure=True, score=1.0)
NOBODY_KNOWS = Sorted(Topic.QUESTION, sure=False)


class Triage:
    """Sorts questions. Without a head, or while the embedder is away or slow, the rules alone decide."""

    def __init__(self, vectors: Vectors, head: LinearHead | None, vector_s: float = VECTOR_S) -> None:
        self._vectors = vectors
        self._head = head
        self._vector_s = vector_s
        for language in LANGUAGES:  # compiled now, not while the first visitor waits
            phrases(language)
        prepare()

    async def sort(self, asked: Asked) -> Sorted:
        """Never raises, and never takes longer than the vector may."""
        by_words = sort_by_words(asked.text, asked.language)
        if not (by_words and by_words.topic in PEOPLE) and asks(asked.text, asked.language):
            return ALLERGY
        if by_words:
            return by_words
        if goes_on(asked):
            return ALLERGY
        odds = await opinion(self._head, self._vectors, asked.text, deadline_s=self._vector_s)
        if odds is None:
            return NOBODY_KNOWS
        judged = judge({Topic(label): score for label, score in odds.items()})
        return replace(judged, sure=judged.sure and judged.topic not in doubts(asked.text, asked.language))


def judge(odds: dict[Topic, float]) -> Sorted:
    """The likeliest topic. When it is surely something the shop may know, but not what: a sure question."""
    best = max(odds, key=odds.__getitem__)
    if odds[best] >= SURE_FROM[best]:
        return Sorted(best, sure=True, score=odds[best])
    known = sum(odds[topic] for topic in KNOWN)
    if known >= SURE_FROM[Topic.QUESTION]:
        return Sorted(Topic.QUESTION, sure=True, score=known)
    return Sorted(best, sure=False, score=odds[best])
