"""Owns that a question reaches a provider without a personal detail, comes back with it, and that all of it is told."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from appliance.contract.egress import EgressOutcome
from appliance.contract.jobs import JobState
from appliance.contract.settings import PrivacySettings
from tests.unit.integrations.conftest import KEY, Sides

ASKED = "My name is Ada Example, ada@example.org, call +49 171 1234567. Card 4111 1111 1111 1111. Do you ship to me?"
DETAILS = ("Ada", "Example", "ada@example.org", "1234567", "4111")


async def test_off_by_default_nothing_is_sent_and_nothing_is_left(sides: Sides) -> None:
    assert not sides.questions().may_ask(None)
    assert await sides.ask(ASKED) is None
    assert sides.provider.asked == []
    assert await sides.rows() == []
    assert await sides.jobs.latest(10) == []


async def test_no_detail_arrives_and_each_comes_back(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.text = "Yes, [PERSON_1]. We write to [EMAIL_1] and call [PHONE_1]."
    assert await sides.ask(ASKED) == "Yes, Ada Example.\nWe write to ada@example.org and call +49 171 1234567."
    assert not any(detail in sides.provider.texts for detail in DETAILS)
    assert "Do you ship to me?" in sides.provider.texts
    assert "[EMAIL_1]" in sides.provider.texts
    assert (sides.provider.asked[0]["model"], sides.provider.asked[0]["max_tokens"]) == ("large-1", 100)
    assert sides.provider.keys == [f"Bearer {KEY}"]


async def test_a_sentence_with_a_mark_that_was_never_given_is_left_out(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.text = "We ship to you. We write to [EMAIL_7]. It takes [DAYS_1] days. It is free."
    assert await sides.ask(ASKED) == "We ship to you.\nIt is free."


async def test_the_ledger_tells_every_byte(sides: Sides) -> None:
    sides.switch_on()
    await sides.ask(ASKED)
    (row,) = await sides.rows()
    (job,) = await sides.jobs.latest(1)
    assert (row.host, row.outcome, row.job_id) == ("127.0.0.1", EgressOutcome.ANSWERED, job.id)
    assert "visitor's question" in row.why
    # The headers that the library adds on its own way out may differ by some bytes.
    assert abs(row.bytes_out - len(sides.provider.raw[0])) < 40
    assert row.bytes_in > len(sides.provider.answer())
    assert row.cost == pytest.approx((100 * 3 + 20 * 15) / 1_000_000)


async def test_the_row_stands_also_when_the_call_fails(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.status, sides.provider.body = 500, b"it broke: ada@example.org"
    assert await sides.ask(ASKED) is None
    (row,) = await sides.rows()
    assert (row.outcome, row.cost) == (EgressOutcome.FAILED, 0)
    (job,) = await sides.jobs.latest(1)
    assert (job.state, job.detail) == (JobState.FAILED, "The cloud model answered 500.")


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"choices": []}', b'{"choices": [{"message": {}}]}', b"[" * 90_000])
async def test_garbage_is_no_answer_and_counts_as_dear(sides: Sides, body: bytes) -> None:
    sides.switch_on()
    sides.provider.body = body
    assert await sides.ask(ASKED) is None
    (row,) = await sides.rows()
    assert row.outcome is EgressOutcome.FAILED
    assert row.cost > 0


async def test_an_endless_answer_is_cut_off(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.text = "word " * 100_000
    assert await sides.ask(ASKED) is None
    assert "far too much" in str((await sides.jobs.latest(1))[0].detail)


async def test_a_provider_that_is_not_there_costs_nothing(sides: Sides) -> None:
    sides.switch_on(base_url="http://127.0.0.1:1/v1")
    assert await sides.ask(ASKED) is None
    (row,) = await sides.rows()
    assert (row.outcome, row.cost, row.bytes_in) == (EgressOutcome.FAILED, 0, 0)


async def test_a_provider_that_hangs_is_not_waited_for(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.hangs = True
    assert await sides.ask(ASKED, deadline_s=0.2) is None
    (row,) = await sides.rows()
    assert row.outcome is EgressOutcome.FAILED
    assert row.cost > 0


async def test_a_question_whose_time_is_over_is_not_sent_any_more(sides: Sides) -> None:
    sides.switch_on()
    question = sides.questions(working=False)
    job = await _left_behind(sides)
    sides.clock.seconds += 60
    assert await sides.worker.run_one()
    assert question.may_ask(None)
    assert (await sides.jobs.get(job)).detail == "Nobody waits for this answer any more."
    assert sides.provider.asked == []
    assert await sides.rows() == []


async def _left_behind(sides: Sides) -> str:
    """A job as a process leaves it that died while it waited."""
    await sides.ask(ASKED, deadline_s=3.0, working=False)
    (job,) = await sides.jobs.latest(1)
    again = {
        "question": f'{{"job_id": "{job.id}x", "messages": [], "max_tokens": 1, "until": "2026-10-07T19:00:01+00:00"}}'
    }
    return (await sides.jobs.add(job.kind, job.subject, again)).id


async def test_nothing_of_the_words_stays_in_the_table_of_jobs(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.text = "We ship to [EMAIL_1]."
    await sides.ask(ASKED)
    async with sides.database.session() as session:
        rows = str((await session.execute(text("SELECT * FROM jobs"))).all())
    assert "ship" not in rows


async def test_the_switch_keeps_words_here_even_when_a_job_waits_already(sides: Sides) -> None:
    sides.switch_on(nothing_leaves=True)
    assert not sides.questions().may_ask(None)
    assert await sides.ask(ASKED) is None
    sides.switch_on()
    job = await _left_behind(sides)
    sides.switch_on(nothing_leaves=True)
    await sides.worker.run_one()
    assert (await sides.jobs.get(job)).detail == "Nothing leaves this box: that is how it is set."
    assert sides.settings().privacy == PrivacySettings(nothing_leaves=True)
    assert sides.provider.asked == []


async def test_the_budget_stops_it_before_anything_is_sent(sides: Sides) -> None:
    sides.switch_on(daily_budget=0.004)
    answers = [await sides.ask("Do you ship?") for _ in range(8)]
    assert answers[0] == "Hello."
    assert answers[-1] is None
    assert len(sides.provider.asked) == answers.count("Hello.") == len(await sides.rows())
    assert sum(row.cost for row in await sides.rows()) <= 0.004
    status = await sides.owner.status()
    assert status.spent_today == pytest.approx(sum(row.cost for row in await sides.rows()))
    sides.clock.seconds += 86_400
    assert await sides.ask("Do you ship?") == "Hello."


async def test_a_nearly_spent_budget_is_told_once(sides: Sides) -> None:
    sides.switch_on(daily_budget=0.006)
    with capture_logs() as logs:
        for _ in range(9):
            await sides.ask("Do you ship?")
    warnings = [line for line in logs if line["event"] == "cloud_budget_nearly_spent"]
    assert len(warnings) == 1
    assert (await sides.owner.status()).nearly_spent


async def test_the_log_tells_of_every_call_without_a_word_of_it(sides: Sides) -> None:
    sides.switch_on()
    with capture_logs() as logs:
        await sides.ask(ASKED)
    (line,) = [line for line in logs if line["event"] == "cloud_model_asked"]
    assert (line["host"], line["outcome"], line["model"]) == ("127.0.0.1", "answered", "large-1")
    assert not any(word in str(logs) for word in (*DETAILS, KEY, "Hello", "ship"))


async def test_after_failures_it_is_left_alone_for_a_while(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.status = 503
    for _ in range(5):
        await sides.ask("Do you ship?")
    assert len(sides.provider.asked) == 3
    sides.clock.seconds += 60
    sides.provider.status = 200
    assert await sides.ask("Do you ship?") == "Hello."


async def test_a_provider_that_counts_nothing_is_counted_for(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.usage = None
    await sides.ask(ASKED)
    (row,) = await sides.rows()
    assert 0 < row.cost < 0.01


async def test_a_redirect_is_not_followed(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.status = 307
    assert await sides.ask(ASKED) is None
    assert len(sides.provider.asked) == 1
