"""Owns the boxes that the tests of a run share: starting one takes half a minute."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from appliance.core.paths import ASSETS
from tests.whole.box import Box


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
    with Box(tmp_path_factory.mktemp("played") / "home", "tests.fakes.box_program") as box:
        box.client.add_document(ASSETS / "demo/documents/warranty.md")
        box.wait_until_read()
        yield box
