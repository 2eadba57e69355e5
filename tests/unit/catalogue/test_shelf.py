"""Owns the models folder: what may come in, what is noted of it, and that a changed file is found out."""

from __future__ import annotations

import hashlib
import os
import struct
from pathlib import Path

import pytest

from appliance.catalogue import records
from appliance.catalogue.disk import MARGIN_BYTES
from appliance.catalogue.entries import Entries
from appliance.catalogue.gguf_head import require_gguf
from appliance.catalogue.shelf import Shelf
from appliance.contract.problems import ErrorCode, Refused
from tests.fakes.file_server import gguf
from tests.unit.catalogue.played import entries_with

CONTENT = gguf(50_000)
KNOWN = gguf(60_000, seed=5)


@pytest.fixture
def entries() -> Entries:
    return entries_with(KNOWN)


@pytest.fixture
def shelf(tmp_path: Path, entries: Entries) -> Shelf:
    (tmp_path / "models").mkdir()
    return Shelf(tmp_path / "models", entries, lambda folder: 10**12)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "my model (2).gguf"
    file.write_bytes(CONTENT)
    return file


def names(shelf: Shelf) -> list[str]:
    return sorted(file.name for file in shelf.folder.iterdir())


def test_a_file_is_copied_under_a_safe_name_and_its_hash_noted(shelf: Shelf, own: Path) -> None:
    told: list[int] = []
    file = shelf.add(own, told.append)
    assert (file.name, file.read_bytes()) == ("my-model-2.gguf", CONTENT)
    assert names(shelf) == ["my-model-2.gguf", "my-model-2.gguf.json"]
    assert told[-1] == len(CONTENT)
    assert shelf.untouched(file)
    assert shelf.expected(file) == hashlib.sha256(CONTENT).hexdigest()
    assert list(shelf.files()) == [file]
    assert shelf.find("my-model-2.gguf") == file
    assert own.read_bytes() == CONTENT


def test_the_same_name_with_another_content_lies_beside_it(shelf: Shelf, own: Path) -> None:
    first = shelf.add(own)
    own.write_bytes(KNOWN[:40_000])
    second = shelf.add(own)
    assert first != second
    assert (first.read_bytes(), second.read_bytes()) == (CONTENT, KNOWN[:40_000])
    assert shelf.add(own) == second


def test_a_catalogue_model_from_a_stick_is_known_by_its_content(shelf: Shelf, entries: Entries, own: Path) -> None:
    own.write_bytes(KNOWN)
    assert shelf.add(own) == shelf.place_of(entries.get("known"))


def test_another_file_never_takes_a_catalogue_models_name(shelf: Shelf, entries: Entries, tmp_path: Path) -> None:
    own = tmp_path / entries.get("known").file
    own.write_bytes(CONTENT)
    assert shelf.add(own) != shelf.place_of(entries.get("known"))


def test_a_file_that_lies_here_already_is_noted_where_it_lies(shelf: Shelf) -> None:
    file = shelf.folder / "by-hand.gguf"
    file.write_bytes(CONTENT)
    assert not shelf.untouched(file)
    with pytest.raises(Refused, match="shopbell models add"):
        shelf.verify(file)
    assert shelf.add(file) == file
    shelf.verify(file)
    assert names(shelf) == ["by-hand.gguf", "by-hand.gguf.json"]


def test_a_wrong_file_under_a_catalogue_models_name_is_not_noted(shelf: Shelf, entries: Entries) -> None:
    file = shelf.place_of(entries.get("known"))
    file.write_bytes(CONTENT)
    with pytest.raises(Refused, match="another content"):
        shelf.add(file)
    with pytest.raises(Refused, match="has changed"):
        shelf.verify(file)


