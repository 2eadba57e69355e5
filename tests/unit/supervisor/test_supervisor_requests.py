"""Files dropped in run/requests/: which are taken, and what they mean."""

from __future__ import annotations

from pathlib import Path

from appliance.supervisor.requests import child_to_restart, take


def test_each_request_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "restart-model-chat").touch()
    (tmp_path / "restart-api").write_text("whatever", encoding="utf-8")
    assert list(take(tmp_path)) == ["restart-api", "restart-model-chat"]
    assert list(take(tmp_path)) == []


def test_what_is_still_being_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".restart-api.x1").touch()
    assert list(take(tmp_path)) == []
    assert [file.name for file in tmp_path.iterdir()] == [".restart-api.x1"]


def test_what_cannot_be_removed_is_not_obeyed(tmp_path: Path) -> None:
    (tmp_path / "restart-api").mkdir()
    assert list(take(tmp_path)) == []


def test_a_folder_that_is_gone_asks_for_nothing(tmp_path: Path) -> None:
    assert list(take(tmp_path / "gone")) == []


def test_what_a_request_asks_for() -> None:
    assert child_to_restart("restart-model-chat") == "model-chat"
    assert child_to_restart("make-coffee") is None
