"""Owns the services of the api process, wired as wiring/api.py does, with a played embedder and a played model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from appliance.api.apps import private_app, public_app
from appliance.api.services import Services
from appliance.api.status import StatusReport
from appliance.business.leads import Leads
from appliance.catalogue.choice import Choice
from appliance.catalogue.entries import Entries
from appliance.catalogue.machine import Machine
from appliance.catalogue.models import Models
from appliance.catalogue.rows import Rows
from appliance.catalogue.shelf import Shelf
from appliance.chat.ladder.service import AnswerService
from appliance.chat.questions.conversations import Conversations
from appliance.chat.questions.desk import Desk
from appliance.chat.questions.ratings import Ratings
from appliance.contract.facts import ShopFacts
from appliance.contract.settings import Settings
from appliance.core.clock import monotonic, utc_now
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.core.jobs import JobQueue
from appliance.core.loop_delay import LoopDelay
from appliance.core.paths import ASSETS, Paths
from appliance.inference import ChatModel
from appliance.knowledge.documents.catalogue import Catalogue
from appliance.knowledge.documents.fact_files import FactFiles
from appliance.knowledge.documents.files import DocumentFiles
from appliance.knowledge.documents.imports import Imports
from appliance.knowledge.documents.pages import PageDocuments
from appliance.knowledge.documents.upkeep import DocumentUpkeep
from appliance.knowledge.facts.book import FactBook
from appliance.knowledge.facts.editor import FactEditor
from appliance.knowledge.facts.proposals import Proposals
from appliance.knowledge.facts.store import FactStore
from appliance.knowledge.front import KnowledgeFront
from appliance.knowledge.index.centre import Centre
from appliance.knowledge.index.generations import Index
from appliance.knowledge.products.book import ProductBook
from appliance.knowledge.products.shelf import ProductShelf
from appliance.knowledge.retrieval.gate import Gate
from appliance.knowledge.retrieval.search import Retrieval
from appliance.knowledge.teaching.golden import Golden
from appliance.knowledge.website.readings import Readings
from appliance.knowledge.website.record import WebsiteRecord
from appliance.wiring.teaching import Teaching, teaching
from tests.fakes.model_process import FakeModel
from tests.unit.knowledge.bag_of_words import BagOfWords

TOKEN = "token-of-this-box"
OWNER = {"Authorization": f"Bearer {TOKEN}"}


@dataclass
class Parts:
    """The services with the model that answers, and the index still to be opened."""

    services: Services
    model: ChatModel
    index: Index
    taught: Teaching


@pytest.fixture(scope="session")
def played_model() -> Iterator[FakeModel]:
    with FakeModel("chat") as model:
        yield model


@pytest.fixture
async def unopened(tmp_path: Path, played_model: FakeModel) -> AsyncIterator[Parts]:
    """A box whose index has not been opened yet."""
    upgrade(tmp_path / "shop.db")
    database, settings, embedder = Database.at(tmp_path / "shop.db"), Settings(), BagOfWords()
    model = ChatModel(played_model.url, played_model.token)
    index = Index(database, tmp_path / "index", utc_now)
    facts = FactStore(database, utc_now)
    products = ProductShelf(database, utc_now)
    await facts.write(ShopFacts.model_validate_json((ASSETS / "demo/facts.json").read_bytes()))
    conversations, leads = Conversations(database, utc_now), Leads(database, utc_now)
    centre = Centre(embedder)
    await centre.prepare()
    retrieval = Retrieval(database, index, embedder, centre, Gate(), utc_now)
    taught = teaching(database, facts, embedder, centre, utc_now)
    front = KnowledgeFront(facts, FactBook(), taught.approved, ProductBook(products), retrieval, utc_now)
    service = AnswerService(front, model, settings.answers, monotonic)
    desk = Desk(service, conversations, taught.gaps, 4, monotonic, nobody_reads_s=0.1)
    status = tmp_path / "status.json"
    catalogue = Catalogue(database, DocumentFiles(tmp_path / "documents"), index, products, utc_now)
    jobs = JobQueue(database, utc_now)
    models = models_of(Paths(tmp_path / "home").prepare(), jobs)
    report = StatusReport("1", status, facts, conversations, leads, index, model, LoopDelay(), utc_now, models.problem)
    files = DocumentFiles(tmp_path / "documents")
    pages = PageDocuments(database, catalogue, files, utc_now)
    readings = Readings(database, pages, jobs, utc_now)
    services = Services(
        desk=desk,
        conversations=conversations,
        ratings=Ratings(database, taught.gaps, utc_now),
        leads=leads,
        facts=facts,
        fact_editor=FactEditor(
            facts, Proposals(database, utc_now), FactFiles(database, catalogue, files, utc_now), jobs, utc_now
        ),
        catalogue=catalogue,
        imports=Imports(database, catalogue, files, jobs, utc_now),
        upkeep=DocumentUpkeep(database, files, index, jobs, utc_now),
        website=WebsiteRecord(database, readings, jobs, utc_now),
        gaps=taught.gaps,
        answers=taught.answers,
        golden=Golden(database, taught.known, front.fact, front.approved, utc_now),
        products=products,
        index=index,
        jobs=jobs,
        models=models,
        status=report,
        settings=settings,
        assets=ASSETS,
        version="1",
    )
    yield Parts(services, model, index, taught)
    await desk.close()
    await index.close()
    await model.close()
    await database.close()


@pytest.fixture
async def services(unopened: Parts) -> Services:
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
