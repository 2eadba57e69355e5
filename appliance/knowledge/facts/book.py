"""Owns whether typed facts answer a question, and in which language: the whole of it, or not at all. Pure."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from appliance.contract.chat import Source
from appliance.contract.facts import PolicyKey, ShopFacts
from appliance.contract.retrieval import Asked, FactAnswer
from appliance.core.language import words
from appliance.knowledge.facts.answers.contact import contact
from appliance.knowledge.facts.answers.match import Match
from appliance.knowledge.facts.answers.named import area, policies, prices
from appliance.knowledge.facts.answers.opening import opening
from appliance.knowledge.facts.asked.question import Question
from appliance.knowledge.facts.expiry import holding
from appliance.knowledge.facts.telling.phrases import SHIPPED, in_language, phrases

QUESTION_MAX_WORDS = 20


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
        first = Question(asked.text, asked.language, asked.history)
        foreign = () if first.is_of_the_visitor() else SHIPPED
        for language in dict.fromkeys((asked.language, *facts.languages, *foreign)):
            question = Question(asked.text, language, asked.history)
            if matches := _matches(question, facts, local, alone=not first.points_back):
                return _answer(question, matches)
        return None

    def policy(self, key: PolicyKey, language: str, facts: ShopFacts, now: datetime) -> FactAnswer | None:
        """What the owner typed on a subject, whoever asks for it in whatever words; None when nothing holds."""
        facts = holding(facts, now.astimezone(ZoneInfo(facts.timezone)).date())
        text = next((one.text for one in facts.policies if one.key is key), None)
        say = phrases(language).say
        source = Source(title=say["from_facts"], place=say["place_policy"])
        return FactAnswer(in_language(text, language), source) if text else None


def _matches(question: Question, facts: ShopFacts, now: datetime, *, alone: bool) -> tuple[Match, ...]:
    """The facts that explain every word of the question; none when a word is left.

    Not `alone` stands what speaks of something said before: `would I get cash for it` asks for no means of payment.
    Words beyond those that named a fact make it likelier that something else is asked: `do you repair
    wheelchairs` does not ask for the ramp, `winter storage for a motorbike` not for that of a bike.
    """
    typed = (
        *opening(question, facts, now),
        *contact(question, facts),
        *prices(question, facts),
        *area(question, facts),
    )
    if typed and question.spare((match.used for match in typed), facts.name) == 0:
        return typed
    texts = tuple(policies(question, facts)) if alone else ()
    # `Can I return gift cards` asks neither for returns nor for gift cards.
    asked_apart = len(texts) == 1 or question.joins
    if texts and asked_apart and question.spare((match.used for match in texts), facts.name) == 0:
        return texts
    return ()


def _answer(question: Question, matches: tuple[Match, ...]) -> FactAnswer:
    say, first = question.phrases.say, matches[0]
    text = " ".join(dict.fromkeys(match.text for match in matches))
    return FactAnswer(text, Source(title=say["from_facts"], place=say[first.place], url=first.url))
