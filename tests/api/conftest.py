"""Owns the services of the api process, wired as wiring/api.py does, with a played embedder and a played model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from appliance.api.apps import private_app, public_app
from appliance.api.services import Services
from appliance.catalogue.choice import Choice
from appliance.catalogue.entries import Entries
from appliance.catalogue.machine import Machine
from appliance.catalogue.models import Models
from appliance.catalogue.rows import Rows
from appliance.catalogue.shelf import Shelf
from appliance.contract.facts import ShopFacts
from appliance.contract.settings import AnswerSettings, Settings
from appliance.core.clock import utc_now
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.core.jobs import JobQueue
from appliance.core.paths import ASSETS, Paths
from appliance.inference import ChatModel
from appliance.wiring.assembly import Assembled, Ground, assemble
from tests.fakes.model_process import FakeModel
from tests.unit.knowledge.bag_of_words import BagOfWords

TOKEN = "token-of-this-box"
OWNER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="session")
def played_model() -> Iterator[FakeModel]:
    with FakeModel("chat") as model:
        yield model


@pytest.fixture
async def unopened(tmp_path: Path, played_model: FakeModel) -> AsyncIterator[Assembled]:
    """A box whose index has not been opened yet."""
    paths = Paths(tmp_path / "home").prepare()
    upgrade(paths.database)
    database = Database.at(paths.database)
    model = ChatModel(played_model.url, played_model.token)
    models = models_of(paths, JobQueue(database, utc_now))
    settings = Settings(answers=AnswerSettings(questions_at_once=4, quote_after_s=60))
    box = assemble(Ground(paths, database, model, BagOfWords(), models, settings, version="1", nobody_reads_s=0.1))
    await box.services.facts.write(ShopFacts.model_validate_json((ASSETS / "demo/facts.json").read_bytes()))
    await box.centre.prepare()
    yield box
    await box.services.desk.close()
    await box.services.caches.answers.close()
    await box.index.close()
    await model.close()
    await database.close()


@pytest.fixture
async def services(unopened: Assembled) -> Services:
    await unopened.index.open()
    return unopened.services


@pytest.fixture
async def public(services: Services) -> AsyncIterator[httpx2.AsyncClient]:
    async with client_of(public_app(services, demo=True)) as client:
        yield client


@pytest.fixture
async def private(services: Services) -> AsyncIterator[httpx2.AsyncClient]:
    async with client_of(private_app(services, TOKEN)) as client:
        yield client


def models_of(paths: Paths, jobs: JobQueue) -> Models:
    """The real catalogue, on a machine with 8 GB and without a graphics card."""
    entries, choice = Entries.read(ASSETS), Choice(paths)
    shelf = Shelf(paths.models, entries)
    starter = paths.home / "starter.gguf"
    starter.touch()
    rows = Rows(entries, shelf, choice, lambda: Machine(8_000_000_000), starter)
    return Models(entries, shelf, choice, rows, jobs)


def client_of(app: FastAPI) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app, raise_app_exceptions=False), base_url="http://box")
