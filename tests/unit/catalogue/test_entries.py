"""Owns that the catalogue is true: complete, without doubles, and right about the file that comes with Shopbell."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from appliance.catalogue import records
from appliance.catalogue.entries import Entries
from appliance.contract.models import CatalogueModel, CommercialUse, MemoryClass
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.paths import ASSETS
from appliance.wiring.model_server import starter_file

ENTRIES = Entries.read(ASSETS)


def test_the_built_in_model_is_the_file_that_is_installed() -> None:
    (built_in,) = (model for model in ENTRIES.models if not model.url)
    file = starter_file()
    assert (built_in.file, built_in.size_bytes) == (file.name, file.stat().st_size)
    assert built_in.sha256 == records.hash_of(file)


@pytest.mark.parametrize("model", ENTRIES.models, ids=lambda model: model.id)
def test_an_entry_says_what_an_owner_must_know(model: CatalogueModel) -> None:
    assert model.words.endswith(".")
    assert model.memory_bytes > model.size_bytes
    assert model.url is None or model.url.endswith(f"/{model.file}")
    # An address that names a commit always gives the same file, so that its hash stays true.
    assert model.url is None or "/resolve/main/" not in model.url
    assert (model.commercial_use is CommercialUse.YES) == (model.licence in ("Apache-2.0", "MIT"))


@pytest.mark.parametrize("kind", MemoryClass)
def test_every_machine_has_a_model_without_conditions_that_is_recommended(kind: MemoryClass) -> None:
    fitting = [model for model in ENTRIES.models if kind in model.recommended_for]
    assert any(model.commercial_use is CommercialUse.YES for model in fitting)


@pytest.mark.parametrize(
    ("kind", "card"),
    [
        (MemoryClass.CARD_4_GB, 4),
        (MemoryClass.CARD_8_GB, 8),
        (MemoryClass.CARD_16_GB, 16),
        (MemoryClass.CARD_24_GB, 24),
    ],
)
def test_what_is_recommended_for_a_card_fits_it(kind: MemoryClass, card: int) -> None:
    for model in ENTRIES.models:
        assert kind not in model.recommended_for or model.memory_bytes <= card * 0.93e9, model.id


def test_a_model_is_found_by_id_file_and_hash() -> None:
    model = ENTRIES.get("qwen2.5-1.5b")
    assert model.sha256
    assert ENTRIES.by_file(model.file) is model
    assert ENTRIES.by_hash(model.sha256) is model
    assert ENTRIES.by_file("my-own.gguf") is None
    assert "my-own" not in ENTRIES
    with pytest.raises(Refused, match="my-own") as refusal:
        ENTRIES.get("my-own")
    assert refusal.value.code is ErrorCode.NOT_FOUND


def plain(**changes: Any) -> dict[str, Any]:
    return {**ENTRIES.get("qwen2.5-1.5b").model_dump(mode="json"), **changes}


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://models.example/a.gguf"},
        {"sha256": "ABC"},
        {"file": "../a.gguf"},
        {"file": "a.bin"},
        {"size_bytes": 0},
        {"id": "With Spaces"},
        {"commercial_use": "limited", "licence_note": ""},
        {"recommended_for": ["a_mainframe"]},
        {"languages": []},
        {"more": 1},
    ],
)
def test_a_wrong_entry_is_found_when_it_is_read(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        CatalogueModel.model_validate(plain(**wrong))


@pytest.mark.parametrize(
    "models",
    [
        [plain(url=None), plain(id="other")],
        [plain(url=None), plain(file="other.gguf")],
        [plain()],
        [plain(url=None), plain(url=None, id="other", file="other.gguf")],
    ],
)
def test_doubles_and_a_second_built_in_model_are_found(models: list[dict[str, Any]]) -> None:
    with pytest.raises(ValidationError):
        Entries.model_validate_json(json.dumps({"models": models}))
