"""Owns the style sheet: the file panel.qss with the colours of one look filled in. No Qt."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from string import Template

from gui.theme.colours import Colours

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "gui"


def style_sheet(colours: Colours) -> str:
    """The whole style sheet. Raises KeyError when panel.qss names a colour that does not exist."""
    template = Template((ASSETS / "panel.qss").read_text(encoding="utf-8"))
    return template.substitute(asdict(colours))
