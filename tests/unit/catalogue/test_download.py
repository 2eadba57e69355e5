"""Owns that a file comes whole or not at all, against a real server: continued, restarted, checked as a whole."""

from __future__ import annotations

import asyncio
import hashlib

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appliance.catalogue.patience import Patience
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from tests.fakes.file_server import FileServer, Play, gguf
from tests.unit.catalogue.conftest import SIZE, Fetching

CUT = 40_000


async def test_a_file_comes_whole_under_its_name_and_leaves_nothing_beside_it(fetching: Fetching) -> None:
    sha256 = await fetching.run()
    assert fetching.file.read_bytes() == fetching.server.content
    assert sha256 == hashlib.sha256(fetching.server.content).hexdigest()
    assert fetching.names() == ["model.gguf"]
    assert fetching.told[-1] == (SIZE, SIZE)
    assert [done for done, _ in fetching.told] == sorted(done for done, _ in fetching.told)
    assert fetching.server.asked[0]["accept-encoding"] == "identity"


async def test_a_cut_line_is_taken_up_where_it_broke(fetching: Fetching) -> None:
    fetching.server.plays = [Play(cut_after=CUT), Play()]
    await fetching.run()
    assert fetching.file.read_bytes() == fetching.server.content
    first, second = fetching.server.asked
    assert "range" not in first
    started = int(second["range"].removeprefix("bytes=").removesuffix("-"))
    assert 0 < started <= CUT
    assert second["if-range"] == '"v1"'


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(0, SIZE - 1), max_size=4), with_ranges=st.booleans())
async def test_wherever_the_line_is_cut_the_file_is_right(
    fetching: Fetching, cuts: list[int], with_ranges: bool
) -> None:
    fetching.file.unlink(missing_ok=True)
    fetching.patience = Patience(silence_s=0.3, pauses_s=(0.0,) * 5, tell_every_s=0.0)
    fetching.server.plays = [*(Play(cut_after=cut, ranges=with_ranges) for cut in cuts), Play(ranges=with_ranges)]
    await fetching.run()
    assert fetching.file.read_bytes() == fetching.server.content
    assert fetching.names() == ["model.gguf"]


async def test_a_server_without_ranges_sends_it_all_again(fetching: Fetching) -> None:
    fetching.server.plays = [Play(cut_after=CUT, ranges=False), Play(ranges=False)]
    await fetching.run()
    assert fetching.file.read_bytes() == fetching.server.content
    assert fetching.server.sent >= SIZE


async def test_a_file_that_changed_between_two_attempts_begins_anew(fetching: Fetching) -> None:
    await broken_off(fetching)
    fetching.server.content, fetching.server.etag = gguf(SIZE, seed=7), '"v2"'
    fetching.server.plays = [Play()]
    await fetching.run()
    assert fetching.file.read_bytes() == fetching.server.content


@pytest.mark.parametrize(
    ("etag", "modified", "shown"),
    [
        ('"v1"', None, '"v1"'),
        ('W/"v1"', "Wed, 07 Oct 2026 12:00:00 GMT", "Wed, 07 Oct 2026 12:00:00 GMT"),
        (None, "Wed, 07 Oct 2026 12:00:00 GMT", "Wed, 07 Oct 2026 12:00:00 GMT"),
        ('W/"v1"', None, None),
        (None, None, None),
    ],
)
async def test_it_goes_on_only_where_the_server_can_tell_versions_apart(
    fetching: Fetching, etag: str | None, modified: str | None, shown: str | None
) -> None:
    fetching.server.etag, fetching.server.modified = etag, modified
    await broken_off(fetching)
    fetching.server.asked.clear()
    fetching.server.plays = [Play()]
    await fetching.run()
    assert fetching.server.asked[0].get("if-range") == shown
    assert ("range" in fetching.server.asked[0]) is (shown is not None)
    assert fetching.file.read_bytes() == fetching.server.content


async def test_what_came_survives_a_new_start_and_is_hashed_with_the_rest(fetching: Fetching) -> None:
    await broken_off(fetching)
    kept = fetching.part.stat().st_size
    fetching.server.plays, fetching.server.sent = [Play()], 0
    await fetching.run()
    assert fetching.server.sent == SIZE - kept
    assert fetching.file.read_bytes() == fetching.server.content


async def test_a_part_that_was_spoiled_is_found_out_deleted_and_said(fetching: Fetching) -> None:
    await broken_off(fetching)
    with fetching.part.open("r+b") as part:
        part.seek(100)
        part.write(b"spoiled")
    fetching.server.plays = [Play()]
    with pytest.raises(Refused, match="SHA-256 differs"):
        await fetching.run()
    assert fetching.names() == []
    await fetching.run()
    assert fetching.file.read_bytes() == fetching.server.content


