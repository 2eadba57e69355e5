"""Owns choosing a model: the setting is swapped whole, the model server asked to start afresh, refusals remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from appliance.catalogue import refusal
from appliance.catalogue.choice import Choice
from appliance.contract.ports import Ports
from appliance.contract.problems import Refused
from appliance.contract.settings import AnswerSettings, Settings
from appliance.core import settings_file
from appliance.core.paths import Paths
from appliance.supervisor.children import table
from appliance.supervisor.requests import child_to_restart, take


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path).prepare()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.gguf"
    file.write_bytes(b"a model")
    return file


def test_choosing_changes_this_setting_alone_and_asks_for_a_fresh_start(paths: Paths, file: Path) -> None:
    settings_file.write(paths.settings, Settings(answers=AnswerSettings(passages=5)))
    choice = Choice(paths)
    assert choice.chosen() is None
    choice.choose(file)
    assert choice.chosen() == file
    written = settings_file.read(paths.settings)
    assert (written.model.file, written.answers.passages) == (str(file), 5)
    (request,) = take(paths.requests)
    assert child_to_restart(request) in {child.name for child in table(Ports.from_base(8600))}
    choice.choose(None)
    assert choice.chosen() is None
    assert settings_file.read(paths.settings).answers.passages == 5


def test_a_settings_file_that_is_not_usable_stays_as_it_is_and_nothing_is_restarted(paths: Paths, file: Path) -> None:
    paths.settings.write_text('{"modell": {}}')
    with pytest.raises(Refused, match="modell"):
        Choice(paths).choose(file)
    assert paths.settings.read_text() == '{"modell": {}}'
    assert list(take(paths.requests)) == []


def test_a_path_beyond_the_bound_is_refused_and_the_old_choice_stays(paths: Paths, file: Path) -> None:
    choice = Choice(paths)
    choice.choose(file)
    with pytest.raises(Refused, match="not possible"):
        choice.choose(Path("/") / ("x" * 1001))
    assert choice.chosen() == file


def test_a_refusal_is_told_until_the_file_changes_or_is_chosen_again(paths: Paths, file: Path) -> None:
    choice = Choice(paths)
    choice.choose(file)
    assert choice.problem() is None
    refusal.note(paths.model_refusal, file, "It cannot be loaded.")
    assert choice.problem() == "It cannot be loaded."
    file.write_bytes(b"another model")
    assert choice.problem() is None
    refusal.note(paths.model_refusal, file, "It cannot be loaded.")
    choice.choose(file)
    assert choice.problem() is None


def test_a_refusal_of_a_file_that_is_gone_ends_when_it_is_back(paths: Paths, file: Path) -> None:
    file.unlink()
    refusal.note(paths.model_refusal, file, "It is not there.")
    assert refusal.why_not(paths.model_refusal, file) == "It is not there."
    file.write_bytes(b"a model")
    assert refusal.why_not(paths.model_refusal, file) is None


def test_a_refusal_is_of_one_file_and_one_version_of_shopbell(
    paths: Paths, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal.note(paths.model_refusal, file, "It cannot be loaded.")
    assert refusal.why_not(paths.model_refusal, file.with_name("b.gguf")) is None
    monkeypatch.setattr(refusal, "__version__", "99")
    assert refusal.why_not(paths.model_refusal, file) is None
    refusal.forget(paths.model_refusal)
    refusal.forget(paths.model_refusal)
    assert not paths.model_refusal.exists()
