"""Owns what this machine computes on, and whether a model fits it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from appliance.catalogue.disk import gb
from appliance.contract.models import CatalogueModel, MemoryClass

GROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
AMD_CARDS = "/sys/class/drm"
NVIDIA = ("nvidia-smi", "--query-gpu=memory.total", "--format=csv,noheader,nounits")
NVIDIA_S = 5.0
# The rest of the box: finding passages, answering visitors, and the system below.
REST_BYTES = 1_500_000_000
# Cards are sold by the gigabyte and report a little less.
CLASSES = (
    (22_500_000_000, MemoryClass.CARD_24_GB),
    (15_000_000_000, MemoryClass.CARD_16_GB),
    (7_500_000_000, MemoryClass.CARD_8_GB),
    (3_700_000_000, MemoryClass.CARD_4_GB),
)


@dataclass(frozen=True, slots=True)
class Fit:
    """Does it fit, is it what this machine should have, and why, in one sentence."""

    fits: bool
    recommended: bool
    words: str


@dataclass(frozen=True, slots=True)
class Machine:
    """`memory_bytes` None: not known. `card_bytes` 0: no graphics card, or none that this Shopbell can use."""

    memory_bytes: int | None
    card_bytes: int = 0

    @property
    def memory_class(self) -> MemoryClass:
        for least, one in CLASSES:
            if self.card_bytes >= least:
                return one
        return MemoryClass.PROCESSOR

    def fit(self, needed: int, entry: CatalogueModel | None = None) -> Fit:
        """Whether a model that takes `needed` bytes fits; recommended only when its entry says so."""
        recommended = entry is not None and self.memory_class in entry.recommended_for
        if needed <= self.card_bytes:
            return Fit(True, recommended, "It fits on the graphics card.")
        if self.memory_bytes is not None and needed + REST_BYTES > self.memory_bytes:
            has = f"{gb(self.memory_bytes)}, and {gb(REST_BYTES)} of them are for the rest of the box"
            return Fit(False, False, f"It needs {gb(needed)} of memory; this machine has {has}.")
        if self.memory_class is not MemoryClass.PROCESSOR:
            return Fit(True, False, "It fits into memory but not on the graphics card, so answers come slowly.")
        if recommended or entry is None or not entry.url:
            return Fit(True, recommended, "It fits.")
        slow = MemoryClass.PROCESSOR not in entry.recommended_for and needed > SLOW_BYTES
        return Fit(True, False, "It fits, but without a graphics card answers come slowly." if slow else "It fits.")


# From about this size on a processor writes fewer words a second than people read.
SLOW_BYTES = 2_500_000_000


def look(can_use_cards: bool) -> Machine:
    """Look at this machine; blocks for a moment where a graphics card is asked."""
    return Machine(_memory(), max(_nvidia(), _amd(Path(AMD_CARDS))) if can_use_cards else 0)


def _memory() -> int | None:
    try:
        own = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        limit = GROUP_LIMIT.read_text(encoding="ascii").strip() if GROUP_LIMIT.exists() else ""
    except (OSError, ValueError):
        return None
    return min(own, int(limit)) if limit.isdecimal() else own


def _nvidia() -> int:
    """Bytes of the largest card, 0 without one."""
    try:
        told = subprocess.run(NVIDIA, capture_output=True, text=True, timeout=NVIDIA_S, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    return max((int(line) * 1024**2 for line in told.split() if line.isdecimal()), default=0)


def _amd(cards: Path) -> int:
    sizes = [file.read_text(encoding="ascii").strip() for file in cards.glob("card*/device/mem_info_vram_total")]
    return max((int(size) for size in sizes if size.isdecimal()), default=0)
