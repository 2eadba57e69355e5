"""What the embedder fails on stands in nobody's way: other questions are gathered, and in the end it is shown too."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from appliance.contract.problems import ErrorCode, Unavailable
from appliance.knowledge.teaching.catch_up import CatchUp
from appliance.knowledge.teaching.gaps.placing import Placing
from appliance.knowledge.teaching.gaps.showing import TRIES
from appliance.knowledge.teaching.ways import Ways
from tests.unit.knowledge.classroom import Classroom


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Classroom]:
    opened = await Classroom.at(tmp_path)
    yield opened
    await opened.close()


async def asked(room: Classroom) -> list[str]:
    return sorted(gap.question for gap in await room.gaps())


async def test_what_the_embedder_never_takes_is_a_gap_of_its_own(room: Classroom) -> None:
    room.embedder.refused = "zeppelins"
    await room.miss("Do you rent zeppelins?", "c_1")
    await room.miss("Do you sell roof racks?", "c_2")
    assert await asked(room) == ["Do you rent zeppelins?", "Do you sell roof racks?"]


async def test_what_it_fails_on_blocks_nobody_and_is_shown_after_some_tries(room: Classroom) -> None:
    room.embedder.broken = "zeppelins"
    await room.miss("Do you rent zeppelins?", "c_0")
    others = ["Do you sell roof racks?", "Do you repair e-bikes?", "Do you have a toilet?"]
    for at, question in enumerate(others):
        room.clock.moment += timedelta(minutes=1)
        await room.miss(question, f"c_{at + 1}")
        assert question in await asked(room)
    assert await asked(room) == sorted(["Do you rent zeppelins?", *others])
    before = len(room.embedder.seen)
    await room.catch_up()
    assert len(room.embedder.seen) == before


async def test_many_that_fail_leave_room_for_others(room: Classroom) -> None:
    room.embedder.broken = "zeppelins"
    for number in range(30):
        room.clock.moment += timedelta(minutes=1)
        await room.miss(f"Do you rent zeppelins number {number}?", f"c_{number}")
    await room.miss("Do you sell roof racks?", "c_racks")
    for _ in range(30):
        await room.catch_up()
    assert "Do you sell roof racks?" in await asked(room)


async def test_an_embedder_that_is_away_for_long_gives_nothing_up(room: Classroom) -> None:
    room.embedder.broken = "Do you"
    await room.miss("Do you repair e-bikes?", "c_1")
    await room.miss("Do you fix electric bikes?", "c_2")
    for _ in range(5 * TRIES):
        await room.catch_up()
    assert await room.gaps() == []
    room.embedder.broken = "never said"
    await room.catch_up()
    assert [gap.conversations for gap in await room.gaps()] == [2]


@pytest.mark.parametrize("kind", ["refused", "broken"])
async def test_a_question_given_up_on_is_still_there_after_a_restart_and_with_another_embedder(
    room: Classroom, tmp_path: Path, kind: str
) -> None:
    setattr(room.embedder, kind, "zeppelins")
    await room.miss("Do you rent zeppelins?", "c_0")
    for at, thing in enumerate(("racks", "pumps", "gloves")):
        await room.miss(f"Do you sell {thing}?", f"c_{at + 1}")
    for name in ("played", "another"):
        room.embedder.name = name
        again = await Classroom.at(tmp_path, room.embedder)
        again.misses = 10 if name == "played" else 20
        await again.miss("Do you sell gloves?", f"c_{name}")
        assert await asked(again) == [
            "Do you rent zeppelins?",
            "Do you sell gloves?",
            "Do you sell pumps?",
            "Do you sell racks?",
        ]
        await again.close()


@pytest.mark.parametrize("kind", ["refused", "broken"])
async def test_a_taught_question_it_fails_on_blocks_neither_the_others_nor_the_gaps(room: Classroom, kind: str) -> None:
    room.embedder.away = True
    await room.teach("We rent airships.", "Do you rent zeppelins?", "Do you rent airships?")
    room.embedder.away = False
    setattr(room.embedder, kind, "zeppelins")
    await room.miss("Do you sell roof racks?")
    assert await asked(room) == ["Do you sell roof racks?"]
    assert await room.ask("Do you rent zeppelins?") == "We rent airships."
    assert room.embedder.seen.count("Do you rent airships?") == 1


async def test_while_another_process_holds_the_database_nothing_is_lost(room: Classroom) -> None:
    def held() -> None:
        raise Unavailable(ErrorCode.BUSY, "The box is busy.")

    room.embedder.away = True
    await room.miss("Do you sell roof racks?")
    room.embedder.away = False
    placing = Placing(room.database, room.embedder, held, room.clock)
    ways = Ways(room.database, room.embedder, room.parts.known)
    assert not await CatchUp(room.parts.gaps, placing, ways).once()
    await room.catch_up()
    assert await asked(room) == ["Do you sell roof racks?"]
