"""Owns what a bad server, a bad line and a full disk can do to a download: a sentence, and never a wrong file."""

from __future__ import annotations

import asyncio
import errno
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from appliance.catalogue.disk import MARGIN_BYTES
from appliance.catalogue.part_file import PartFile
from appliance.catalogue.patience import Pace, Patience
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from tests.fakes.file_server import FileServer, Play, gguf
from tests.unit.catalogue.conftest import HASTY, SIZE, Fetching

CUT = 40_000


async def test_a_wrong_hash_is_said_and_nothing_of_the_file_stays(fetching: Fetching) -> None:
    with pytest.raises(Refused, match="SHA-256 differs") as refusal:
        await fetching.run(sha256="0" * 64)
    assert refusal.value.code is ErrorCode.UNUSABLE_MODEL
    assert fetching.names() == []


async def test_a_page_of_words_is_no_model(fetching: Fetching) -> None:
    fetching.server.content = b"<html>Please sign in to this wireless network.</html>"
    with pytest.raises(Refused, match="not a GGUF file"):
        await fetching.run()
    assert fetching.names() == []


@pytest.mark.parametrize("size", [SIZE - 1, SIZE + 1])
async def test_a_file_of_another_size_is_not_even_begun(fetching: Fetching, size: int) -> None:
    with pytest.raises(Refused, match="it is another one"):
        await fetching.run(size=size)
    assert fetching.names() == []
    assert len(fetching.server.asked) == 1


async def test_a_file_far_larger_than_about_its_size_is_not_even_begun(fetching: Fetching) -> None:
    with pytest.raises(Refused, match="it is another one"):
        await fetching.run(size=SIZE // 2, size_exact=False)
    assert fetching.names() == []


@pytest.mark.parametrize("exact", [True, False])
async def test_an_endless_body_is_stopped(fetching: Fetching, exact: bool) -> None:
    fetching.server.plays = [Play(endless=True)]
    with pytest.raises(Refused, match="More came"):
        await fetching.run(size_exact=exact)
    assert fetching.names() == []
    assert len(fetching.server.asked) == 1


async def test_a_server_that_announces_more_than_it_has_is_tried_a_few_times_only(fetching: Fetching) -> None:
    fetching.server.plays = [Play(says_length=SIZE + 5000, ranges=False)]
    with pytest.raises(Unavailable, match="could not be fetched"):
        await fetching.run(size_exact=False)
    assert len(fetching.server.asked) <= len(HASTY.pauses_s) + 2


async def test_a_server_that_announced_more_and_then_says_that_this_was_all_is_believed(fetching: Fetching) -> None:
    fetching.server.plays = [Play(says_length=SIZE + 5000), Play()]
    await fetching.run(size_exact=False)
    assert fetching.file.read_bytes() == fetching.server.content


async def test_a_body_without_an_announced_length_that_ends_early_is_not_taken_for_the_file(
    fetching: Fetching,
) -> None:
    whole = fetching.wanted()
    fetching.server.content = fetching.server.content[:CUT]
    fetching.server.plays = [Play(chunked=True)]
    with pytest.raises(Refused, match=f"{CUT} bytes instead of {SIZE}"):
        await fetching.run_as(whole)
    assert fetching.names() == []


@pytest.mark.parametrize("says", ["bytes 5-99999/100000", "nonsense", f"bytes {CUT - 1}-99999/100000"])
async def test_a_server_that_sends_other_bytes_than_asked_is_not_believed(fetching: Fetching, says: str) -> None:
    fetching.server.plays = [Play(cut_after=CUT), Play(says_range=says), Play()]
    await fetching.run()
    assert fetching.file.read_bytes() == fetching.server.content
    assert fetching.ranges()[2] is None


async def test_a_file_that_changes_at_every_attempt_is_given_up(fetching: Fetching) -> None:
    def another(server: FileServer) -> None:
        server.etag = f'"{len(server.asked)}"'
        server.content = gguf(SIZE, seed=len(server.asked))

    fetching.server.before = another
    fetching.server.plays = [Play(cut_after=CUT)]
    with pytest.raises(Unavailable):
        await fetching.run()
    assert len(fetching.server.asked) <= HASTY.attempts


async def test_attempts_end_even_when_each_brings_a_little(fetching: Fetching) -> None:
    fetching.patience = Patience(silence_s=0.3, pauses_s=(0.0,), attempts=3, tell_every_s=0.0)
    fetching.server.plays = [Play(cut_after=10_000)]
    with pytest.raises(Unavailable):
        await fetching.run()
    assert len(fetching.server.asked) == 3
    assert fetching.part.stat().st_size <= 30_000


async def test_silence_ends_an_attempt_and_the_next_goes_on(fetching: Fetching) -> None:
    fetching.server.plays = [Play(silent_after=CUT), Play()]
    await fetching.run()
    assert fetching.ranges() == [None, f"bytes={CUT}-"]
    assert fetching.file.read_bytes() == fetching.server.content


async def test_nobody_there_is_unavailable_with_words(fetching: Fetching) -> None:
    with pytest.raises(Unavailable, match=r"from 127\.0\.0\.1") as failure:
        await fetching.run(url="http://127.0.0.1:1/model.gguf")
    assert isinstance(failure.value.__cause__, httpx2.TransportError)
    assert fetching.names() == []


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
async def test_what_may_pass_is_tried_again(fetching: Fetching, status: int) -> None:
    fetching.server.plays = [Play(status=status, headers={"Retry-After": "0"}), Play()]
    await fetching.run()
    assert fetching.file.exists()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
async def test_what_will_not_pass_is_said_at_once(fetching: Fetching, status: int) -> None:
    fetching.server.plays = [Play(status=status)]
    with pytest.raises(Refused, match=str(status)):
        await fetching.run()
    assert len(fetching.server.asked) == 1
    assert fetching.names() == []


async def test_a_packed_body_is_refused_because_its_bytes_are_others(fetching: Fetching) -> None:
    fetching.server.plays = [Play(headers={"Content-Encoding": "gzip"})]
    with pytest.raises(Refused, match="another form"):
        await fetching.run()


async def test_redirects_within_this_machine_are_followed_a_few_times(fetching: Fetching) -> None:
    onwards = Play(status=302, headers={"Location": "/elsewhere.gguf"})
    fetching.server.plays = [onwards] * 5 + [Play()]
    await fetching.run()
    assert len(fetching.server.asked) == 6


async def test_redirects_without_an_end_are_refused(fetching: Fetching) -> None:
    fetching.server.plays = [Play(status=307, headers={"Location": "/again.gguf"})]
    with pytest.raises(Refused, match="address to address"):
        await fetching.run()
    assert len(fetching.server.asked) == 6


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://models.example/model.gguf", "without encryption"),
        ("ftp://models.example/model.gguf", "without encryption"),
        ("file:///etc/passwd", "without encryption"),
        ("https://models.example:door/", "address that is none"),
    ],
)
async def test_a_redirect_to_an_unsafe_address_is_refused(fetching: Fetching, location: str, words: str) -> None:
    fetching.server.plays = [Play(status=302, headers={"Location": location})]
    with pytest.raises(Refused, match=words):
        await fetching.run()
    assert len(fetching.server.asked) == 1


