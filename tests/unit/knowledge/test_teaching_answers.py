"""Approved answers: taught in one line, told at once to whoever asks so, changed, expired, undone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from appliance.contract.problems import Refused
from appliance.contract.teaching import AnswerChange, AnswerRequest, AnswerState
from tests.unit.knowledge.classroom import Classroom

YES = "Yes, all brands, within a week."


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Classroom]:
    opened = await Classroom.at(tmp_path)
    yield opened
    await opened.close()


async def test_a_gap_is_taught_answered_undone_and_back(room: Classroom) -> None:
    await room.miss("Do you repair e-bikes?", "c_1")
    await room.miss("Can you fix electric bikes?", "c_2")
    (gap,) = await room.gaps()
    answer = await room.teach(YES, gap_id=gap.id)
    assert (answer.state, answer.version, answer.changed_by, answer.gap_id) == ("in_force", 1, "owner", gap.id)
    assert await room.gaps() == []
    assert await room.ask("do you guys mend ebikes") == YES
    await room.parts.answers.undo(answer.id, by="owner")
    assert [one.id for one in await room.gaps()] == [gap.id]
    assert await room.ask("do you guys mend ebikes") is None


async def test_the_same_words_and_other_words_of_the_same_kind_find_it_look_alikes_do_not(room: Classroom) -> None:
    await room.teach(YES, "Do you repair e-bikes?")
    assert await room.ask("DO YOU REPAIR E-BIKES") == YES
    assert await room.ask("Is it possible to have an e-bike repaired at your shop?") == YES
    for look_alike in ("Do you rent e-bikes?", "Do you repair bikes?", "How much does an e-bike repair cost?"):
        assert await room.ask(look_alike) is None


async def test_everything_is_there_after_a_restart(room: Classroom, tmp_path: Path) -> None:
    await room.miss("Do you repair e-bikes?")
    (gap,) = await room.gaps()
    answer = await room.teach(YES, gap_id=gap.id)
    again = await Classroom.at(tmp_path)
    assert await again.ask("Can you fix electric bikes?") == YES
    assert await again.gaps() == []
    await again.parts.answers.undo(answer.id, by="owner")
    await again.close()
    once_more = await Classroom.at(tmp_path)
    assert await once_more.ask("Can you fix electric bikes?") is None
    assert len(await once_more.gaps()) == 1
    await once_more.close()


async def test_without_the_embedder_its_exact_words_find_it_until_it_is_back(room: Classroom) -> None:
    room.embedder.away = True
    answer = await room.teach(YES, "Do you repair e-bikes?")
    assert [one.by_meaning for one in answer.questions] == [False]
    assert await room.ask("do you repair e-bikes") == YES
    room.embedder.away = False
    assert await room.ask("Can you fix electric bikes?") is None
    await room.catch_up()
    assert await room.ask("Can you fix electric bikes?") == YES
    assert [one.by_meaning for one in (await room.parts.answers.get(answer.id)).questions] == [True]


async def test_while_the_embedder_is_away_other_words_are_left_to_the_rungs_below(room: Classroom) -> None:
    await room.teach(YES, "Do you repair e-bikes?")
    room.embedder.away = True
    assert await room.ask("Can you fix electric bikes?") is None
    assert await room.ask("Do you repair e-bikes?") == YES


async def test_a_question_that_shares_no_words_costs_no_vector(room: Classroom) -> None:
    await room.teach(YES, "Do you repair e-bikes?")
    room.embedder.seen.clear()
    assert await room.ask("When do you open?") is None
    assert room.embedder.seen == []


async def test_another_embedder_sees_what_was_taught_anew(room: Classroom) -> None:
    await room.teach(YES, "Do you repair e-bikes?")
    room.embedder.name = "another"
    assert await room.ask("Can you fix electric bikes?") is None
    await room.catch_up()
    assert await room.ask("Can you fix electric bikes?") == YES


async def test_after_its_last_day_it_is_told_no_more_and_its_gap_is_back(room: Classroom) -> None:
    await room.miss("Do you repair e-bikes?")
    (gap,) = await room.gaps()
    answer = await room.teach(YES, gap_id=gap.id, expires_on="2026-10-08")
    room.clock.moment += timedelta(days=1)
    assert await room.ask("Do you repair e-bikes?") == YES
    room.clock.moment += timedelta(days=1)
    assert await room.ask("Do you repair e-bikes?") is None
    assert [(one.id, one.state) for one in await room.parts.answers.all()] == [(answer.id, AnswerState.EXPIRED)]
    assert [one.id for one in await room.gaps()] == [gap.id]


async def test_its_last_day_is_over_when_it_is_over_where_the_shop_is(tmp_path: Path) -> None:
    room = await Classroom.at(tmp_path, timezone="America/Los_Angeles")
    await room.miss("Do you repair e-bikes?")
    answer = await room.teach(YES, gap_id=(await room.gaps())[0].id, expires_on="2026-10-07")
    room.clock.moment += timedelta(hours=15)  # in the evening there, and past midnight in UTC
    assert await room.ask("Do you repair e-bikes?") == await room.ask("Can you fix electric bikes?") == YES
    assert (await room.parts.answers.get(answer.id)).state is AnswerState.IN_FORCE
    assert await room.gaps() == []
    room.clock.moment += timedelta(hours=6)
    assert await room.ask("Do you repair e-bikes?") is None
    assert len(await room.gaps()) == 1
    await room.close()


async def test_a_visitor_reads_it_in_their_language_as_far_as_there_is_a_text(room: Classroom) -> None:
    await room.teach(YES, "Do you repair e-bikes?", "Repariert ihr E-Bikes?", texts={"de": "Ja, alle Marken."})
    assert await room.ask("Can you fix electric bikes?", "en") == YES
    assert await room.ask("Könnt ihr Elektrofahrräder reparieren?", "de") == "Ja, alle Marken."


async def test_it_is_told_only_in_the_languages_it_is_for(room: Classroom) -> None:
    answer = await room.teach(YES, "Do you repair e-bikes?")
    assert answer.languages == ("en",)
    assert await room.ask("Repariert ihr E-Bikes?", "de") is None


async def test_a_follow_up_is_not_guessed_at(room: Classroom) -> None:
    await room.teach("Two weeks.", "How long is the warranty on frames?")
    assert await room.ask("And how long is the warranty on frames?", history=("Do you sell frames?",)) is None
    assert await room.ask("For how long is the warranty on frames?", history=("Do you sell frames?",)) == "Two weeks."


async def test_a_change_is_told_at_once_and_every_version_is_kept(room: Classroom) -> None:
    answer = await room.teach(YES, "Do you repair e-bikes?")
    changed = AnswerRequest(text="No longer.", questions=("Do you repair e-bikes?", "Do you repair e-scooters?"))
    await room.parts.answers.change(answer.id, changed, by="owner")
    assert await room.ask("Can you fix electric bikes?") == "No longer."
    assert await room.ask("Do you fix e-scooters?") == "No longer."
    history = await room.parts.answers.history(answer.id)
    assert [(one.change, one.taught.text if one.taught else None) for one in history] == [
        (AnswerChange.TAUGHT, YES),
        (AnswerChange.CHANGED, "No longer."),
    ]


async def test_a_change_without_questions_keeps_them_and_the_gap(room: Classroom) -> None:
    await room.miss("Do you repair e-bikes?")
    (gap,) = await room.gaps()
    answer = await room.teach(YES, gap_id=gap.id)
    changed = await room.parts.answers.change(answer.id, AnswerRequest(text="No longer."), by="owner")
    assert (changed.gap_id, [one.question for one in changed.questions]) == (gap.id, ["Do you repair e-bikes?"])
    assert await room.ask("Do you repair e-bikes?") == "No longer."


async def test_undoing_goes_back_change_by_change_and_no_further_than_the_beginning(room: Classroom) -> None:
    answer = await room.teach("One.", "Do you repair e-bikes?")
    for text in ("Two.", "Three."):
        request = AnswerRequest(text=text, questions=("Do you repair e-bikes?",))
        await room.parts.answers.change(answer.id, request, by="owner")
    told = []
    for _ in range(3):
        await room.parts.answers.undo(answer.id, by="owner")
        told.append(await room.ask("Do you repair e-bikes?"))
    assert told == ["Two.", "One.", None]
    with pytest.raises(Refused, match="Nothing is left"):
        await room.parts.answers.undo(answer.id, by="owner")


async def test_a_removed_answer_can_be_brought_back(room: Classroom) -> None:
    answer = await room.teach(YES, "Do you repair e-bikes?")
    removed = await room.parts.answers.remove(answer.id, by="owner")
    assert removed.state is AnswerState.REMOVED
    assert await room.parts.answers.all() == []
    assert [one.text for one in await room.parts.answers.all(removed=True)] == [YES]
    back = await room.parts.answers.undo(answer.id, by="owner")
    assert (back.state, await room.ask("Do you repair e-bikes?")) == (AnswerState.IN_FORCE, YES)


async def test_a_gap_asked_in_the_taught_words_is_closed_though_it_was_not_named(room: Classroom) -> None:
    await room.miss("Do you repair e-bikes?", "c_1")
    await room.miss("Do you sell roof racks?", "c_2")
    await room.teach(YES, "do you repair e-bikes")
    assert [gap.question for gap in await room.gaps()] == ["Do you sell roof racks?"]


async def test_what_is_asked_in_vain_after_teaching_shows_up_again(room: Classroom) -> None:
    await room.miss("Do you repair e-bikes?", "c_1")
    (gap,) = await room.gaps()
    await room.teach(YES, gap_id=gap.id)
    await room.miss("Do you repair new e-bikes?", "c_2")
    assert [(one.id, one.conversations) for one in await room.gaps()] == [(gap.id, 1)]


async def test_of_two_answers_for_the_same_words_the_newer_one_is_told(room: Classroom) -> None:
    await room.teach("Old.", "Do you repair e-bikes?")
    room.clock.moment += timedelta(minutes=1)
    newer = await room.teach("New.", "Do you repair e-bikes?")
    assert await room.ask("Do you repair e-bikes?") == "New."
    assert await room.ask("Can you fix electric bikes?") == "New."
    await room.parts.answers.remove(newer.id, by="owner")
    assert await room.ask("Do you repair e-bikes?") == "Old."


@pytest.mark.parametrize("request_", [{}, {"questions": ("?!",)}, {"expires_on": "2026-10-06", "questions": ("Why?",)}])
async def test_an_answer_to_nothing_or_for_yesterday_is_refused(room: Classroom, request_: dict[str, object]) -> None:
    with pytest.raises(Refused):
        await room.parts.answers.teach(AnswerRequest.model_validate({"text": YES, **request_}), by="owner")
    assert await room.parts.answers.all() == []


async def test_an_answer_that_never_was_is_refused(room: Classroom) -> None:
    for refused in (room.parts.answers.get, room.parts.answers.history):
        with pytest.raises(Refused):
            await refused("answer_nowhere")
    with pytest.raises(Refused):
        await room.parts.answers.undo("answer_nowhere", by="owner")
