"""Owns the api process: its parts, opened in the order in which visitors need them."""

from __future__ import annotations

import asyncio
import importlib.metadata
import os
import sys
from functools import cache, partial

from appliance import __version__
from appliance.api import process
from appliance.api.apps import private_app, public_app
from appliance.api.services import Services
from appliance.api.status import StatusReport
from appliance.business.leads import Leads
from appliance.catalogue.choice import Choice
from appliance.catalogue.entries import Entries
from appliance.catalogue.machine import look
from appliance.catalogue.models import Models
from appliance.catalogue.rows import Rows
from appliance.catalogue.shelf import Shelf
from appliance.chat.ladder.service import AnswerService
from appliance.chat.questions.conversations import Conversations
from appliance.chat.questions.desk import Desk
from appliance.chat.questions.ratings import Ratings
from appliance.contract.ports import Ports, url
from appliance.contract.problems import ShopbellError
from appliance.core import settings_file
from appliance.core.clock import monotonic, utc_now
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.core.jobs import JobQueue
from appliance.core.language import language_of
from appliance.core.logs import to_stderr
from appliance.core.loop_delay import LoopDelay
from appliance.core.paths import ASSETS, Paths
from appliance.inference import ChatModel, HttpEmbedder
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
from appliance.knowledge.retrieval.calibration import Calibration
from appliance.knowledge.retrieval.gate import Gate
from appliance.knowledge.retrieval.search import Retrieval
from appliance.knowledge.teaching.golden import Golden
from appliance.knowledge.website.readings import Readings
from appliance.knowledge.website.record import WebsiteRecord
from appliance.wiring.model_server import starter_file
from appliance.wiring.teaching import teaching

# With this in the environment the public listener shows the demo shop's page at /.
DEMO_VARIABLE = "SHOPBELL_DEMO"
SETTINGS_ARE_WRONG = 78
EMBEDDER_AGAIN_S = 1.0
LEARN_EVERY_S = 60.0
CARD_LIBRARIES = ("ggml-cuda", "ggml-hip", "ggml-vulkan")


def run(paths: Paths, ports: Ports) -> int:
    """Serve until asked to stop; the exit code."""
    to_stderr("api")
    try:
        asyncio.run(_serve(paths, ports))
    except ShopbellError as wrong:
        print(wrong.detail, file=sys.stderr)
        return SETTINGS_ARE_WRONG
    return 0


async def _serve(paths: Paths, ports: Ports) -> None:
    settings = settings_file.read(paths.settings)
    token = paths.token.read_text(encoding="utf-8").strip()
    await asyncio.to_thread(upgrade, paths.database)
    database = Database.at(paths.database)
    model = ChatModel(url(ports.model_chat), token)
    embedder = HttpEmbedder(url(ports.model_embed), token)
    index = Index(database, paths.index, utc_now)
    facts = FactStore(database, utc_now)
    products = ProductShelf(database, utc_now)
    conversations = Conversations(database, utc_now)
    leads = Leads(database, utc_now)
    loop_delay = LoopDelay()
    centre = Centre(embedder)
    gate = Gate()
    retrieval = Retrieval(database, index, embedder, centre, gate, utc_now)
    calibration = Calibration(database, index, retrieval, gate)
    taught = teaching(database, facts, embedder, centre, utc_now)
    await taught.answers.open()
    front = KnowledgeFront(facts, FactBook(), taught.approved, ProductBook(products), retrieval, utc_now)
    service = AnswerService(front, model, settings.answers, monotonic)
    desk = Desk(service, conversations, taught.gaps, settings.answers.questions_at_once, monotonic)
    jobs = JobQueue(database, utc_now)
    models = _models(paths, jobs)
    files = DocumentFiles(paths.documents)
    catalogue = Catalogue(database, files, index, products, utc_now)
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
        status=StatusReport(
            __version__, paths.status, facts, conversations, leads, index, model, loop_delay, utc_now, models.problem
        ),
        settings=settings,
        assets=ASSETS,
        version=__version__,
    )
    # The listeners answer from facts while the index is still being opened.
    lasting = (loop_delay.watch(), _warm(index, centre, calibration), taught.catch_up.run())
    background = [asyncio.create_task(one) for one in lasting]
    try:
        await process.serve(
            {
                ports.public: public_app(services, demo=bool(os.environ.get(DEMO_VARIABLE))),
                ports.private: private_app(services, token),
            },
            background,
        )
    finally:
        await desk.close()
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await index.close()
        await model.close()
        await embedder.close()
        await database.close()


def _models(paths: Paths, jobs: JobQueue) -> Models:
    entries, choice = Entries.read(ASSETS), Choice(paths)
    shelf = Shelf(paths.models, entries)
    # Looked at once, and only when somebody asks: a card's driver takes a moment to answer.
    machine = cache(partial(look, can_use_cards=_can_use_cards()))
    try:
        starter = starter_file()
    except ShopbellError:
        starter = None
    return Models(entries, shelf, choice, Rows(entries, shelf, choice, machine, starter), jobs)


def _can_use_cards() -> bool:
    """Was llama.cpp built for graphics cards? Told by its files: this process never loads it."""
    files = importlib.metadata.files("llama-cpp-python") or []
    return any(kind in file.name for file in files for kind in CARD_LIBRARIES)


async def _warm(index: Index, centre: Centre, calibration: Calibration) -> None:
    """Open the index and load what the first question would otherwise wait for; then learn as documents change."""
    await asyncio.to_thread(language_of, "Which language is this?", ("en", "de"))
    await index.open()
    while not await centre.prepare():  # noqa: ASYNC110 - the embedder is another process: nobody can set an event
        await asyncio.sleep(EMBEDDER_AGAIN_S)
    while True:
        await calibration.learn()
        await asyncio.sleep(LEARN_EVERY_S)
