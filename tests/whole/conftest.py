"""Owns the boxes that the tests of a run share: starting one takes half a minute."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from appliance.client import Client
from appliance.contract.chat import Done, Rung
from appliance.contract.facts import ShopFacts
from appliance.contract.status import ProcessState
from appliance.contract.teaching import AnswerRequest
from appliance.core.paths import ASSETS
from tests.whole.box import Box, until
from tests.whole.failing import TAUGHT, model_says


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A whole box starts, reads two dozen documents and may be busy: these tests get three minutes."""
    for item in items:
        if "tests/whole" in item.path.as_posix():
            item.add_marker(pytest.mark.timeout(180))


@pytest.fixture(scope="session")
def demo_box(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    """The box of the README's first command: real models, the demo shop."""
    with Box(tmp_path_factory.mktemp("demo") / "home", "appliance", "start", "--headless", "--demo") as box:
        box.wait_until_read()
        yield box


@pytest.fixture
def played_box(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    """A box whose chat model does what the question says, knowing one document."""
    with _played(tmp_path_factory) as box:
        yield box


@pytest.fixture(scope="session")
def box_to_break(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    """As `played_box`, of a shop with typed facts and a taught answer; each test leaves it to mend itself."""
    with _played(tmp_path_factory) as box:
        box.client.save_facts(ShopFacts.model_validate_json((ASSETS / "demo/facts.json").read_bytes()))
        box.client.teach(AnswerRequest(questions=(TAUGHT,), text="Unicycles come with a spare saddle."))
        yield box


@pytest.fixture
def whole_box(box_to_break: Box) -> Box:
    """A box in which every process is well, the model writes, and no answer is remembered."""
    until(lambda: _is_well(box_to_break), 60, "every process is ready")
    model_says(box_to_break, "")
    until(lambda: _writes(box_to_break), 30, "the model writes")
    box_to_break.client.clear_cache()
    return box_to_break


@pytest.fixture
def visitor(whole_box: Box) -> Iterator[Client]:
    """Speaks to the public address, without a token."""
    with Client(whole_box.website, "none") as client:
        yield client


@contextmanager
def _played(folders: pytest.TempPathFactory) -> Iterator[Box]:
    with Box(folders.mktemp("played") / "home", "tests.fakes.box_program") as box:
        box.client.add_document(ASSETS / "demo/documents/warranty.md")
        box.wait_until_read()
        yield box


def _is_well(box: Box) -> bool:
    return box.answers() and all(one.state is ProcessState.READY for one in box.client.status().processes)


def _writes(box: Box) -> bool:
    box.client.clear_cache()
    done = box.ask("Do I need to register my bike?")[-1]
    return isinstance(done, Done) and done.rung is Rung.GENERATED