async def test_a_part_of_another_address_or_without_its_note_is_not_continued(fetching: Fetching) -> None:
    await broken_off(fetching)
    fetching.server.asked.clear()
    fetching.server.plays = [Play()]
    await fetching.run(url=fetching.server.url + "?another")
    assert "range" not in fetching.server.asked[0]
    fetching.file.unlink()
    fetching.part.write_bytes(b"nobody knows of what")
    fetching.server.asked.clear()
    await fetching.run()
    assert "range" not in fetching.server.asked[0]


async def test_a_power_cut_after_the_last_byte_needs_no_server(fetching: Fetching) -> None:
    await broken_off(fetching)
    fetching.part.write_bytes(fetching.server.content)
    fetching.server.asked.clear()
    await fetching.run()
    assert fetching.server.asked == []
    assert fetching.file.read_bytes() == fetching.server.content


async def test_a_part_longer_than_the_file_begins_anew(fetching: Fetching) -> None:
    await broken_off(fetching)
    fetching.part.write_bytes(fetching.server.content + b"more")
    fetching.server.plays = [Play()]
    await fetching.run()
    assert fetching.file.read_bytes() == fetching.server.content


async def test_where_nothing_is_left_to_send_the_part_is_the_file(fetching: Fetching) -> None:
    await broken_off(fetching)
    fetching.part.write_bytes(fetching.server.content)
    fetching.server.plays = [Play()]
    await fetching.run(size=SIZE + 1000, size_exact=False)
    assert fetching.ranges()[-1] == f"bytes={SIZE}-"
    assert fetching.file.read_bytes() == fetching.server.content


async def test_a_server_whose_file_became_shorter_than_the_part_begins_anew(fetching: Fetching) -> None:
    await broken_off(fetching)
    part = fetching.part.stat().st_size
    fetching.server.content = gguf(part - 1000)
    fetching.server.plays = [Play()]
    await fetching.run(size=SIZE, size_exact=False, sha256=None)
    assert fetching.file.read_bytes() == fetching.server.content


async def test_without_a_known_size_and_hash_it_comes_too_and_its_hash_is_told(fetching: Fetching) -> None:
    fetching.server.plays = [Play(chunked=True)]
    sha256 = await fetching.run(size=SIZE - 500, size_exact=False, sha256=None)
    assert sha256 == hashlib.sha256(fetching.server.content).hexdigest()


async def test_a_cancelled_download_stops_at_once_and_can_be_continued(fetching: Fetching) -> None:
    class Cancelled(Exception):
        pass

    async def cancel(done: int, total: int) -> None:
        if done > CUT:
            raise Cancelled

    fetching.tell = cancel  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        await fetching.run()
    kept = fetching.part.stat().st_size
    assert CUT < kept < SIZE
    del fetching.tell
    await fetching.run()
    assert fetching.ranges()[-1] == f"bytes={kept}-"
    assert fetching.file.read_bytes() == fetching.server.content


async def test_a_process_that_stops_in_the_middle_leaves_what_came(fetching: Fetching) -> None:
    fetching.server.plays = [Play(silent_after=CUT)]
    fetching.http.timeout = httpx2.Timeout(30)
    came = asyncio.Event()

    async def tell(done: int, total: int) -> None:
        if done == CUT:
            came.set()

    fetching.tell = tell  # type: ignore[method-assign]
    running = asyncio.create_task(fetching.run())
    async with asyncio.timeout(10):
        await came.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    fetching.server.plays = [Play()]
    await fetching.run()
    assert fetching.ranges()[-1] == f"bytes={CUT}-"
    assert fetching.file.read_bytes() == fetching.server.content


async def broken_off(fetching: Fetching) -> None:
    """A download that failed for now and left the beginning of the file."""
    fetching.server.plays = [Play(cut_after=CUT), Play(status=503)]
    with pytest.raises(Unavailable) as failure:
        await fetching.run()
    assert failure.value.code is ErrorCode.DOWNLOAD_FAILED
    assert "goes on from there" in failure.value.detail
    assert 0 < fetching.part.stat().st_size <= CUT


def test_the_server_of_these_tests_plays_in_order() -> None:
    offered = FileServer(b"", plays=[Play(status=503), Play(status=200)])
    assert [offered.next_play().status for _ in range(3)] == [503, 200, 200]
