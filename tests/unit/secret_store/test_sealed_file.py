"""Owns that secrets come back, are never readable on disk, and that damage is told."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from appliance.contract.problems import Refused
from appliance.secret_store import SealedFile

SECRET = "sk-test-0123456789"


@pytest.fixture
def store(tmp_path: Path) -> SealedFile:
    return SealedFile(tmp_path / "secrets")


def test_a_secret_comes_back_also_to_another_process(store: SealedFile, tmp_path: Path) -> None:
    assert store.get("cloud") is None
    store.put("cloud", "first")
    store.put("cloud", SECRET)
    assert SealedFile(tmp_path / "secrets").get("cloud") == SECRET
    assert store.has("cloud")
    assert not store.has("mail")


def test_a_forgotten_secret_is_gone(store: SealedFile) -> None:
    store.put("cloud", SECRET)
    store.put("mail", "other")
    store.forget("cloud")
    store.forget("cloud")
    assert (store.get("cloud"), store.get("mail")) == (None, "other")


def test_nothing_on_disk_shows_it_and_nobody_else_may_read(store: SealedFile, tmp_path: Path) -> None:
    store.put("cloud", SECRET)
    for file in (tmp_path / "secrets").iterdir():
        assert SECRET.encode() not in file.read_bytes()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_what_was_changed_or_passed_off_as_another_is_refused(store: SealedFile, tmp_path: Path) -> None:
    store.put("cloud", SECRET)
    file = tmp_path / "secrets/secrets.json"
    sealed = json.loads(file.read_text())
    file.write_text(json.dumps({"mail": sealed["cloud"], "cloud": sealed["cloud"][:-4] + "AAA="}))
    for name in ("mail", "cloud"):
        with pytest.raises(Refused, match="enter them again"):
            store.get(name)
    file.write_text("{")
    with pytest.raises(Refused, match="enter them again"):
        store.get("cloud")
    store.put("cloud", SECRET)
    assert store.get("cloud") == SECRET


def test_without_its_key_file_nothing_opens_and_a_new_entry_helps(store: SealedFile, tmp_path: Path) -> None:
    store.put("cloud", SECRET)
    (tmp_path / "secrets/key").unlink()
    with pytest.raises(Refused):
        store.get("cloud")
    store.put("cloud", SECRET)
    assert store.get("cloud") == SECRET


@pytest.mark.parametrize(("name", "damaged"), [("secrets.json", b"\xff{"), ("secrets.json", b"[1]"), ("key", b"AAAA")])
def test_what_is_damaged_is_put_beside_when_a_secret_is_entered_again(
    store: SealedFile, tmp_path: Path, name: str, damaged: bytes
) -> None:
    store.put("cloud", SECRET)
    file = tmp_path / "secrets" / name
    whole = file.read_bytes()
    file.write_bytes(damaged)
    assert not store.has("cloud")
    with pytest.raises(Refused):
        store.get("cloud")
    store.put("mail", "other")
    assert store.get("mail") == "other"
    beside = file.with_name(f"{name}.unreadable")
    assert beside.read_bytes() == damaged
    file.write_bytes(whole)  # mended, or out of a backup
    assert store.get("cloud") == SECRET


def test_a_lost_key_that_is_found_again_opens_what_it_sealed(store: SealedFile, tmp_path: Path) -> None:
    store.put("cloud", SECRET)
    key = (tmp_path / "secrets/key").rename(tmp_path / "key")
    store.put("mail", "other")
    assert not store.has("cloud")
    key.replace(tmp_path / "secrets/key")
    assert store.get("cloud") == SECRET
