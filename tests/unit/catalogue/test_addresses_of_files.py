"""Owns that a file comes encrypted, and that no server of the internet sends us to what only this network can reach."""

from __future__ import annotations

import httpx2
import pytest

from appliance.catalogue.addresses import require_safe
from appliance.contract.problems import Refused

HUB = httpx2.URL("https://models.example/model.gguf")
NEAR = (
    "localhost",
    "localhost.",
    "nas.local",
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0.0.0.0",
    "10.0.0.5",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.9",
    "[::1]",
    "[fd00::7]",
    "[::ffff:127.0.0.1]",
)


@pytest.mark.parametrize("host", NEAR)
def test_the_internet_does_not_send_us_into_this_network(host: str) -> None:
    for address in (f"https://{host}/model.gguf", f"http://{host}:8080/model.gguf"):
        with pytest.raises(Refused, match="sends us into this network"):
            require_safe(httpx2.URL(address), came_from=HUB)


@pytest.mark.parametrize("host", NEAR)
def test_the_owner_may_have_it_from_there_and_be_sent_on_within_it(host: str) -> None:
    require_safe(httpx2.URL(f"https://{host}/model.gguf"))
    require_safe(httpx2.URL(f"https://{host}/model.gguf"), came_from=httpx2.URL("https://192.168.0.1/"))


@pytest.mark.parametrize("host", ["cdn.models.example", "93.184.216.34", "[2606:2800:220:1::1]"])
def test_from_server_to_server_of_the_internet_it_stays_encrypted(host: str) -> None:
    require_safe(httpx2.URL(f"https://{host}/model.gguf"), came_from=HUB)
    with pytest.raises(Refused, match="without encryption"):
        require_safe(httpx2.URL(f"http://{host}/model.gguf"), came_from=HUB)
