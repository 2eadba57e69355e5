"""Owns the two tables of colours and the measure of contrast. No Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One look. Every value is `#rrggbb`; `on_x` is the text on a surface of colour x, `x_soft` a pale surface."""

    ink: str
    soft: str
    paper: str
    card: str
    line: str
    field_line: str
    hover: str
    brass: str
    brass_hover: str
    on_brass: str
    brass_soft: str
    link: str
    focus: str
    ok: str
    ok_soft: str
    ok_line: str
    warn: str
    on_warn_soft: str
    warn_soft: str
    warn_line: str
    bad: str
    bad_soft: str
    bad_line: str
    quiet_soft: str
    side: str
    side_ink: str
    side_soft: str
    side_current: str
    side_hover: str
    gold: str
    on_gold: str
    toast: str
    on_toast: str


LIGHT = Colours(
    ink="#1f2a30",
    soft="#5d6b73",
    paper="#faf8f4",
    card="#ffffff",
    line="#e8e2d8",
    field_line="#8a8378",
    hover="#f6f2ea",
    brass="#8f6118",
    brass_hover="#7a5214",
    on_brass="#ffffff",
    brass_soft="#f6ead6",
    link="#7a5214",
    focus="#8f6118",
    ok="#2c7a58",
    ok_soft="#e4f2ea",
    ok_line="#bcdccb",
    warn="#b86e00",
    on_warn_soft="#8a5200",
    warn_soft="#fdf1dc",
    warn_line="#efd6a8",
    bad="#b3362b",
    bad_soft="#fce9e6",
    bad_line="#f0c3bd",
    quiet_soft="#eef1f2",
    side="#23323a",
    side_ink="#ffffff",
    side_soft="#c3cfd5",
    side_current="#32464f",
    side_hover="#2b3c45",
    gold="#e2b366",
    on_gold="#2a2112",
    toast="#23323a",
    on_toast="#ffffff",
)

DARK = Colours(
    ink="#e8ecee",
    soft="#a7b3ba",
    paper="#14191d",
    card="#1d252a",
    line="#313c43",
    field_line="#6f7d85",
    hover="#263037",
    brass="#d9a64e",
    brass_hover="#e5b765",
    on_brass="#1d1506",
    brass_soft="#382c18",
    link="#e2b366",
    focus="#e2b366",
    ok="#6fc79c",
    ok_soft="#1a3229",
    ok_line="#2c5443",
    warn="#e6a34a",
    on_warn_soft="#efb866",
    warn_soft="#362913",
    warn_line="#5c4720",
    bad="#f2877b",
    bad_soft="#3b201e",
    bad_line="#663733",
    quiet_soft="#283137",
    side="#0f1417",
    side_ink="#ffffff",
    side_soft="#b4c0c6",
    side_current="#273740",
    side_hover="#1b262c",
    gold="#e2b366",
    on_gold="#2a2112",
    toast="#e8ecee",
    on_toast="#1f2a30",
)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 counts it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
