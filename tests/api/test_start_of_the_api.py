"""Owns how the api's process ends when it cannot begin: it is started again after what passes by itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from appliance.contract.ports import Ports
from appliance.core.database import engine
from appliance.core.database.migrate import upgrade
from appliance.core.exit_codes import SETTINGS_ARE_WRONG, TRY_AGAIN
from appliance.core.paths import Paths
from appliance.wiring import api

PORTS = Ports.from_base(2000)


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setattr(engine, "BUSY_MS", 10)
    monkeypatch.setattr(api, "to_stderr", str)
    paths = Paths(tmp_path / "home").prepare()
    paths.token.write_text("token-of-this-box", encoding="utf-8")
    upgrade(paths.database)
    return paths


def test_a_database_that_is_held_at_the_start_is_waited_for(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(paths.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert api.run(paths, PORTS) == TRY_AGAIN
    assert "busy" in capsys.readouterr().err


def test_wrong_settings_are_not_tried_again(paths: Paths) -> None:
    paths.settings.write_text("no such setting", encoding="utf-8")
    assert api.run(paths, PORTS) == SETTINGS_ARE_WRONG
