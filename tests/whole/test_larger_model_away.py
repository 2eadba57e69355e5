"""Owns that a larger model in the shop's network which is away or hangs costs an answer nothing but words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from appliance.client import Client
from appliance.contract.chat import Replaced, Rung
from appliance.contract.settings import ModelSettings, Settings
from appliance.core.paths import ASSETS, Paths
from tests.fakes.model_process import FakeModel
from tests.whole.box import Box
from tests.whole.failing import BETTER, CHECK, WARRANTY, ask, model_says

QUOTED_S = 1.0


@pytest.fixture
def larger() -> Iterator[FakeModel]:
    with FakeModel("chat", token="none") as model:
        yield model


@pytest.fixture
def box(tmp_path: Path, larger: FakeModel) -> Iterator[Box]:
    settings = Settings(model=ModelSettings(endpoint=larger.url))
    Paths(tmp_path / "home").prepare().settings.write_text(settings.model_dump_json(), encoding="utf-8")
    with Box(tmp_path / "home", "tests.fakes.box_program") as box:
        box.client.add_document(ASSETS / "demo/documents/warranty.md")
        box.wait_until_read()
        yield box


def test_while_it_hangs_the_documents_are_quoted_and_once_it_is_gone_ours_writes(box: Box, larger: FakeModel) -> None:
    with Client(box.website, "none") as visitor:
        ask(visitor, "Do I need to register my bike?")
        assert larger.seen()["chats"]
        larger.hang()
        model_says(box, BETTER)
        heard = ask(visitor, f"{WARRANTY} Please.")
        assert heard.first_s < QUOTED_S
        assert heard.when(Replaced) < 12
        assert (heard.text, heard.done.rung) == (BETTER, Rung.GENERATED)
        larger.kill()
        box.client.clear_cache()
        again = ask(visitor, f"{WARRANTY} Thank you.")
        assert again.first_s < QUOTED_S
        assert CHECK in again.text
