"""Log files that cannot fill the disk, and the pipe into them."""

from __future__ import annotations

import os
from pathlib import Path

from appliance.supervisor.rotation import LogPipe, RotatingLog


def test_a_full_log_makes_room_and_two_old_ones_stay(tmp_path: Path) -> None:
    log = RotatingLog(tmp_path / "api.log", most_bytes=10, keep=2)
    for number in range(5):
        log.write(b"%d.........\n" % number)
    assert {file.name: file.read_bytes()[:1] for file in tmp_path.iterdir()} == {"api.log.1": b"4", "api.log.2": b"3"}
    log.write(b"5\n")
    assert (tmp_path / "api.log").read_bytes() == b"5\n"


def test_a_log_goes_on_where_an_earlier_start_ended(tmp_path: Path) -> None:
    RotatingLog(tmp_path / "api.log").write(b"one\n")
    RotatingLog(tmp_path / "api.log").write(b"two\n")
    assert (tmp_path / "api.log").read_bytes() == b"one\ntwo\n"


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    log = RotatingLog(tmp_path / "gone" / "api.log")
    log.write(b"lost\n")
    (tmp_path / "gone").mkdir()
    log.write(b"kept\n")
    assert (tmp_path / "gone" / "api.log").read_bytes() == b"kept\n"


async def test_the_last_words_in_a_pipe_are_kept(tmp_path: Path) -> None:
    pipe = LogPipe(RotatingLog(tmp_path / "api.log"))
    os.write(pipe.writing, b"last words\n")
    pipe.handed_over()
    pipe.close()
    assert (tmp_path / "api.log").read_bytes() == b"last words\n"


async def test_a_pipe_that_somebody_still_holds_is_let_go(tmp_path: Path) -> None:
    pipe = LogPipe(RotatingLog(tmp_path / "api.log"))
    held = os.dup(pipe.writing)
    os.write(held, b"said\n")
    pipe.handed_over()
    pipe.close()
    os.close(held)
    assert (tmp_path / "api.log").read_bytes() == b"said\n"
