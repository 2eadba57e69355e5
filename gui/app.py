"""Owns how the panel starts: arguments, look, language, window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication

from gui import translation
from gui.background import Background
from gui.box import Box
from gui.main_window import MainWindow
from gui.theme.look import Choice, Look

if TYPE_CHECKING:
    from appliance.client import Client

LOOK_KEY = "look"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the panel for the box on this computer; returns the exit code when the window was closed."""
    chosen = chosen_look(sys.argv[1:] if arguments is None else arguments)
    app = QApplication(["shopbell-panel"])
    app.setApplicationName("shopbell-panel")
    app.setApplicationDisplayName("Shopbell")
    app.setOrganizationName("Shopbell")
    app.setDesktopFileName("shopbell-panel")
    translation.install(lambda sentence: QCoreApplication.translate("", sentence))
    kept = QSettings()
    look = Look(app, chosen or kept_look(kept))
    box = Box(Background(), _connect)
    window = MainWindow(box, look, keep_choice=lambda choice: kept.setValue(LOOK_KEY, choice))
    window.show()
    code = app.exec()
    box.close()
    return code


def chosen_look(arguments: Sequence[str]) -> Choice | None:
    """--dark or --light, else None. Ends the program when the arguments are wrong."""
    parser = argparse.ArgumentParser(prog="shopbell-panel", description="The owner's panel of Shopbell.")
    look = parser.add_mutually_exclusive_group()
    look.add_argument(
        "--light", dest="look", action="store_const", const=Choice.LIGHT, help="light, whatever the desktop"
    )
    look.add_argument("--dark", dest="look", action="store_const", const=Choice.DARK, help="dark, whatever the desktop")
    result: Choice | None = parser.parse_args(arguments).look
    return result


def kept_look(kept: QSettings) -> Choice:
    """What the owner chose last time; the desktop's look when nothing usable was kept."""
    words = kept.value(LOOK_KEY)
    return next((choice for choice in Choice if choice == words), Choice.DESKTOP)


def _connect() -> Client:
    # Imported beside the window, after it was painted: the client's libraries take longer to load than the window.
    from appliance.client import Client

    return Client.local("panel")
