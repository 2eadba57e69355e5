"""Owns that a model server in the network is in the network, by whatever name it is called."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import httpx2
import pytest

from appliance.contract.problems import Unavailable
from appliance.inference import ChatModel, LargeFirst, Nearby
from tests.unit.inference.played_server import ASK, DONE, Server, said, says, words


def server() -> Server:
    return Server(says(words("Yes.") + DONE))


def resolves_to(*addresses: str) -> Callable[..., object]:
    async def getaddrinfo(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in addresses]

    return getaddrinfo


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.5", "192.168.1.7", "172.16.3.4", "100.64.0.9", "fd00::7", "fe80::1%eth0"]
)
async def test_a_server_in_the_building_is_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolves_to(address))
    asked = server()
    assert await said(ChatModel("http://big-box:8000", "none", Nearby(asked.transport))) == ["Yes."]
    assert len(asked.requests) == 1


@pytest.mark.parametrize("addresses", [("93.184.216.34",), ("10.0.0.5", "93.184.216.34"), ("2606:2800:220:1::1",)])
async def test_one_on_the_internet_hears_nothing(addresses: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolves_to(*addresses))
    asked = server()
    with pytest.raises(Unavailable):
        await said(ChatModel("http://api.example.com", "none", Nearby(asked.transport)))
    assert asked.requests == []


@pytest.mark.parametrize(
    "failure", [socket.gaierror("no such name"), UnicodeError("label too long"), OverflowError("port out of range")]
)
async def test_an_unknown_name_is_a_server_that_is_away(failure: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
    with pytest.raises(httpx2.ConnectError):
        await Nearby(server().transport).handle_async_request(httpx2.Request("GET", "http://big-box/"))


@pytest.mark.parametrize("host", ["a..b", "a" * 70, "xn--", "a%b"])
async def test_of_a_name_that_none_can_have_ours_writes(host: str) -> None:
    own = server()
    large = ChatModel(f"http://{host}:8000", "none", Nearby(server().transport))
    both = LargeFirst(large, ChatModel("http://own", "token", own.transport))
    assert [piece async for piece in both.stream(ASK, max_tokens=9, first_words_s=5)] == ["Yes."]
    assert len(own.requests) == 1
