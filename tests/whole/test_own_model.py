"""Owns the owner's own model on a real box: it answers once chosen; the starter does when it cannot be loaded."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from appliance.contract.models import ModelState
from appliance.contract.status import BoxStatus, ProcessState
from appliance.core.restart_request import ask_for_restart
from appliance.wiring.model_server import starter_file
from tests.fakes.file_server import gguf
from tests.whole.box import Box, until


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    with Box(tmp_path / "home", "appliance", "supervisor") as box:
        until(lambda: box.child("model-chat").state is ProcessState.READY, 60, "the starter model is loaded")
        yield box


def loaded_anew(box: Box, change: Callable[[], object]) -> BoxStatus:
    """Do something that starts the model server afresh, and wait until a model answers again."""
    before = box.child("model-chat").pid
    change()
    until(lambda: box.child("model-chat").pid not in (before, None), 30, "it starts afresh")

    def ready() -> BoxStatus | None:
        status = box.client.status()
        return status if status.model and box.child("model-chat").state is ProcessState.READY else None

    return until(ready, 60, "a model answers")


def test_given_an_own_model_it_is_used_until_it_is_tampered_with(box: Box, tmp_path: Path) -> None:
    own = tmp_path / "My Own.gguf"
    shutil.copyfile(starter_file(), own)
    added = box.shopbell("models", "add", str(own))
    assert added.returncode == 0, added.stderr
    status = loaded_anew(box, lambda: box.shopbell("models", "use", "My-Own.gguf"))
    assert status.model == "My-Own"

    file = box.home / "models/My-Own.gguf"
    with file.open("r+b") as stream:
        stream.seek(50_000_000)
        stream.write(b"tampered")
    status = loaded_anew(box, lambda: ask_for_restart(box.home / "run/requests", "model-chat"))
    assert status.model == starter_file().stem
    assert "My-Own.gguf has changed since it came" in status.detail


def test_given_a_file_that_llama_cannot_load_the_starter_answers_instead_of_nobody(box: Box, tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(gguf(100_000))
    assert box.shopbell("models", "add", str(broken)).returncode == 0
    loaded_anew(box, lambda: box.client.use_model("broken.gguf"))
    status = until(lambda: one if (one := box.client.status()).model == starter_file().stem else None, 60, "starter")
    assert "broken.gguf" in status.detail
    rows = {row.id: row for row in box.client.models()}
    assert rows["broken.gguf"].state is ModelState.REFUSED
    assert rows["smollm2-135m"].in_use
