"""Owns how the panel starts: its arguments, what it keeps, what it imports, and a start without any box."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel

import gui
from gui import app, translation
from gui.theme.look import Choice

GUI = Path(gui.__file__).parent
WITHOUT_A_BOX = """
import sys
from PySide6.QtCore import QTimer
from gui import app

class Watched(app.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        self.timer.start(50)

    def look(self):
        words = self.pages["home"].banner.detail.text()
        if "Shopbell is not running on this computer." in words:
            print(words)
            self.close()

app.MainWindow = Watched
sys.exit(app.main(["--dark"]))
"""


def test_the_panel_opens_without_a_box_and_says_what_to_do(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "SHOPBELL_HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
    }
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_BOX], env=environment, capture_output=True, text=True, timeout=25, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "Start Shopbell on this computer" in run.stdout


@pytest.mark.parametrize(("words", "choice"), [([], None), (["--dark"], Choice.DARK), (["--light"], Choice.LIGHT)])
def test_the_look_can_be_set_on_the_command_line(words: list[str], choice: Choice | None) -> None:
    assert app.chosen_look(words) is choice


def test_an_unknown_argument_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app.chosen_look(["--pink"])
    assert "--pink" in capsys.readouterr().err


@pytest.mark.parametrize(("kept", "choice"), [("dark", Choice.DARK), (None, Choice.DESKTOP), ("pink", Choice.DESKTOP)])
def test_the_look_that_was_kept_is_worn_again(tmp_path: Path, kept: str | None, choice: Choice) -> None:
    settings = QSettings(str(tmp_path / "panel.ini"), QSettings.Format.IniFormat)
    if kept:
        settings.setValue(app.LOOK_KEY, kept)
    assert app.kept_look(settings) is choice


def test_sentences_pass_the_catalogue() -> None:
    translation.install({"Home": "Start"}.get)  # type: ignore[arg-type]
    try:
        assert translation.tr("Home") == "Start"
    finally:
        translation.install(str)
    assert translation.tr("Home") == "Home"
    assert translation.counted(1, "1 day", "{n} days") == "1 day"
    assert translation.counted(3, "1 day", "{n} days") == "3 days"


def imports_of(file: Path) -> set[str]:
    tree = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    found: set[str] = set()
    for node in tree:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("file", sorted(GUI.rglob("*.py")), ids=lambda file: str(file.relative_to(GUI)))
def test_the_panel_knows_the_client_and_the_contract_and_nothing_else_of_the_box(file: Path) -> None:
    of_the_box = {name for name in imports_of(file) if name.split(".")[0] == "appliance"}
    assert {name for name in of_the_box if not name.startswith(("appliance.client", "appliance.contract"))} == set()
    if "presenters" in file.parts or file.name in {"wording.py", "translation.py", "colours.py", "style_sheet.py"}:
        assert not any(name.startswith("PySide6") for name in imports_of(file))


def test_calling_into_qt_many_times_leaves_python_whole(qapp: object) -> None:
    """A build of Qt's binding that drops a reference of None at each call ends the panel after some hours."""
    label = QLabel()
    before = sys.getrefcount(None)
    for at in range(1_000):
        label.setText(str(at))
    assert sys.getrefcount(None) > before - 500
