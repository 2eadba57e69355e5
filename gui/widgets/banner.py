"""Owns the banner on Home: a sign, one sentence, what it means, and the buttons beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.presenters.home import BannerView
from gui.theme.restyle import restyle
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.card import MARGIN
from gui.widgets.sign import Sign
from gui.widgets.text import Text


class Banner(QFrame):
    """Keeps its height whatever it says, so that nothing below jumps."""

    def __init__(self, *buttons: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = Sign("quiet", 26)
        self.title = Text(look="banner")
        self.detail = Text(look="soft")
        self._for_support = ""
        self.copy = button(tr("Copy details for support"), self._copy)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(14)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        for each in (self.copy, *buttons):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(86)

    def present(self, view: BannerView) -> None:
        self._sign.use(view.tone)
        restyle(self._sign, tone=view.tone)
        restyle(self, tone=view.tone)
        self.title.say(view.title)
        self.detail.say(view.detail)
        self._for_support = view.for_support
        self.copy.setVisible(bool(view.for_support))
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.detail)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._for_support)
