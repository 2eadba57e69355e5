"""What is written lasts, or the old text stays; and everything lies where Paths says."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from appliance.contract.problems import Refused
from appliance.contract.settings import AnswerSettings, Settings
from appliance.core import atomic, settings_file
from appliance.core.paths import ASSETS, Paths


def test_the_new_text_replaces_the_old_and_is_for_this_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text("old")
    atomic.write_text(file, "neu: Öl für 3 €\n")
    assert file.read_text(encoding="utf-8") == "neu: Öl für 3 €\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_write_that_fails_half_way_leaves_the_old_text_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        atomic.write_text(file, "new, but with half a character \ud800")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_swap_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "settings.json"
    folder.mkdir()
    with pytest.raises(OSError, match="directory"):
        atomic.write_text(folder, "text")
    assert list(tmp_path.iterdir()) == [folder]


def test_the_owner_chooses_the_data_folder_or_it_lies_with_the_users_other_data(tmp_path: Path) -> None:
    chosen = Paths.from_environment({"SHOPBELL_HOME": str(tmp_path / "shop"), "HOME": "/home/ann"})
    assert chosen.home == tmp_path / "shop"
    assert Paths.from_environment({"HOME": "/home/ann"}).home == Path("/home/ann/.local/share/shopbell")
    assert Paths.from_environment({"XDG_DATA_HOME": "/data", "HOME": "/home/ann"}).home == Path("/data/shopbell")


def test_looking_creates_nothing_and_preparing_makes_private_folders(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "shop")
    assert paths.database == tmp_path / "shop/shopbell.db"
    assert not paths.home.exists()
    assert paths.prepare().prepare() == paths
    for folder in (paths.home, paths.documents, paths.index, paths.models, paths.logs, paths.run, paths.requests):
        assert folder.is_dir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert paths.token.parent == paths.status.parent == paths.run


def test_the_assets_lie_where_core_says() -> None:
    assert (ASSETS / "appliance/prompts/typical_questions.txt").is_file()


def test_a_data_folder_that_was_there_is_closed_to_others(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "shop")
    paths.home.mkdir(mode=0o755)
    paths.prepare()
    assert stat.S_IMODE(paths.home.stat().st_mode) == 0o700


def test_without_a_settings_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings_file.read(tmp_path / "settings.json") == Settings()


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    wanted = Settings(answers=AnswerSettings(passages=5, max_words=120))
    settings_file.write(file, wanted)
    assert settings_file.read(file) == wanted


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"answers": {"passages": 99}}', "answers.passages"),
        ('{"answers": {"passges": 3}}', "answers.passges"),
        ('{"modell": {}}', "modell"),
        ('{"model": {"context": "large"}}', "model.context"),
        ('{"widget": {"allowed_origins": ["https://shop.example", "shop"]}}', "widget.allowed_origins.1"),
        ('{"answers": ', "the file"),
        ("", "the file"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(text)
    with pytest.raises(Refused) as refusal:
        settings_file.read(file)
    assert f"settings.json is not usable: {place}: " in refusal.value.detail
    assert file.read_text() == text


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
def test_a_file_in_another_encoding_is_refused_with_a_sentence(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"model": {"file": "/srv/Köln.gguf"}}', encoding=encoding)
    with pytest.raises(Refused, match=r"not usable: the file: Invalid JSON"):
        settings_file.read(file)
    assert settings_file.Live(file)() == Settings()
