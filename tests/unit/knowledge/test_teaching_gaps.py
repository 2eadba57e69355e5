"""Gaps: what visitors asked in vain is gathered by what it asks, and is gone when it is answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from appliance.contract.problems import Refused
from appliance.contract.teaching import GapReason, MissedQuestion
from appliance.knowledge.teaching.gaps.placing import KEEP, Placing
from tests.unit.knowledge.classroom import Classroom


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Classroom]:
    opened = await Classroom.at(tmp_path)
    yield opened
    await opened.close()


async def test_what_asks_the_same_is_one_gap_and_the_most_asked_one_comes_first(room: Classroom) -> None:
    await room.miss("Do you sell roof racks?", "c_1")
    await room.miss("Do you repair e-bikes?", "c_2")
    room.clock.moment += timedelta(hours=1)
    await room.miss("Can you fix electric bikes?", "c_3")
    first, second = await room.gaps()
    assert (first.question, first.conversations) == ("Can you fix electric bikes?", 2)
    assert first.questions == ("Can you fix electric bikes?", "Do you repair e-bikes?")
    assert (first.first_seen[:13], first.last_seen[:13]) == ("2026-10-07T12", "2026-10-07T13")
    assert second.question == "Do you sell roof racks?"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Do you repair e-bikes?", "Do you rent e-bikes?"),
        ("Do you have the 45L backpack?", "Do you have the 40L backpack?"),
        ("Do you repair phones?", "Do you repair Fairphone phones?"),
        ("Is the bread gluten free?", "Is the bread not gluten free?"),
    ],
)
async def test_look_alikes_stay_apart(room: Classroom, one: str, other: str) -> None:
    await room.miss(one, "c_1")
    await room.miss(other, "c_2")
    assert len(await room.gaps()) == 2


async def test_a_question_with_one_word_more_joins_the_gap(room: Classroom) -> None:
    await room.miss("Do you have changing rooms for cyclists?", "c_1")
    await room.miss("Do you have changing rooms for tired cyclists?", "c_2")
    assert [gap.conversations for gap in await room.gaps()] == [2]


async def test_one_person_who_asks_again_counts_once(room: Classroom) -> None:
    await room.miss("Do you repair e-bikes?", "c_1")
    await room.miss("do you repair E-BIKES", "c_1")
    await room.miss("Can you fix electric bikes?", "c_1")
    (gap,) = await room.gaps()
    assert gap.conversations == 1
    assert len(gap.questions) == 2


async def test_languages_and_reasons_are_told(room: Classroom) -> None:
    await room.miss("Do you have wheelchairs to borrow?", "c_1")
    await room.miss("Do you have wheelchairs to borrow?", "c_2", GapReason.BADLY_RATED)
    await room.miss("Habt ihr Leihrollstühle für meine Mutter?", "c_3")
    both = {gap.languages: gap.reasons for gap in await room.gaps()}
    assert both[("en",)] == (GapReason.BADLY_RATED, GapReason.NOT_KNOWN)
    assert both[("de",)] == (GapReason.NOT_KNOWN,)


async def test_a_follow_up_is_kept_with_the_question_it_leans_on(room: Classroom) -> None:
    await room.miss("And on Sunday?", "c_1", history=("Do you rent tandems?",))
    (gap,) = await room.gaps()
    assert gap.question == "Do you rent tandems? And on Sunday?"


async def test_addresses_of_people_never_reach_the_disk(room: Classroom, tmp_path: Path) -> None:
    await room.miss("Can you mail jo.doe@example.com about tandems, or call +1 503 555 0142?")
    (gap,) = await room.gaps()
    assert gap.question == "Can you mail [e-mail] about tandems, or call [phone]?"
    await room.close()
    files = await asyncio.to_thread(lambda: [file.read_bytes() for file in tmp_path.iterdir()])
    assert all(b"jo.doe" not in content for content in files)


async def test_without_the_embedder_they_wait_and_are_gathered_when_it_is_back(room: Classroom) -> None:
    room.embedder.away = True
    await room.miss("Do you repair e-bikes?", "c_1")
    await room.miss("Can you fix electric bikes?", "c_2")
    assert await room.gaps() == []
    room.embedder.away = False
    await room.catch_up()
    assert [gap.conversations for gap in await room.gaps()] == [2]


async def test_a_missed_question_wakes_the_work_in_the_background(room: Classroom) -> None:
    working = asyncio.create_task(room.parts.catch_up.run())
    missed = MissedQuestion(
        question_id="q_1", conversation_id="c_1", question="Do you repair e-bikes?", reason=GapReason.NOT_KNOWN
    )
    await room.parts.gaps.note(missed)
    async with asyncio.timeout(5):
        while not (found := await room.gaps()):
            pass
    working.cancel()
    # A connection that is still being given back must not meet the closing of the database.
    await asyncio.gather(working, return_exceptions=True)
    assert [gap.question for gap in found] == ["Do you repair e-bikes?"]


async def test_after_a_restart_new_questions_find_the_gaps_that_were_there(room: Classroom, tmp_path: Path) -> None:
    await room.miss("Do you repair e-bikes?", "c_1")
    again = await Classroom.at(tmp_path)
    again.misses = 10
    await again.miss("Can you fix electric bikes?", "c_2")
    assert [gap.conversations for gap in await again.gaps()] == [2]
    await again.close()


async def test_another_embedder_sees_the_gaps_anew(room: Classroom) -> None:
    await room.miss("Do you repair e-bikes?", "c_1")
    room.embedder.name = "another"
    await room.miss("Can you fix electric bikes?", "c_2")
    assert [gap.conversations for gap in await room.gaps()] == [2]
    assert room.embedder.seen.count("Do you repair e-bikes?") == 2


async def test_a_dismissed_gap_is_put_aside_with_what_joins_it_later_and_can_be_taken_up_again(room: Classroom) -> None:
    await room.miss("Will it rain tomorrow?", "c_1")
    (gap,) = await room.gaps()
    await room.parts.gaps.dismiss(gap.id, wanted=True)
    await room.miss("will it rain tomorrow", "c_2")
    assert await room.gaps() == []
    assert [(one.id, one.conversations) for one in await room.gaps(dismissed=True)] == [(gap.id, 2)]
    await room.parts.gaps.dismiss(gap.id, wanted=False)
    assert [one.id for one in await room.gaps()] == [gap.id]


async def test_a_bad_rating_that_was_changed_leaves_no_gap(room: Classroom) -> None:
    rated = await room.miss("Do you repair e-bikes?", "c_1", GapReason.BADLY_RATED)
    unknown = await room.miss("Do you sell roof racks?", "c_2")
    await room.parts.gaps.withdraw(rated)
    await room.parts.gaps.withdraw(unknown)
    assert [gap.question for gap in await room.gaps()] == ["Do you sell roof racks?"]


async def test_what_was_asked_half_a_year_ago_is_forgotten(room: Classroom) -> None:
    await room.miss("Do you repair e-bikes?", "c_1")
    room.clock.moment += KEEP + timedelta(days=1)
    await room.miss("Do you sell roof racks?", "c_2")
    assert [gap.question for gap in await room.gaps()] == ["Do you sell roof racks?"]


async def test_of_too_many_the_oldest_go(room: Classroom) -> None:
    for minute, thing in enumerate(("tandems", "trailers", "helmets", "gloves")):
        room.clock.moment += timedelta(minutes=minute + 1)
        await room.miss(f"Do you rent {thing}?", f"c_{thing}")
    await Placing(room.database, room.embedder, lambda: None, room.clock, most=2).place()
    assert [gap.question for gap in await room.gaps()] == ["Do you rent gloves?", "Do you rent helmets?"]


async def test_words_without_meaning_make_no_gap(room: Classroom) -> None:
    await room.miss("???")
    assert await room.gaps() == []


async def test_a_gap_that_is_not_there_is_refused(room: Classroom) -> None:
    with pytest.raises(Refused):
        await room.parts.gaps.dismiss("gap_nowhere", wanted=True)
