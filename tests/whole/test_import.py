"""A folder of many kinds of files: read through a crash in the middle, nothing twice, what is broken is named."""

from __future__ import annotations

import os
import signal
import zipfile
from pathlib import Path

from appliance.contract.imports import Import, ItemState
from appliance.contract.jobs import JobState
from appliance.contract.status import ProcessState
from tests.whole.box import Box, until

GOOD = 20
KINDS = {
    "md": "# Locker {n}\n\nLocker number {n} costs ${n} per month.\n",
    "txt": "LOCKER {n}\n\nLocker number {n} costs ${n} per month.\n",
    "html": "<h1>Locker {n}</h1><p>Locker number {n} costs ${n} per month.</p>",
    "csv": "Locker,Price per month\nLocker number {n},${n}\n",
}
BROKEN = {"song.mp3": b"ID3", "empty.md": b"  \n", "torn.pdf": b"%PDF-1.4 torn", "fake.docx": b"no archive"}


def folder(at: Path) -> Path:
    """Files of every kind in folders, and some that cannot be read."""
    for number in range(GOOD):
        kind, text = list(KINDS.items())[number % len(KINDS)]
        file = at / f"lockers/{kind}/{number + 100}.{kind}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(n=number + 100), encoding="utf-8")
    for name, data in BROKEN.items():
        (at / "lockers" / name).write_bytes(data)
    return at / "lockers"


def ended(box: Box, import_id: str) -> Import | None:
    report = box.client.import_report(import_id)
    return report if report.job and report.job.state not in (JobState.QUEUED, JobState.RUNNING) else None


def test_an_import_goes_on_after_its_worker_was_killed(played_box: Box, tmp_path: Path) -> None:
    lockers = folder(tmp_path)
    begun = played_box.client.import_files([lockers])
    until(lambda: played_box.client.import_report(begun.id).states.get(ItemState.READ, 0) >= 3, 60, "some are read")
    scheduler = played_box.child("scheduler").pid
    assert scheduler
    os.kill(scheduler, signal.SIGKILL)
    until(lambda: played_box.child("scheduler").state is not ProcessState.READY or None, 10, "it is noticed")
    assert played_box.answers(), "the api goes on"

    report = until(lambda: ended(played_box, begun.id), 120, "the import ends")
    assert report.job
    assert report.job.state is JobState.SUCCEEDED
    assert report.states == {ItemState.READ: GOOD, ItemState.UNREADABLE: len(BROKEN)}
    assert {item.name.removeprefix("lockers/") for item in report.problems} == set(BROKEN)
    assert all(item.problem for item in report.problems)
    names = [one.name for one in played_box.client.documents() if one.passages]
    assert len(names) == len(set(names)) == GOOD + 1
    assert "$117" in played_box.text("What does locker number 117 cost per month?")

    archive = tmp_path / "lockers.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted(lockers.rglob("*.*")):
            if file.name not in BROKEN:
                packed.write(file, file.relative_to(lockers.parent))
    again = played_box.client.import_files([archive])
    report = until(lambda: ended(played_box, again.id), 60, "the archive is read")
    assert report.states == {ItemState.UNCHANGED: GOOD}
