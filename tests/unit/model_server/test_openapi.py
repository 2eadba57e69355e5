"""Whatever fits the model server's own description of its API, or just does not, gets an answer or a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from tests.unit.model_server.chat_server import Server

EXPECTED = {200, 400, 404, 405, 413, 415, 429}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    server.start()
    yield server
    server.engine.stop()
    assert server.engine.join(10)


DESCRIBED = schemathesis.openapi.from_dict(Server().app.openapi())
CHAT, PLACE = DESCRIBED["/v1/chat/completions"]["POST"], DESCRIBED["/v1/queue/{name}"]["GET"]


@pytest.mark.parametrize(
    ("operation", "mode"),
    [(CHAT, GenerationMode.POSITIVE), (CHAT, GenerationMode.NEGATIVE), (PLACE, GenerationMode.POSITIVE)],
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_breaks_it(operation: Any, mode: GenerationMode, data: st.DataObject, server: Server) -> None:
    case = data.draw(operation.as_strategy(generation_mode=mode))
    asked = case.as_transport_kwargs(base_url="http://testserver")
    body = asked.pop("data", None)
    response = server.http.request(
        asked["method"],
        asked["url"],
        params=asked.get("params"),
        headers={**asked["headers"], **server.http.headers},
        **({"json": asked["json"]} if "json" in asked else {"content": body}),
    )
    assert response.status_code in EXPECTED, response.text
    if response.status_code >= 400:
        assert response.json()["error"]["message"]
    assert server.http.get("/readyz").status_code == 200, "it did not survive"
