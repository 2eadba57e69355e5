"""The border of "this is not in here" moves to where the shop's own questions put it."""

from __future__ import annotations

import asyncio

import pytest

from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.contract.retrieval import Asked
from appliance.knowledge.index.centre import Centre
from appliance.knowledge.retrieval.calibration import FEWEST, Calibration, learnt
from appliance.knowledge.retrieval.gate import LEAST_SCORE, Gate
from appliance.knowledge.retrieval.search import Retrieval
from tests.unit.knowledge.bag_of_words import indexed
from tests.unit.knowledge.conftest import Room, now


def calibration(room: Room, gate: Gate) -> Calibration:
    retrieval = Retrieval(room.database, room.index, room.embedder, Centre(room.embedder), gate, now)
    return Calibration(room.database, room.index, retrieval, gate)


async def manuals(room: Room) -> None:
    """Look-alike manuals: what one says of its tent, every other nearly says too."""
    for number in range(FEWEST):
        name = f"Tent{number}"
        await room.add(f"{name}.md", indexed(name, f"Is {name} of maker{number} in colour{number} rainproof? It is."))


async def test_few_questions_leave_the_border_where_it_is(room: Room) -> None:
    gate = Gate()
    await room.add("faq.md", indexed("Questions", "Do you rent tents? Yes, by the day."))
    await calibration(room, gate).learn()
    assert gate.least == LEAST_SCORE


async def test_in_a_shop_of_look_alikes_more_is_asked_of_an_answer(room: Room) -> None:
    gate = Gate()
    await manuals(room)
    learning = calibration(room, gate)
    await learning.learn()
    assert gate.least > LEAST_SCORE
    asked = Asked("Is Tent99 of maker99 in colour99 rainproof?", "en")
    retrieval = Retrieval(room.database, room.index, room.embedder, Centre(room.embedder), gate, now)
    best = (await retrieval.search(asked, 1)).passages[0]
    known = await retrieval.search(Asked("Is Tent3 of maker3 in colour3 rainproof?", "en"), 1)
    assert best.score <= gate.least < known.passages[0].score


async def test_it_is_learnt_again_only_when_documents_have_changed(room: Room) -> None:
    gate = Gate()
    await manuals(room)
    learning = calibration(room, gate)
    await learning.learn()
    gate.least = 0.0
    await learning.learn()
    assert gate.least == 0.0
    await room.add("more.md", indexed("More", "Is there more? Yes."))
    await learning.learn()
    assert gate.least > LEAST_SCORE


@pytest.mark.parametrize(
    "failure",
    [
        Refused(ErrorCode.NOT_FOUND, "This build of the index is gone."),
        Unavailable(ErrorCode.BUSY, "The box is busy."),
    ],
)
async def test_learning_that_fails_is_tried_again(room: Room, failure: Exception) -> None:
    class Swapped(Retrieval):
        async def scores(self, asked: Asked, without: str) -> tuple[float, float]:
            if failures:
                raise failures.pop()
            return await super().scores(asked, without)

    failures, gate = [failure], Gate()
    await manuals(room)
    retrieval = Swapped(room.database, room.index, room.embedder, Centre(room.embedder), gate, now)
    learning = asyncio.create_task(Calibration(room.database, room.index, retrieval, gate).run(every_s=0))
    async with asyncio.timeout(20):
        while gate.least == LEAST_SCORE and not learning.done():  # noqa: ASYNC110 - a border sets no event
            await asyncio.sleep(0)
    learning.cancel()
    await asyncio.gather(learning, return_exceptions=True)
    assert gate.least > LEAST_SCORE


def test_where_documents_say_the_same_nothing_is_learnt() -> None:
    assert learnt(own=[0.9] * 10, without=[0.3] * 9 + [0.5]) == 0.5
    assert learnt(own=[0.4] * 2 + [0.9] * 8, without=[0.8] * 10) < LEAST_SCORE
