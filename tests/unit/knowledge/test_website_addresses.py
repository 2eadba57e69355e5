"""Which machines may be asked for a page, and that nobody gets around it: names, redirects, changing answers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.knowledge.website.rules.addresses import Address, may_ask
from appliance.knowledge.website.wire.transport import CheckedTransport, PrivateAddress, resolve
from tests.fakes.website import Website

OURS = (ip_network("127.0.0.0/8"),)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1",
        "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:c0a8:101::1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)  # fmt: skip
def test_what_is_not_everybodys_is_not_asked(address: str) -> None:
    assert not may_ask(ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_what_is_everybodys_is_asked(address: str) -> None:
    assert may_ask(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_cannot_hide_in_another_way_of_writing_it(address: IPv4Address) -> None:
    ways = (
        IPv6Address(f"::ffff:{address}"),
        IPv6Address((0x64FF9B << 96) | int(address)),
        IPv6Address((0x2002 << 112) | (int(address) << 80)),
    )
    assert {may_ask(way) for way in ways} == {may_ask(address)}


@given(st.sampled_from(["10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7", "fe80::/10", "ff00::/8"]), st.data())
def test_no_address_of_a_private_network_is_asked(network: str, data: st.DataObject) -> None:
    assert not may_ask(data.draw(st.ip_addresses(network=network)))


def test_a_test_may_ask_its_own_server_and_nothing_else() -> None:
    assert may_ask(ip_address("127.0.0.1"), OURS)
    assert may_ask(ip_address("::ffff:127.0.0.1"), OURS)
    assert not may_ask(ip_address("169.254.169.254"), OURS)


class Names:
    """A resolver that answers each time with the next of these lists; the last one is repeated."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = [[ip_address(one) for one in answer] for answer in answers]
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        self.asked.append((host, port))
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


@pytest.fixture(autouse=True)
def hello(website: Website) -> None:
    website.put("/", "Hello.")


async def get(website: Website, names: Names, **more: object) -> httpx2.Response:
    transport = CheckedTransport(names, more.get("allowed", OURS))  # type: ignore[arg-type]
    async with httpx2.AsyncClient(transport=transport, trust_env=False) as http:
        return await http.get(website.url())


async def test_a_name_is_connected_to_at_the_address_that_was_checked(website: Website) -> None:
    answer = await get(website, Names(["127.0.0.1"]))
    assert answer.text == "Hello."
    assert website.asked[0][1]["host"] == f"shop.example:{website.port}"


async def test_a_certificate_must_be_made_out_to_the_name_not_to_the_address() -> None:
    hello = asyncio.Queue[bytes]()

    async def listen(from_client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        await hello.put(await from_client.read(2_000))
        to_client.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport = CheckedTransport(Names(["127.0.0.1"]), OURS)
    async with server, httpx2.AsyncClient(transport=transport, trust_env=False) as http:
        with pytest.raises(httpx2.ConnectError):
            await http.get(f"https://shop.example:{port}/")
    assert b"shop.example" in await hello.get()


async def test_the_next_address_is_tried_when_one_does_not_answer(website: Website) -> None:
    assert (await get(website, Names(["127.0.0.2", "127.0.0.1"]))).text == "Hello."


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["93.184.216.34", "169.254.169.254"]]
)
async def test_one_private_answer_is_enough_to_refuse_the_name(website: Website, answers: list[str]) -> None:
    with pytest.raises(PrivateAddress):
        await get(website, Names(answers), allowed=())
    assert website.asked == []


async def test_a_name_that_changes_its_answer_is_checked_every_time(website: Website) -> None:
    names = Names(["127.0.0.1"], ["192.168.0.1"])
    async with httpx2.AsyncClient(transport=CheckedTransport(names, OURS), trust_env=False) as http:
        assert (await http.get(website.url())).text == "Hello."
        with pytest.raises(PrivateAddress):
            await http.get(website.url())
    assert names.asked == [("shop.example", website.port)] * 2
    assert len(website.asked) == 1


async def test_a_name_without_an_address_is_a_failure_to_connect(website: Website) -> None:
    async def nowhere(host: str, port: int) -> Sequence[Address]:
        raise OSError("no such name")

    async with httpx2.AsyncClient(transport=CheckedTransport(nowhere), trust_env=False) as http:
        with pytest.raises(httpx2.ConnectError):
            await http.get(website.url())
    with pytest.raises(httpx2.ConnectError):
        await get(website, Names([]))


async def test_numbers_that_spell_this_machine_in_other_ways_are_resolved_and_refused() -> None:
    for host in ("2130706433", "127.1", "0x7f.0.0.1", "localhost"):
        assert not any(may_ask(address) for address in await resolve(host, 80))
