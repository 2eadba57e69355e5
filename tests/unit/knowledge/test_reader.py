"""A document is read in a process of its own: a broken one costs the owner one clear sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.documents import reader


def child(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(reader, "COMMAND", (sys.executable, "-S", "-c", program))


async def refusal_of(path: Path, name: str) -> str:
    with pytest.raises(Refused) as refusal:
        await reader.read_apart(path, name)
    assert refusal.value.code is ErrorCode.UNREADABLE_DOCUMENT
    return refusal.value.detail


async def test_a_document_is_read_by_its_name_whatever_its_file_is_called(tmp_path: Path) -> None:
    stored = tmp_path / "0a1b2c"
    stored.write_text("# Miete\n\n## Kaution\n\nFür Stadträder keine.\n", encoding="utf-8")
    read = await reader.read_apart(stored, "Mietbedingungen.md")
    assert read.title == "Miete"
    assert [(passage.heading, passage.text) for passage in read.passages] == [
        (("Miete", "Kaution"), "Für Stadträder keine.")
    ]


async def test_a_picture_called_text_is_refused_with_a_sentence(tmp_path: Path) -> None:
    stored = tmp_path / "0a1b2c"
    stored.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\x03" * 400)
    assert await refusal_of(stored, "prices.txt") == "This file holds no readable text."


async def test_a_page_nested_without_end_is_read(tmp_path: Path) -> None:
    stored = tmp_path / "0a1b2c"
    stored.write_text("<div>" * 20_000 + "Open 9-17")
    assert [passage.text for passage in (await reader.read_apart(stored, "page.html")).passages] == ["Open 9-17"]


def test_a_document_without_words_is_refused(tmp_path: Path) -> None:
    stored = tmp_path / "0a1b2c"
    stored.write_text("<nav>Home</nav>")
    with pytest.raises(Refused, match=r"page.html holds no text that could be read."):
        reader.read_here(stored, "page.html")


def test_a_document_that_names_no_title_is_called_by_its_name(tmp_path: Path) -> None:
    stored = tmp_path / "0a1b2c"
    stored.write_text("We are open every day but Monday.")
    assert reader.read_here(stored, "opening hours.md").title == "opening hours"


@pytest.mark.parametrize(
    "program",
    ["import os; os.kill(os.getpid(), 9)", "print('{\"title\": 3')", "raise SystemExit(1)", "raise SystemExit(7)"],
    ids=["killed", "garbage", "silent", "other code"],
)
async def test_a_reader_that_crashes_is_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    child(monkeypatch, program)
    assert await refusal_of(tmp_path, "terms.md") == "terms.md could not be read; the file may be broken."


async def test_of_all_a_reader_complains_about_the_owner_reads_the_last_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child(monkeypatch, "import sys; sys.stderr.write('a warning\\nterms.md is empty.\\n'); sys.exit(1)")
    assert await refusal_of(tmp_path, "terms.md") == "terms.md is empty."


async def test_a_reader_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "READ_S", 0.2)
    child(monkeypatch, "import time; time.sleep(600)")
    assert await refusal_of(tmp_path, "terms.md") == "terms.md took too long to read."
