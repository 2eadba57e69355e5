"""Owns a chat server for each test, loaded or not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit.model_server.chat_server import WAIT_S, Server


@pytest.fixture
def idle() -> Iterator[Server]:
    """A server whose model is not loaded yet."""
    server = Server()
    yield server
    server.model.may_step.set()
    server.engine.stop()
    assert server.engine.join(WAIT_S)


@pytest.fixture
def server(idle: Server) -> Server:
    idle.start()
    return idle
