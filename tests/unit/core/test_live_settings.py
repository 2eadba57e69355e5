"""Settings are seen as they stand now, and a broken file switches to the careful defaults."""

from __future__ import annotations

from pathlib import Path

from appliance.contract.settings import CloudSettings, Settings
from appliance.core import settings_file


def test_a_change_is_seen_at_once_and_a_broken_file_is_as_none(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    live = settings_file.Live(file)
    assert live() == Settings()
    for enabled in (True, False, True):
        settings_file.write(file, Settings(cloud=CloudSettings(enabled=enabled)))
        assert live().cloud.enabled is enabled
    settings_file.write(file, Settings(cloud=CloudSettings(enabled=True)))
    file.write_text("{")
    assert live() == Settings()
    file.unlink()
    assert live() == Settings()


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    settings_file.write(file, Settings(cloud=CloudSettings(enabled=True)))
    live = settings_file.Live(file)
    assert live() is live()