@pytest.mark.parametrize("url", ["http://models.example/a.gguf", "http://10.0.0.1/a.gguf", "ftp://localhost/a.gguf"])
async def test_an_unsafe_address_is_never_asked(fetching: Fetching, url: str) -> None:
    with pytest.raises(Refused, match="without encryption"):
        await fetching.run(url=url)


async def test_the_internet_may_not_send_us_to_our_own_ports(fetching: Fetching) -> None:
    def send_home(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(302, headers={"Location": fetching.server.url})

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(send_home)) as outside:
        fetching.http = outside
        with pytest.raises(Refused, match="into this network"):
            await fetching.run(url="https://models.example/model.gguf")
    assert fetching.server.asked == []


async def test_a_disk_without_room_is_told_before_anything_is_written(fetching: Fetching) -> None:
    fetching.free = SIZE + MARGIN_BYTES - 1
    with pytest.raises(Refused, match=r"0\.5 GB are free") as refusal:
        await fetching.run()
    assert refusal.value.code is ErrorCode.NO_ROOM
    assert fetching.names() == []
    fetching.free += 1
    await fetching.run()
    assert fetching.file.exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, bool]]:
    """A folder, and whether it is a disk of 64 KB: only root may make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)], check=False, capture_output=True
    )
    yield folder, mounted.returncode == 0
    if mounted.returncode == 0:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def full_at(limit: int) -> Callable[[PartFile, bytes], None]:
    whole = PartFile.append

    def append(part: PartFile, data: bytes) -> None:
        whole(part, data[: max(0, limit - part.size)])
        if part.size >= limit:
            raise OSError(errno.ENOSPC, "No space left on device")

    return append


async def test_a_disk_that_fills_up_keeps_what_came_and_says_so(
    fetching: Fetching, small_disk: tuple[Path, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    fetching.folder, real = small_disk
    if not real:
        monkeypatch.setattr(PartFile, "append", full_at(50_000))
    with pytest.raises(Refused, match="The disk is full") as refusal:
        await fetching.run()
    assert refusal.value.code is ErrorCode.NO_ROOM
    assert "goes on from there" in refusal.value.detail
    kept = fetching.part.stat().st_size
    assert 0 < kept < SIZE
    assert fetching.part.read_bytes() == fetching.server.content[:kept]


async def test_after_a_full_disk_the_download_goes_on(fetching: Fetching, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as small:
        small.setattr(PartFile, "append", full_at(50_000))
        with pytest.raises(Refused):
            await fetching.run()
    await fetching.run()
    assert fetching.ranges() == [None, "bytes=50000-"]
    assert fetching.file.read_bytes() == fetching.server.content


async def test_a_folder_that_cannot_be_written_is_said(fetching: Fetching) -> None:
    fetching.folder = fetching.folder / "gone"
    with pytest.raises(Refused, match="could not be stored"):
        await fetching.run()


async def test_a_wait_before_the_next_attempt_can_be_cancelled(fetching: Fetching) -> None:
    class Cancelled(Exception):
        pass

    async def cancel(done: int, total: int) -> None:
        raise Cancelled

    fetching.patience = Patience(pauses_s=(600.0,), tell_every_s=0.01)
    fetching.server.plays = [Play(status=503, headers={"Retry-After": "100000"})]
    fetching.tell = cancel  # type: ignore[method-assign]
    async with asyncio.timeout(10):
        with pytest.raises(Cancelled):
            await fetching.run()


def test_a_server_that_drips_is_noticed_and_a_slow_one_is_not() -> None:
    now = 0.0
    patience = Patience(drip_s=10, drip_bytes=1000)
    pace = Pace(patience, lambda: now)
    assert not pace.drips(1)
    now = 10.0
    assert not pace.drips(999)
    now = 20.0
    assert pace.drips(999)


async def test_a_drip_ends_an_attempt(fetching: Fetching) -> None:
    fetching.patience = Patience(pauses_s=(0.0,), attempts=2, drip_s=0.0, drip_bytes=10**9, tell_every_s=0.0)
    with pytest.raises(Unavailable) as failure:
        await fetching.run()
    assert "drips" in str(failure.value.__cause__)
