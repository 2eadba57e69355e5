"""Owns the rung of the model outside: silent while it is off, grounded, never for those who need not be asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from appliance.chat.ladder.rungs.cloud import AskOutside
from appliance.chat.ladder.service import AnswerService
from appliance.chat.ladder.walk import Question, Walk
from appliance.chat.ports import Priority
from appliance.contract.chat import ChatEvent, Outcome, Rung, Sources, Stage, Staged
from appliance.contract.retrieval import Found, Trust
from appliance.contract.settings import AnswerSettings
from appliance.contract.triage import Judgement, Sorted, Topic, Verdict
from appliance.inference import Message
from tests.unit.chat.played import RENTAL, Knowledge, Model, done, standing, told

NEAR = Found((RENTAL,), Trust.NEAR)
ASKED = "What deposit do you take?"


class Outside:
    """A model outside that says `answer`; keeps what it was asked."""

    def __init__(self, answer: str | None = None, on: bool = True) -> None:
        self._answer = answer
        self._on = on
        self.topics: list[Topic | None] = []
        self.asked: list[Sequence[Message]] = []

    def may_ask(self, topic: Topic | None) -> bool:
        self.topics.append(topic)
        return self._on

    async def ask(self, messages: Sequence[Message], max_tokens: int, deadline_s: float) -> str | None:
        self.asked.append(messages)
        return self._answer


async def begun(found: Found = NEAR, priority: Priority = "visitor", history: tuple[str, ...] = ()) -> Walk:
    service = AnswerService(standing(Model()), lambda: 0.0)
    walk = await service.begin(Question("q_1", "c_1", ASKED, history, priority))
    walk.found = found
    return walk


async def heard(outside: Outside, walk: Walk, knowledge: Knowledge | None = None) -> list[ChatEvent]:
    return [event async for event in AskOutside(standing(Model(), knowledge).scribe, outside).step(walk)]


async def test_while_it_is_off_not_a_word_is_said_of_it() -> None:
    outside = Outside("The deposit for a city bike is $200.", on=False)
    assert await heard(outside, await begun()) == []
    assert outside.asked == []


async def test_a_faithful_answer_is_shown_with_its_source_and_where_it_came_from() -> None:
    walk = await begun()
    events = await heard(Outside("The deposit for a city bike is $200. It is released within 3 days."), walk)
    assert events[0] == Staged(stage=Stage.ASKING_OUTSIDE)
    assert told(events) == "The deposit for a city bike is $200. It is released within 3 days."
    assert Sources(sources=(RENTAL.source(),)) in events
    assert (done(events).outcome, done(events).rung) == (Outcome.ANSWERED, Rung.CLOUD)
    assert walk.told == (RENTAL,)


async def test_what_does_not_stand_in_the_evidence_is_dropped() -> None:
    walk = await begun()
    events = await heard(Outside("The deposit for a city bike is $200. Tandems cost $900. Helmets are included."), walk)
    assert told(events) == "The deposit for a city bike is $200. Helmets are included."
    assert walk.dropped == 1


async def test_on_a_day_of_short_answers_no_more_is_asked_for_or_told() -> None:
    walk, outside = await begun(), Outside(f"{RENTAL.text} The deposit is $200.")
    walk.settings = AnswerSettings(max_words=20)
    assert told(await heard(outside, walk)) == RENTAL.text
    assert outside.asked[0][0].content.endswith("Answer with 20 words at most.")


async def test_what_the_facts_contradict_is_dropped() -> None:
    knowledge = Knowledge()
    knowledge.objects_to = "$200"
    events = await heard(Outside("The deposit for a city bike is $200."), await begun(), knowledge)
    assert events == [Staged(stage=Stage.ASKING_OUTSIDE)]


@pytest.mark.parametrize("answer", [None, "", "UNKNOWN", "UNKNOWN.", "Tandems cost $900."])
async def test_without_an_answer_the_next_rung_speaks(answer: str | None) -> None:
    assert await heard(Outside(answer), await begun()) == [Staged(stage=Stage.ASKING_OUTSIDE)]


async def test_nobody_is_asked_without_passages_for_a_rehearsal_or_a_suspicious_visitor() -> None:
    outside = Outside("The deposit for a city bike is $200.")
    careful = await begun()
    careful.judgement = Judgement(Verdict.CAREFUL, ASKED)
    for walk in (await begun(Found((), Trust.NONE)), await begun(priority="background"), careful):
        assert await heard(outside, walk) == []
    assert outside.asked == []


async def test_it_is_asked_by_topic_with_notes_and_the_earlier_questions() -> None:
    outside, walk = Outside("UNKNOWN"), await begun(history=("Do you rent city bikes?",))
    walk.sorted = Sorted(Topic.PRODUCT, sure=True)
    await heard(outside, walk)
    assert outside.topics == [Topic.PRODUCT]
    (system, earlier, question) = outside.asked[0]
    assert "deposit for a city bike is $200" in system.content
    assert (earlier.content, question.content) == ("Do you rent city bikes?", ASKED)
