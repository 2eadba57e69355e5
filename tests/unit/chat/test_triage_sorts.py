"""Owns that triage never waits and never guesses aloud: rules first, then the head, sure only where it is."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from appliance.chat.heads import LinearHead
from appliance.chat.triage import Triage
from appliance.chat.triage.triage import KNOWN, SURE_FROM, judge
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.contract.retrieval import Asked
from appliance.contract.triage import Topic

PLAIN = "My bouquet was brown on the second day"


class Vectors:
    def __init__(self, problem: Exception | None = None, slow: bool = False, name: str = "e5") -> None:
        self.problem, self.slow, self.name, self.asked = problem, slow, name, 0

    async def model_id(self) -> str:
        return self.name

    async def query(self, text: str) -> tuple[float, ...]:
        self.asked += 1
        if self.problem:
            raise self.problem
        if self.slow:
            await asyncio.Event().wait()
        return (1.0, 0.0)


def head(topic: Topic, strength: float = 20.0) -> LinearHead:
    """Says `topic` of everything, the surer the stronger."""
    labels = tuple(one.value for one in Topic)
    weights = np.zeros((len(labels), 2), "f4")
    weights[labels.index(topic.value), 0] = strength
    return LinearHead("e5", labels, (), weights, np.zeros(len(labels), "f4"), np.zeros(2, "f4"), 1.0)


async def test_plain_words_need_no_vector() -> None:
    vectors = Vectors()
    said = await Triage(vectors, head(Topic.PRODUCT)).sort(Asked("Where is my order?", "en"))
    assert (said.topic, said.sure) == (Topic.ORDER_STATUS, True)
    assert vectors.asked == 0


async def test_what_words_leave_open_the_head_decides() -> None:
    said = await Triage(Vectors(), head(Topic.COMPLAINT)).sort(Asked(PLAIN, "en"))
    assert (said.topic, said.sure) == (Topic.COMPLAINT, True)
    assert said.score > 0.99


async def test_a_head_in_doubt_is_not_sure() -> None:
    said = await Triage(Vectors(), head(Topic.COMPLAINT, strength=2.0)).sort(Asked(PLAIN, "en"))
    assert (said.topic, said.sure) == (Topic.COMPLAINT, False)


async def test_words_against_it_make_the_surest_head_unsure() -> None:
    said = await Triage(Vectors(), head(Topic.BOOKING)).sort(Asked("How far ahead should I book a table?", "en"))
    assert (said.topic, said.sure) == (Topic.BOOKING, False)


@pytest.mark.parametrize(
    "vectors",
    [
        Vectors(problem=Unavailable(ErrorCode.MODEL_UNAVAILABLE, "Gone.", 2)),
        Vectors(slow=True),
        Vectors(name="another model"),
    ],
    ids=["away", "slow", "another"],
)
async def test_without_a_vector_the_rules_alone_decide(vectors: Vectors) -> None:
    triage = Triage(vectors, head(Topic.COMPLAINT), vector_s=0.0)
    said = await triage.sort(Asked(PLAIN, "en"))
    assert (said.topic, said.sure) == (Topic.QUESTION, False)
    assert (await triage.sort(Asked("Talk to a human", "en"))).topic is Topic.HAND_OFF


async def test_without_a_head_too() -> None:
    said = await Triage(Vectors(), None).sort(Asked(PLAIN, "en"))
    assert (said.topic, said.sure) == (Topic.QUESTION, False)


def test_what_is_surely_known_but_of_which_kind_is_open_is_a_question() -> None:
    odds = dict.fromkeys(Topic, 0.0) | dict(zip(KNOWN, (0.30, 0.34, 0.34), strict=True)) | {Topic.BOOKING: 0.02}
    said = judge(odds)
    assert (said.topic, said.sure) == (Topic.QUESTION, True)
    assert said.score == pytest.approx(0.98)


@pytest.mark.parametrize("topic", SURE_FROM)
def test_no_topic_is_sure_at_even_odds(topic: Topic) -> None:
    assert SURE_FROM[topic] > 0.5
    assert not judge(dict.fromkeys(Topic, 1 / len(Topic)) | {topic: 0.12}).sure
