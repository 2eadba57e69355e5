"""Owns what fits a machine and why; and that looking at this very machine ends well."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from appliance.catalogue import machine
from appliance.catalogue.entries import Entries
from appliance.catalogue.machine import Machine
from appliance.contract.models import MemoryClass
from appliance.core.paths import ASSETS

GB = 1024**3
ENTRIES = Entries.read(ASSETS)


@pytest.mark.parametrize(
    ("card", "kind"),
    [
        (0, MemoryClass.PROCESSOR),
        (2 * GB, MemoryClass.PROCESSOR),
        (4 * GB - 200_000_000, MemoryClass.CARD_4_GB),
        (8 * GB, MemoryClass.CARD_8_GB),
        (12 * GB, MemoryClass.CARD_8_GB),
        (16 * GB, MemoryClass.CARD_16_GB),
        (24 * GB, MemoryClass.CARD_24_GB),
        (80 * GB, MemoryClass.CARD_24_GB),
    ],
)
def test_a_card_belongs_to_the_largest_class_it_reaches(card: int, kind: MemoryClass) -> None:
    assert Machine(16 * GB, card).memory_class is kind


@pytest.mark.parametrize(
    ("has", "model", "fits", "recommended", "words"),
    [
        (Machine(8 * GB), "qwen2.5-1.5b", True, True, "It fits."),
        (Machine(8 * GB), "smollm2-135m", True, False, "It fits."),
        (Machine(8 * GB), "qwen2.5-7b", True, False, "answers come slowly"),
        (Machine(4 * GB), "qwen2.5-7b", False, False, "this machine has 4.3 GB"),
        (Machine(32 * GB, 8 * GB), "qwen2.5-7b", True, True, "on the graphics card"),
        (Machine(32 * GB, 8 * GB), "qwen2.5-14b", True, False, "not on the graphics card"),
        (Machine(4 * GB, 24 * GB), "mistral-small-3.2-24b", True, True, "on the graphics card"),
        (Machine(None), "mistral-small-3.2-24b", True, False, "slowly"),
    ],
)
def test_whether_a_model_fits_is_said_with_the_reason(
    has: Machine, model: str, fits: bool, recommended: bool, words: str
) -> None:
    entry = ENTRIES.get(model)
    fit = has.fit(entry.memory_bytes, entry)
    assert (fit.fits, fit.recommended) == (fits, recommended)
    assert words in fit.words


def test_this_machine_has_memory_and_no_card_is_asked_for_where_none_can_be_used() -> None:
    seen = machine.look(can_use_cards=False)
    assert seen.memory_bytes is not None
    assert seen.memory_bytes > 100_000_000
    assert seen.card_bytes == 0


def test_the_largest_card_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "driver"
    told.write_text("#!/bin/sh\nprintf '8192\\n24576\\n[N/A]\\n'\n")
    told.chmod(told.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(machine, "NVIDIA", (str(told),))
    assert machine.look(can_use_cards=True).card_bytes == 24 * GB
    for broken in ("exit 9", "sleep 60"):
        told.write_text(f"#!/bin/sh\n{broken}\n")
        monkeypatch.setattr(machine, "NVIDIA_S", 0.1)
        monkeypatch.setattr(machine, "AMD_CARDS", str(tmp_path))
        assert machine.look(can_use_cards=True).card_bytes == 0


def test_a_card_is_found_by_the_kernels_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    device = tmp_path / "card1/device"
    device.mkdir(parents=True)
    (device / "mem_info_vram_total").write_text(f"{16 * GB}\n")
    monkeypatch.setattr(machine, "AMD_CARDS", str(tmp_path))
    monkeypatch.setattr(machine, "NVIDIA", ("no-such-program",))
    assert machine.look(can_use_cards=True).card_bytes == 16 * GB


def test_a_limit_set_for_this_box_counts_as_its_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(machine, "GROUP_LIMIT", limit)
    own = machine.look(can_use_cards=False).memory_bytes
    limit.write_text("50000000\n")
    assert machine.look(can_use_cards=False).memory_bytes == 50_000_000
    limit.write_text("max\n")
    assert machine.look(can_use_cards=False).memory_bytes == own
