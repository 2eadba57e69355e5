"""Owns which file the model server loads: the chosen one while it is what it was, else the starter model."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from appliance.catalogue import refusal
from appliance.catalogue.choice import Choice
from appliance.catalogue.entries import Entries
from appliance.catalogue.shelf import Shelf
from appliance.contract.settings import ModelSettings
from appliance.core.exit_codes import SETTINGS_ARE_WRONG, TRY_AGAIN
from appliance.core.paths import ASSETS, Paths
from appliance.wiring import model_server
from appliance.wiring.model_server import after, starter_file, usable_file
from tests.fakes.file_server import gguf


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "home").prepare()


@pytest.fixture
def added(paths: Paths, tmp_path: Path) -> Path:
    """A file of the owner's own in the models folder, chosen."""
    own = tmp_path / "own.gguf"
    own.write_bytes(gguf(10_000))
    file = Shelf(paths.models, Entries.read(ASSETS)).add(own)
    Choice(paths).choose(file)
    return file


def loaded(paths: Paths, file: Path, safe_mode: bool = False) -> Path:
    return usable_file(ModelSettings(file=str(file)), safe_mode, paths)


def test_without_a_choice_and_in_safe_mode_it_is_the_starter(paths: Paths, added: Path) -> None:
    assert usable_file(ModelSettings(), False, paths) == starter_file()
    assert loaded(paths, added, safe_mode=True) == starter_file()


def test_an_added_file_is_loaded(paths: Paths, added: Path) -> None:
    assert loaded(paths, added) == added
    assert Choice(paths).problem() is None


def test_a_file_elsewhere_on_the_machine_is_loaded_without_a_note(paths: Paths, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.gguf"
    elsewhere.write_bytes(gguf(10_000))
    assert loaded(paths, elsewhere) == elsewhere


def test_a_changed_file_is_not_loaded_the_starter_is_and_the_owner_reads_why(
    paths: Paths, added: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with added.open("r+b") as file:
        file.seek(5000)
        file.write(b"tampered")
    for _ in range(2):
        assert loaded(paths, added) == starter_file()
        said = capsys.readouterr().err
        assert "has changed since it came" in said
        assert "starter model is loaded instead" in said
    assert "has changed" in str(Choice(paths).problem())


def test_a_file_that_was_put_right_again_is_loaded(paths: Paths, added: Path) -> None:
    whole = added.read_bytes()
    added.write_bytes(whole[:-1])
    assert loaded(paths, added) == starter_file()
    added.write_bytes(whole)
    assert loaded(paths, added) == added
    assert not paths.model_refusal.exists()


def test_a_file_that_was_put_into_the_folder_by_hand_is_not_loaded(paths: Paths) -> None:
    by_hand = paths.models / "by-hand.gguf"
    by_hand.write_bytes(gguf(10_000))
    assert loaded(paths, by_hand) == starter_file()


def test_a_file_that_is_gone_or_no_model_makes_room_for_the_starter(paths: Paths, tmp_path: Path) -> None:
    assert loaded(paths, tmp_path / "gone.gguf") == starter_file()
    words = tmp_path / "words.gguf"
    words.write_text("not a model")
    assert loaded(paths, words) == starter_file()
    assert refusal.why_not(paths.model_refusal, words) == "words.gguf is not a GGUF file."


def test_a_file_that_llama_cannot_load_is_not_tried_again_until_it_is_chosen_again(paths: Paths, added: Path) -> None:
    settings = ModelSettings(file=str(added))
    assert after(SETTINGS_ARE_WRONG, added, settings, paths) == TRY_AGAIN
    assert loaded(paths, added) == starter_file()
    assert "could not be loaded" in str(Choice(paths).problem())
    Choice(paths).choose(added)
    assert loaded(paths, added) == added


@pytest.mark.parametrize("code", [0, 75])
def test_other_ends_say_nothing_about_the_file(paths: Paths, added: Path, code: int) -> None:
    assert after(code, added, ModelSettings(file=str(added)), paths) == code
    assert Choice(paths).problem() is None


def test_a_starter_that_cannot_be_loaded_ends_it(paths: Paths, added: Path) -> None:
    settings = ModelSettings(file=str(added))
    assert after(SETTINGS_ARE_WRONG, starter_file(), settings, paths) == SETTINGS_ARE_WRONG
    assert after(SETTINGS_ARE_WRONG, None, ModelSettings(), paths) == SETTINGS_ARE_WRONG


def test_an_untouched_file_costs_no_reading(paths: Paths, added: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    monkeypatch.setattr("appliance.catalogue.records.hash_of", lambda file, told=None: read.append(file))
    assert loaded(paths, added) == added
    assert read == []
    os.utime(added)
    assert loaded(paths, added) == model_server.starter_file()  # the hash that was read here is none
    assert read == [added]
