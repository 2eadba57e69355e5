"""Owns that each request outwards is written down before it leaves, and closed with what came back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from functools import partial
from pathlib import Path

import httpx2
import pytest

from appliance.catalogue.source import connect, offered
from appliance.contract.egress import EgressContent, EgressOutcome
from appliance.contract.jobs import JobKind
from appliance.core.clock import utc_now
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.core.jobs import JobQueue
from appliance.integrations.ledgered import LedgeredClient
from appliance.privacy.egress import EgressLedger
from appliance.scheduler.worker import Progress, Worker
from tests.fakes.file_server import FileServer, Play, gguf, serving

CONTENT = gguf(50_000)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    upgrade(tmp_path / "shop.db")
    database = Database.at(tmp_path / "shop.db")
    yield database
    await database.close()


@pytest.fixture
def ledger(database: Database) -> EgressLedger:
    return EgressLedger(database, utc_now)


@pytest.fixture
async def http(ledger: EgressLedger) -> AsyncIterator[httpx2.AsyncClient]:
    client = connect(5.0, partial(LedgeredClient, ledger, EgressContent.FILE_REQUEST, "fetching a model"))
    yield client
    await client.aclose()


async def fetch(http: httpx2.AsyncClient, server: FileServer) -> int:
    async with offered(http, server.url, 0, None) as offer:
        return sum([len(piece) async for piece in offer.pieces])


async def test_a_file_is_a_row_with_its_bytes(http: httpx2.AsyncClient, ledger: EgressLedger) -> None:
    with serving(CONTENT) as server:
        assert await fetch(http, server) == len(CONTENT)
    (row,) = await ledger.latest(10)
    assert (row.host, row.why, row.outcome) == ("127.0.0.1", "fetching a model", EgressOutcome.ANSWERED)
    assert len(CONTENT) < row.bytes_in < len(CONTENT) + 500
    assert 50 < row.bytes_out < 500


async def test_the_row_stands_before_the_server_hears_of_it(http: httpx2.AsyncClient, ledger: EgressLedger) -> None:
    with serving(CONTENT) as server:
        loop, seen = asyncio.get_running_loop(), list[EgressOutcome]()

        def look(offered_file: FileServer) -> None:
            rows = asyncio.run_coroutine_threadsafe(ledger.latest(10), loop).result(5)
            seen.extend(row.outcome for row in rows)

        server.before = look
        await fetch(http, server)
    assert seen == [EgressOutcome.LEAVING]


async def test_each_address_of_a_chain_is_a_row(http: httpx2.AsyncClient, ledger: EgressLedger) -> None:
    with serving(CONTENT) as server:
        server.plays = [Play(302, {"Location": f"http://localhost:{server.port}/model.gguf"}), Play()]
        await fetch(http, server)
    assert [row.host for row in await ledger.latest(10)] == ["localhost", "127.0.0.1"]


async def test_what_never_got_through_is_a_row_too(http: httpx2.AsyncClient, ledger: EgressLedger) -> None:
    with serving(CONTENT) as server:
        address = server.url
    with pytest.raises(httpx2.ConnectError):
        await http.get(address)
    (row,) = await ledger.latest(10)
    assert (row.outcome, row.bytes_in) == (EgressOutcome.FAILED, 0)


async def test_whoever_stops_reading_is_told_with_what_came(http: httpx2.AsyncClient, ledger: EgressLedger) -> None:
    with serving(gguf(2_000_000)) as server:
        async with offered(http, server.url, 0, None) as offer:
            assert await anext(aiter(offer.pieces))
    (row,) = await ledger.latest(10)
    assert row.outcome is EgressOutcome.ANSWERED
    assert 0 < row.bytes_in < 2_000_000


async def test_an_answer_read_whole_is_counted_as_well(http: httpx2.AsyncClient, ledger: EgressLedger) -> None:
    with serving(CONTENT) as server:
        await http.get(server.url)
    (row,) = await ledger.latest(10)
    assert row.bytes_in > len(CONTENT)


async def test_the_row_names_the_job_it_left_for(
    http: httpx2.AsyncClient, ledger: EgressLedger, database: Database
) -> None:
    queue = JobQueue(database, utc_now)
    with serving(CONTENT) as server:

        async def download(payload: Mapping[str, str], progress: Progress) -> None:
            await fetch(http, server)

        job = await queue.add(JobKind.DOWNLOAD_MODEL, "a model", {})
        assert await Worker(queue, {JobKind.DOWNLOAD_MODEL: download}).run_one()
        await fetch(http, server)
    assert [row.job_id for row in await ledger.latest(10)] == ["", job.id]
