"""Owns what chat's tests stand on: played knowledge, a played model, and one question walked down the ladder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from appliance.chat.grounding.filter import Filter
from appliance.chat.ladder.memory import Memory
from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.service import AnswerService
from appliance.chat.ladder.standing import Standing
from appliance.chat.ladder.transcript import Transcript
from appliance.chat.ladder.walk import Question
from appliance.chat.ports import Priority
from appliance.chat.questions.desk import Desk
from appliance.chat.writing import prompt
from appliance.contract.chat import ChatEvent, ChatRequest, Done
from appliance.contract.facts import PolicyKey
from appliance.contract.insights import AnswerTrace
from appliance.contract.occasions import Occasions
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.contract.retrieval import (
    ApprovedMatch,
    Asked,
    FactAnswer,
    Found,
    FoundPassage,
    ProductsAnswer,
    Shop,
    Trust,
)
from appliance.contract.settings import AnswerSettings, SafetySettings
from appliance.contract.teaching import MissedQuestion
from appliance.contract.triage import Sorted, Topic, Verdict
from appliance.inference import CutOff, Message, Place, TextTokens, Usage
from tests.unit.chat.played_team import Forgetful, NoCloud, Opinion, People


def passage(text: str, title: str = "Rental terms", *heading: str, score: float = 0.6, at: int = 0) -> FoundPassage:
    return FoundPassage(
        document_id=f"doc_{title}",
        position=at,
        title=title,
        heading=heading or (title,),
        text=text,
        score=score,
        similarity=0.5,
    )


RENTAL = passage(
    "The deposit for a city bike is $200. It is released within 3 days. Helmets are included.",
    "Rental terms",
    "Rental terms",
    "Deposit",
)
FOUND = Found((RENTAL,), Trust.SURE)
NOTHING = Found((RENTAL,), Trust.NONE)


class Knowledge:
    """Knows one fact or one passage, or nothing."""

    def __init__(
        self, found: Found = FOUND, fact: FactAnswer | None = None, taught: ApprovedMatch | None = None
    ) -> None:
        self.found = found
        self._fact = fact
        self._taught = taught
        self.sells: ProductsAnswer | None = None
        self.asked: list[Asked] = []
        self.objects_to = ""
        self.policies: dict[PolicyKey, FactAnswer] = {}

    async def shop(self) -> Shop:
        return Shop("Maple Street Bikes", ("en", "de"))

    async def fact(self, asked: Asked) -> FactAnswer | None:
        return self._fact

    async def policy(self, key: PolicyKey, language: str) -> FactAnswer | None:
        return self.policies.get(key)

    async def approved(self, asked: Asked) -> ApprovedMatch | None:
        return self._taught

    async def products(self, asked: Asked) -> ProductsAnswer | None:
        return self.sells

    async def search(self, asked: Asked, limit: int) -> Found:
        self.asked.append(asked)
        return self.found

    async def contradicts(self, sentence: str, language: str) -> str | None:
        return "The facts say otherwise." if self.objects_to and self.objects_to in sentence else None


class Usual:
    """A calendar on which nothing stands, unless it is handed in."""

    def __init__(self, settings: AnswerSettings, announced: Occasions | None = None) -> None:
        self.answers = settings
        self._announced = announced or Occasions()

    def settings(self) -> AnswerSettings:
        return self.answers

    def announced(self) -> Occasions:
        return self._announced


class AnswerLog:
    """Remembers how each answer came about."""

    def __init__(self) -> None:
        self.traces: list[AnswerTrace] = []

    async def record(self, trace: AnswerTrace) -> None:
        self.traces.append(trace)


class MissedQuestions:
    """Remembers what was noted as a gap."""

    def __init__(self) -> None:
        self.noted: list[MissedQuestion] = []

    async def note(self, missed: MissedQuestion) -> None:
        self.noted.append(missed)

    async def withdraw(self, question_id: str) -> None:
        self.noted = [missed for missed in self.noted if missed.question_id != question_id]


class Model:
    """Says its pieces, then raises, or waits until `go_on` is set, before the first or after the last of them."""

    def __init__(
        self,
        *pieces: str | CutOff | Usage,
        then: Exception | None = None,
        go_on: asyncio.Event | None = None,
        waits_first: bool = False,
    ) -> None:
        self._pieces = pieces
        self._then = then
        self._waits = bool(go_on)
        self._waits_first = waits_first
        self.go_on = go_on or asyncio.Event()
        self.closed = False
        self.prompts: list[Sequence[Message]] = []
        self.places: list[Place] = []

    async def count_tokens(self, texts: Sequence[str]) -> TextTokens:
        raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "This one cannot count.")

    async def place(self, name: str) -> Place | None:
        return self.places.pop(0) if self.places else None

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        first_words_s: float,
        priority: Priority = "visitor",
        name: str = "",
        visitor: str = "",
    ) -> AsyncGenerator[str | CutOff | Usage, None]:
        self.prompts.append(messages)
        try:
            if self._waits_first:
                await self.go_on.wait()
            for piece in self._pieces:
                yield piece
            if self._waits:
                await self.go_on.wait()
            if self._then:
                raise self._then
        finally:
            self.closed = True


def standing(
    model: Model,
    knowledge: Knowledge | None = None,
    calendar: Usual | None = None,
    topic: Sorted | None = None,
    verdict: Verdict = Verdict.PASS,
    people: People | None = None,
    memory: Memory | None = None,
    cloud: NoCloud | None = None,
) -> Standing:
    """What a ladder stands on when nothing is said otherwise: everything passes, nobody remembers, nobody talks."""
    known = knowledge or Knowledge()
    return Standing(
        knowledge=known,
        scribe=Scribe(known, model, Filter(SafetySettings(), (), prompt.TEMPLATE, ""), room=1_024),
        calendar=calendar or Usual(AnswerSettings()),
        guard=Opinion(verdict),
        triage=Opinion(verdict, topic or Sorted(Topic.QUESTION, sure=False)),
        memory=memory or Forgetful(known),
        people=people or People(),
        cloud=cloud or NoCloud(),
    )


def asking(
    model: Model, settings: AnswerSettings, knowledge: Knowledge | None = None, text: str = "What deposit do you take?"
) -> AsyncGenerator[ChatEvent, None]:
    """One question's events as they come."""
    return answered(AnswerService(standing(model, knowledge, Usual(settings)), lambda: 0.0), text)


