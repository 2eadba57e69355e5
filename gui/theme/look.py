"""Owns which look the panel wears: chosen by the owner, else the desktop's; puts palette, font and style on."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from gui.theme.colours import DARK, LIGHT, Colours
from gui.theme.style_sheet import ASSETS, style_sheet

FONTS = ("Inter-Regular.otf", "Inter-SemiBold.otf")
TEXT_PX = 14


class Choice(StrEnum):
    """What the owner chose. `desktop` follows the desktop, also when it changes at dusk."""

    DESKTOP = "desktop"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """Dresses the whole application. `changed` is sent after every change of look."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice = Choice.DESKTOP) -> None:
        super().__init__(app)
        self._app = app
        self.choice = choice
        for name in FONTS:
            QFontDatabase.addApplicationFont(str(ASSETS / "fonts" / name))
        font = QFont(["Inter", "DejaVu Sans", "sans-serif"])
        font.setPixelSize(TEXT_PX)
        app.setFont(font)
        app.setStyle(QStyleFactory.create("Fusion"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.wear)
        self.wear()

    @property
    def dark(self) -> bool:
        if self.choice is Choice.DESKTOP:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.choice is Choice.DARK

    def choose(self, choice: Choice) -> None:
        self.choice = choice
        self.wear()

    def wear(self) -> None:
        """Put the current look on every window; does nothing when it is worn already."""
        colours = DARK if self.dark else LIGHT
        if self._app.property("colours") == colours.paper:
            return
        self._app.setProperty("colours", colours.paper)
        self._app.setPalette(palette(colours))
        self._app.setStyleSheet(style_sheet(colours))
        self.changed.emit()


def palette(colours: Colours) -> QPalette:
    """Qt's own palette in our colours, for everything the style sheet does not name."""
    roles = {
        QPalette.ColorRole.Window: colours.paper,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Base: colours.card,
        QPalette.ColorRole.AlternateBase: colours.hover,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.Button: colours.card,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.ToolTipBase: colours.toast,
        QPalette.ColorRole.ToolTipText: colours.on_toast,
        QPalette.ColorRole.PlaceholderText: colours.soft,
        QPalette.ColorRole.Highlight: colours.brass,
        QPalette.ColorRole.HighlightedText: colours.on_brass,
        QPalette.ColorRole.Link: colours.link,
        QPalette.ColorRole.LinkVisited: colours.link,
        QPalette.ColorRole.Accent: colours.brass,
        QPalette.ColorRole.Light: colours.card,
        QPalette.ColorRole.Midlight: colours.hover,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Dark: colours.line,
        QPalette.ColorRole.Shadow: colours.line,
    }
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.soft))
    return result
