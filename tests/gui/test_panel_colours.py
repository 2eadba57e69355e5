"""Owns the promise that everything can be read: 4.5:1 for words, 3:1 for signs and frames, light and dark."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from gui.theme.colours import DARK, LIGHT, Colours, contrast
from gui.theme.style_sheet import ASSETS, style_sheet

WORDS = [
    *[("ink", on) for on in ("paper", "card", "hover", "brass_soft", "ok_soft", "warn_soft", "bad_soft")],
    *[("soft", on) for on in ("paper", "card", "quiet_soft", "ok_soft")],
    *[("link", on) for on in ("paper", "card", "ok_soft", "brass_soft")],
    ("on_brass", "brass"),
    ("on_brass", "brass_hover"),
    ("card", "bad"),
    ("ok", "ok_soft"),
    ("on_warn_soft", "warn_soft"),
    ("bad", "bad_soft"),
    *[("side_ink", on) for on in ("side", "side_current", "side_hover")],
    *[("side_soft", on) for on in ("side", "side_current")],
    ("on_gold", "gold"),
    ("on_toast", "toast"),
]
SIGNS = [
    *[(tone, f"{tone}_soft") for tone in ("ok", "warn", "bad")],
    *[(tone, "card") for tone in ("ok", "warn", "bad")],
    ("field_line", "card"),
    ("focus", "paper"),
    ("focus", "card"),
    ("gold", "side_current"),
]


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), WORDS)
def test_words_stand_out_from_their_surface(look: Colours, text: str, surface: str) -> None:
    assert contrast(getattr(look, text), getattr(look, surface)) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("sign", "surface"), SIGNS)
def test_signs_and_frames_stand_out(look: Colours, sign: str, surface: str) -> None:
    assert contrast(getattr(look, sign), getattr(look, surface)) >= 3


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_takes_every_colour_from_the_table() -> None:
    raw = (ASSETS / "panel.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", raw) == []
    assert {name for name in asdict(LIGHT) if f"${name}" not in raw} == set()
    assert style_sheet(LIGHT) != style_sheet(DARK)