async def answered(
    service: AnswerService,
    text: str = "What deposit do you take?",
    history: tuple[str, ...] = (),
    failed_before: int = 0,
) -> AsyncGenerator[ChatEvent, None]:
    walk = await service.begin(Question("q_1", "c_1", text, history, "visitor", failed_before))
    async with aclosing(service.answer(walk)) as events:
        async for event in events:
            yield event


async def walk(
    model: Model, knowledge: Knowledge | None = None, text: str = "What deposit do you take?"
) -> list[ChatEvent]:
    return [event async for event in asking(model, AnswerSettings(quote_after_s=10), knowledge, text)]


def told(events: Sequence[ChatEvent]) -> str:
    """The words that stand at the end."""
    said = Transcript("q_1", "c_1", "", list(events))
    return said.text


def done(events: Sequence[ChatEvent]) -> Done:
    last = events[-1]
    assert isinstance(last, Done)
    return last


def request(question: str = "What deposit do you take?", conversation_id: str | None = None) -> ChatRequest:
    return ChatRequest(question=question, conversation_id=conversation_id)


async def ended(desk: Desk, question_id: str) -> None:
    """Wait until an answer has ended and is kept. Reading would keep the question alive."""
    task = desk.require(question_id).task
    assert task is not None
    async with asyncio.timeout(5):
        await task


async def read(desk: Desk, question_id: str, after: int = 0) -> list[tuple[int, ChatEvent]]:
    """Every event after this one, to the end."""
    return [numbered async for numbered in desk.events(question_id, after)]
