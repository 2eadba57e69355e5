"""Owns whether typed facts answer a question, and in which language: the whole of it, or not at all. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from appliance.contract.chat import Source
from appliance.contract.facts import ShopFacts
from appliance.contract.retrieval import Asked, FactAnswer
from appliance.core.language import words
from appliance.knowledge.facts.answers.contact import contact
from appliance.knowledge.facts.answers.match import Match
from appliance.knowledge.facts.answers.named import area, policies, prices
from appliance.knowledge.facts.answers.opening import opening
from appliance.knowledge.facts.asked.question import Question
from appliance.knowledge.facts.expiry import holding
from appliance.knowledge.facts.telling.phrases import SHIPPED

QUESTION_MAX_WORDS = 20


@dataclass(frozen=True, slots=True)
class Told:
    """What facts say to a question in one language; `spare` words of it they do not explain."""

    question: Question
    matches: tuple[Match, ...]
    spare: int


class FactBook:
    """Answers from facts alone, or not at all."""

    def answer(self, asked: Asked, facts: ShopFacts, now: datetime) -> FactAnswer | None:
        """The answer when the whole question is about facts; None when any of it is not. `now` is aware.

        A short question looks like several languages, and typed facts need no translator: every language in
        which they can be told is tried, those that are not the shop's own only for what they explain whole.
        """
        if len(words(asked.text)) > QUESTION_MAX_WORDS:
            return None
        local = now.astimezone(ZoneInfo(facts.timezone))
        facts = holding(facts, local.date())
        best: Told | None = None
        own = tuple(dict.fromkeys((asked.language, *facts.languages)))
        foreign = () if Question(asked.text, asked.language).is_of_the_visitor() else SHIPPED
        for language in dict.fromkeys((*own, *foreign)):
            told = _told(Question(asked.text, language, asked.history), facts, local)
            if told and told.spare == 0:
                return _answer(told)
            if told and language in own and (best is None or told.spare < best.spare):
                best = told
        return _answer(best) if best else None


def _told(question: Question, facts: ShopFacts, now: datetime) -> Told | None:
    """Policies explain every word or do not answer; other facts leave a word or so.

    Words beyond those that named a fact make it likelier that something else is asked: `do you repair
    wheelchairs` does not ask for the ramp.
    """
    typed = (
        *opening(question, facts, now),
        *contact(question, facts),
        *prices(question, facts),
        *area(question, facts),
    )
    texts = tuple(policies(question, facts))
    spare_typed, spare_texts = (
        question.spare((match.used for match in matches), facts.name) for matches in (typed, texts)
    )
    if texts and spare_texts == 0 and not (typed and spare_typed == 0):
        return Told(question, texts, 0)
    if typed and spare_typed <= min(match.slack for match in typed):
        return Told(question, typed, spare_typed)
    return None


def _answer(told: Told) -> FactAnswer:
    say, first = told.question.phrases.say, told.matches[0]
    text = " ".join(dict.fromkeys(match.text for match in told.matches))
    return FactAnswer(text, Source(title=say["from_facts"], place=say[first.place], url=first.url))
