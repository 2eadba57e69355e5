"""Owns the api process: its parts, opened in the order in which visitors need them."""

from __future__ import annotations

import asyncio
import os
import sys

from appliance import __version__
from appliance.api import process
from appliance.api.apps import private_app, public_app
from appliance.api.services import Services
from appliance.api.status import StatusReport
from appliance.business.leads import Leads
from appliance.chat.conversations import Conversations
from appliance.chat.desk import Desk
from appliance.chat.service import AnswerService
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
from appliance.knowledge.catalogue import Catalogue
from appliance.knowledge.centre import Centre
from appliance.knowledge.document_files import DocumentFiles
from appliance.knowledge.facts.book import FactBook
from appliance.knowledge.facts.store import FactStore
from appliance.knowledge.front import KnowledgeFront
from appliance.knowledge.gate import Gate
from appliance.knowledge.index import Index
from appliance.knowledge.retrieval import Retrieval

# With this in the environment the public listener shows the demo shop's page at /.
DEMO_VARIABLE = "SHOPBELL_DEMO"
SETTINGS_ARE_WRONG = 78
EMBEDDER_AGAIN_S = 1.0


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
    conversations = Conversations(database, utc_now)
    leads = Leads(database, utc_now)
    loop_delay = LoopDelay()
    centre = Centre(embedder)
    retrieval = Retrieval(database, index, embedder, centre, Gate())
    front = KnowledgeFront(facts, FactBook(), retrieval, utc_now)
    service = AnswerService(front, model, settings.answers, monotonic)
    desk = Desk(service, conversations, settings.answers.questions_at_once, monotonic)
    services = Services(
        desk=desk,
        conversations=conversations,
        leads=leads,
        facts=facts,
        catalogue=Catalogue(database, DocumentFiles(paths.documents), index, utc_now),
        index=index,
        jobs=JobQueue(database, utc_now),
        status=StatusReport(__version__, paths.status, facts, conversations, leads, index, model, loop_delay, utc_now),
        settings=settings,
        assets=ASSETS,
        version=__version__,
    )
    # The listeners answer from facts while the index is still being opened.
    background = [asyncio.create_task(loop_delay.watch()), asyncio.create_task(_warm(index, centre))]
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


async def _warm(index: Index, centre: Centre) -> None:
    """Open the index and load what the first question would otherwise wait for; then stay until cancelled."""
    await asyncio.to_thread(language_of, "Which language is this?", ("en", "de"))
    await index.open()
    while not await centre.prepare():  # noqa: ASYNC110 - the embedder is another process: nobody can set an event
        await asyncio.sleep(EMBEDDER_AGAIN_S)
    await asyncio.Event().wait()
