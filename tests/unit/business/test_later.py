"""Owns that a promised answer is sent once, whenever the question ends, and that what is none goes to the team."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from appliance.business.later.tables import EmailAnswerRow
from appliance.contract.chat import Outcome, QuestionState, Source
from appliance.contract.leads import EmailAnswerRequest, FormKind
from appliance.contract.outbox import OutboxKind, OutboxRow
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import iso
from tests.unit.business.people import Team

SOURCE = Source(title="Service prices", place="Repairs")


@dataclass
class Questions:
    """One question, running until it ends."""

    outcome: Outcome | None = None
    looked: int = 0
    ends_after_looks: int = field(default=10**6)

    async def state(self, question_id: str) -> QuestionState:
        if question_id != "q_1":
            raise Refused(ErrorCode.NOT_FOUND, "There is no such question.")
        self.looked += 1
        if self.looked > self.ends_after_looks:
            self.outcome = Outcome.ANSWERED
        return QuestionState(
            question_id="q_1", conversation_id="c_1", question="Do you repair sledges?", running=self.outcome is None,
            text="Yes, in winter." if self.outcome else "Yes,", sources=(SOURCE,), outcome=self.outcome, rung=None,
            spans=(), error=None, last_event_id=3,
        )  # fmt: skip


def wish(email: str = "a@b.example") -> EmailAnswerRequest:
    return EmailAnswerRequest(email=email, consent=True, consent_text="I agree.")


async def by_email(team: Team) -> list[OutboxRow]:
    return [row for row in await team.outbox.latest(10) if row.kind is OutboxKind.ANSWER_BY_EMAIL]


async def test_an_answer_that_is_there_is_sent_at_once(team: Team) -> None:
    told = await team.later.wish("q_1", wish(), Questions(Outcome.ANSWERED).state)
    assert (told.email, told.answered) == ("a@b.example", True)
    (row,) = await by_email(team)
    assert row.payload == {
        "to": "a@b.example", "question_id": "q_1", "question": "Do you repair sledges?", "answer": "Yes, in winter.",
        "sources": [SOURCE.model_dump(mode="json")],
    }  # fmt: skip
    assert not team.later.wanted_later("q_1")


async def test_an_answer_under_way_is_sent_when_it_has_ended_and_not_cancelled_before(team: Team) -> None:
    questions = Questions()
    assert not (await team.later.wish("q_1", wish(), questions.state)).answered
    assert team.later.wanted_later("q_1")
    assert not team.later.wanted_later("q_2")
    assert await by_email(team) == []
    questions.outcome = Outcome.ANSWERED
    await team.later.ended(await questions.state("q_1"))
    assert [row.payload["answer"] for row in await by_email(team)] == ["Yes, in winter."]
    assert not team.later.wanted_later("q_1")


@pytest.mark.parametrize("looks", [1, 2])
async def test_a_question_that_ends_in_that_very_moment_is_not_forgotten(team: Team, looks: int) -> None:
    questions = Questions(ends_after_looks=looks - 1)
    assert (await team.later.wish("q_1", wish(), questions.state)).answered
    assert len(await by_email(team)) == 1


async def test_wished_twice_and_ended_twice_it_is_sent_once(team: Team) -> None:
    questions = Questions()
    for email in ("a@b.example", "A@B.example", "c@d.example"):
        await team.later.wish("q_1", wish(email), questions.state)
    questions.outcome = Outcome.ANSWERED
    state = await questions.state("q_1")
    await asyncio.gather(team.later.ended(state), team.later.ended(state))
    await team.later.wish("q_1", wish(), questions.state)
    assert sorted(row.payload["to"] for row in await by_email(team)) == ["a@b.example", "c@d.example"]


async def test_an_address_is_written_to_as_it_was_typed(team: Team) -> None:
    questions = Questions(Outcome.ANSWERED)
    for email in ("Info@straße.de", "info@STRASSE.de", "info@straße.de"):
        assert (await team.later.wish("q_1", wish(email), questions.state)).email == email
    assert sorted(row.payload["to"] for row in await by_email(team)) == ["Info@straße.de", "info@STRASSE.de"]


async def test_wishes_in_the_same_moment_are_kept_once_and_have_an_end(team: Team) -> None:
    emails = ("a@b.example", "A@b.example", "c@b.example", "d@b.example", "e@b.example", "f@b.example")
    wishes = (team.later.wish("q_1", wish(email), Questions().state) for email in emails)
    told = await asyncio.gather(*wishes, return_exceptions=True)
    assert [one for one in told if not isinstance(one, Refused)] == told[:4]
    assert all(isinstance(one, Refused) for one in told[4:])
    await team.later.ended(await Questions(Outcome.ANSWERED).state("q_1"))
    assert len(await by_email(team)) == 3


@pytest.mark.parametrize("outcome", [Outcome.NOT_KNOWN, Outcome.PARTIAL, Outcome.CANCELLED, Outcome.HANDED_OFF])
async def test_what_is_no_answer_is_given_to_the_team(team: Team, outcome: Outcome) -> None:
    told = await team.later.wish("q_1", wish(), Questions(outcome).state)
    assert not told.answered
    assert await by_email(team) == []
    (lead,) = await team.leads.latest(10)
    assert (lead.kind, lead.email, lead.question) == (
        FormKind.EMAIL_ANSWER, "a@b.example", "Do you repair sledges?",
    )  # fmt: skip
    assert lead.consent_text == "I agree."
    assert await team.alerts() == ["lead"]


async def test_a_restart_forgets_no_promise(team: Team) -> None:
    await team.later.wish("q_1", wish(), Questions().state)
    restarted = Team(team.database)
    await restarted.later.once(Questions(Outcome.PARTIAL).state)
    assert [lead.email for lead in await restarted.leads.latest(10)] == ["a@b.example"]
    again = Team(team.database)
    await again.later.once(Questions(Outcome.ANSWERED).state)
    assert await by_email(again) == []


async def test_what_could_not_be_settled_when_the_question_ended_is_settled_soon(team: Team) -> None:
    questions = Questions()
    await team.later.wish("q_1", wish(), questions.state)
    await team.later.once(questions.state)
    assert team.later.wanted_later("q_1")
    questions.outcome = Outcome.ANSWERED
    for _ in range(2):
        await team.later.once(questions.state)
    assert len(await by_email(team)) == 1
    assert not team.later.wanted_later("q_1")


async def test_while_nothing_sends_e_mail_the_team_is_asked_to(team: Team) -> None:
    alone = Team(team.database, connected=())
    told = await alone.later.wish("q_1", wish(), Questions(Outcome.ANSWERED).state)
    assert told.answered
    assert await by_email(alone) == []
    (lead,) = await alone.leads.latest(10, open_only=True)
    assert (lead.kind, lead.email, lead.question) == (FormKind.EMAIL_ANSWER, "a@b.example", "Do you repair sledges?")


async def test_an_address_from_before_the_form_was_stricter_stops_no_start(team: Team) -> None:
    async with team.database.session() as session:
        session.add(EmailAnswerRow(question_id="q_1", email="a..b@c.example", asked_at=iso(team.clock())))
    await team.later.once(Questions(Outcome.PARTIAL).state)
    assert [lead.email for lead in await team.leads.latest(10)] == ["a..b@c.example"]


async def test_a_wish_for_a_question_that_was_erased_goes_with_it(team: Team) -> None:
    await team.later.wish("q_1", wish(), Questions().state)

    async def erased(question_id: str) -> QuestionState:
        raise Refused(ErrorCode.NOT_FOUND, "There is no such question.")

    await Team(team.database).later.once(erased)
    await Team(team.database).later.once(Questions(Outcome.ANSWERED).state)
    assert await team.outbox.latest(10) == []


async def test_the_box_is_no_tool_for_writing_to_everybody(team: Team) -> None:
    questions = Questions(Outcome.ANSWERED)
    for number in range(3):
        await team.later.wish("q_1", wish(f"{number}@b.example"), questions.state)
    with pytest.raises(Refused) as caught:
        await team.later.wish("q_1", wish("more@b.example"), questions.state)
    assert (caught.value.code, caught.value.field) == (ErrorCode.BAD_INPUT, "email")
    assert len(await by_email(team)) == 3


async def test_for_an_unknown_question_nothing_is_promised(team: Team) -> None:
    with pytest.raises(Refused) as caught:
        await team.later.wish("q_x", wish(), Questions().state)
    assert caught.value.code is ErrorCode.NOT_FOUND
    assert not team.later.wanted_later("q_x")