def test_an_untouched_file_is_not_read_again(shelf: Shelf, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = shelf.add(own)
    read: list[Path] = []
    monkeypatch.setattr(records, "hash_of", lambda file, told=None: read.append(file))
    shelf.verify(file)
    assert read == []


def test_a_file_that_was_only_touched_is_read_once_and_then_trusted_again(shelf: Shelf, own: Path) -> None:
    file = shelf.add(own)
    os.utime(file)
    assert not shelf.untouched(file)
    shelf.verify(file)
    assert shelf.untouched(file)


def test_a_changed_file_is_refused_even_when_its_times_are_set_back(shelf: Shelf, own: Path) -> None:
    file = shelf.add(own)
    before = file.stat()
    changed = bytearray(CONTENT)
    changed[30_000] ^= 1
    file.write_bytes(changed)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    for _ in range(2):
        with pytest.raises(Refused, match="has changed since it came") as refusal:
            shelf.verify(file)
        assert refusal.value.code is ErrorCode.UNUSABLE_MODEL


def test_a_note_that_was_changed_too_does_not_help_against_the_catalogue(shelf: Shelf, entries: Entries) -> None:
    file = shelf.place_of(entries.get("known"))
    file.write_bytes(CONTENT)
    records.write(file, hashlib.sha256(CONTENT).hexdigest())
    assert not shelf.untouched(file)
    with pytest.raises(Refused, match="has changed"):
        shelf.verify(file)


def test_a_note_nobody_can_read_is_no_note(shelf: Shelf, own: Path) -> None:
    file = shelf.add(own)
    file.with_name(f"{file.name}.json").write_text("{}")
    with pytest.raises(Refused, match="by hand"):
        shelf.verify(file)
    file.unlink()
    with pytest.raises(Refused, match="by hand"):
        shelf.verify(file)


def test_a_catalogue_file_without_a_note_is_checked_against_the_catalogue(shelf: Shelf, entries: Entries) -> None:
    file = shelf.place_of(entries.get("known"))
    with pytest.raises(Refused, match="cannot be read"):
        shelf.verify(file)
    file.write_bytes(KNOWN)
    shelf.verify(file)
    assert shelf.untouched(file)


@pytest.mark.parametrize("name", ["gone.gguf", "../models/gone.gguf", "sub/a.gguf", "", ".gguf", "settings.json"])
def test_what_is_not_in_the_folder_is_not_found(shelf: Shelf, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        shelf.find(name)
    assert refusal.value.code is ErrorCode.NOT_FOUND


def test_removing_takes_the_file_its_note_and_what_was_begun(shelf: Shelf, entries: Entries, own: Path) -> None:
    file = shelf.add(own)
    shelf.remove(file)
    assert names(shelf) == []
    known = entries.get("known")
    part = shelf.folder / f"{known.file}.part"
    part.write_bytes(b"half")
    part.with_name(f"{part.name}.json").write_text("{}")
    assert shelf.kept_bytes(known) == 4
    shelf.remove(shelf.place_of(known))
    assert names(shelf) == []


class Cancelled(Exception):
    pass


def test_a_copy_that_is_cancelled_or_was_left_by_a_crash_leaves_nothing(shelf: Shelf, own: Path) -> None:
    def cancel(done: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        shelf.add(own, cancel)
    assert names(shelf) == []
    (shelf.folder / ".adding-1234").write_bytes(b"left by a crash")
    shelf.add(own)
    assert names(shelf) == ["my-model-2.gguf", "my-model-2.gguf.json"]


def test_a_full_disk_is_said_before_anything_is_copied(shelf: Shelf, entries: Entries, own: Path) -> None:
    full = Shelf(shelf.folder, entries, lambda folder: MARGIN_BYTES)
    with pytest.raises(Refused) as of_a_file:
        full.require_addable(own)
    with pytest.raises(Refused) as of_a_download:
        full.require_room_for(entries.get("known"))
    assert of_a_file.value.code is of_a_download.value.code is ErrorCode.NO_ROOM


def test_a_folder_that_is_gone_is_said(tmp_path: Path, entries: Entries, own: Path) -> None:
    with pytest.raises(Refused, match="could not be stored"):
        Shelf(tmp_path / "gone", entries, lambda folder: 10**12).add(own)


def test_what_is_no_file_of_this_machine_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    for source in (tmp_path, tmp_path / "gone.gguf", Path("relative.gguf")):
        with pytest.raises(Refused, match="not a file"):
            shelf.require_addable(source)


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"", "not a GGUF"),
        (b"GGUF", "not a GGUF"),
        (b"GGML" + bytes(40), "not a GGUF"),
        (struct.pack("<4sIQQ", b"GGUF", 1, 1, 0), "version"),
        (struct.pack(">4sIQQ", b"GGUF", 3, 1, 0), "version"),
        (struct.pack("<4sIQQ", b"GGUF", 3, 0, 9), "without a model"),
    ],
)
def test_what_is_no_model_is_refused_by_its_first_bytes(tmp_path: Path, head: bytes, words: str) -> None:
    file = tmp_path / "a.gguf"
    file.write_bytes(head)
    with pytest.raises(Refused, match=words):
        require_gguf(file)


def test_one_part_of_several_is_refused_and_a_whole_model_is_not(tmp_path: Path) -> None:
    part, whole = tmp_path / "big-00001-of-00003.gguf", tmp_path / "big.gguf"
    for file in (part, whole):
        file.write_bytes(CONTENT)
    require_gguf(whole)
    with pytest.raises(Refused, match="several parts"):
        require_gguf(part)
    with pytest.raises(Refused, match="cannot be read"):
        require_gguf(tmp_path)
