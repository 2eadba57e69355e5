"""Whatever becomes of one thing that is done when a question has ended, the others are done."""

from __future__ import annotations

import asyncio

from sqlalchemy import text
from structlog.testing import capture_logs

from appliance.chat.ladder.service import AnswerService
from appliance.chat.ladder.transcript import Transcript
from appliance.chat.questions.afterwards import Afterwards
from appliance.chat.questions.conversations import Conversations
from appliance.chat.questions.desk import Desk
from appliance.contract.chat import Outcome, QuestionState
from appliance.contract.problems import ErrorCode, Unavailable
from tests.unit.chat.conftest import Room
from tests.unit.chat.played import Model, ended, request, standing
from tests.unit.chat.played_team import Nobody


class HeldForLong(Conversations):
    """Another process holds the database when the question ends, `times` times."""

    times = 2

    async def end(self, said: Transcript) -> None:
        self.times -= 1
        if self.times >= 0:
            raise Unavailable(ErrorCode.BUSY, "The box is busy at the moment. Please try again.", 5)
        await super().end(said)


class Waiting(Nobody):
    """Somebody waits for an answer by e-mail, and sending it fails."""

    def __init__(self) -> None:
        self.told: list[QuestionState] = []

    async def ended(self, state: QuestionState) -> None:
        self.told.append(state)
        raise RuntimeError("a mistake of ours")


async def test_who_waits_for_an_email_is_told_though_nothing_could_be_kept(room: Room) -> None:
    go_on, waiting = asyncio.Event(), Waiting()
    model = Model("The deposit for a city bike is $200.", go_on=go_on)
    service = AnswerService(standing(model), room.clock)
    afterwards = Afterwards(room.conversations, service, room.log, room.gaps, waiting, room.clock.now)
    desk = Desk(service, room.conversations, afterwards, 4, room.clock)
    room.desks.append(desk)
    question_id = await desk.ask(request(), "visitor")
    async with room.database.session() as session:
        await session.execute(text("DROP TABLE questions"))
    with capture_logs() as logs:
        go_on.set()
        await ended(desk, question_id)
    assert [(state.question_id, state.outcome) for state in waiting.told] == [(question_id, Outcome.ANSWERED)]
    assert len(room.log.traces) == 1
    assert [entry["event"] for entry in logs] == ["afterwards_failed"] * 2


async def test_an_answer_is_kept_though_the_database_was_held_when_it_ended(room: Room) -> None:
    held = HeldForLong(room.database, room.clock.now)
    service = AnswerService(standing(Model("The deposit for a city bike is $200.")), room.clock)
    afterwards = Afterwards(held, service, room.log, room.gaps, Nobody(), room.clock.now, again_s=0)
    desk = Desk(service, held, afterwards, 4, room.clock)
    room.desks.append(desk)
    question_id = await desk.ask(request(), "visitor")
    await ended(desk, question_id)
    kept = await room.conversations.state(question_id)
    assert (kept.text, kept.outcome) == ("The deposit for a city bike is $200.", Outcome.ANSWERED)
