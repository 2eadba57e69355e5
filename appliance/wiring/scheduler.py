"""Owns the scheduler process: the worker and what each kind of job runs."""

from __future__ import annotations

import asyncio
from functools import partial

from appliance.business.outbox import Outbox
from appliance.catalogue.download import Download
from appliance.catalogue.entries import Entries
from appliance.catalogue.jobs import ModelJobs
from appliance.catalogue.patience import Patience
from appliance.catalogue.shelf import Shelf
from appliance.catalogue.source import connect
from appliance.client import Client
from appliance.contract.egress import EgressContent
from appliance.contract.jobs import JobKind
from appliance.contract.ports import Ports, url
from appliance.core.clock import utc_now
from appliance.core.database import Database
from appliance.core.exit_codes import ASKED_TO_STOP
from appliance.core.jobs import JobQueue
from appliance.core.logs import to_stderr
from appliance.core.paths import ASSETS, Paths
from appliance.inference import HttpEmbedder
from appliance.insights.answers import AnswerLog
from appliance.integrations.cloud.model import CloudModel
from appliance.integrations.ledgered import LedgeredClient
from appliance.knowledge.documents.batch import Batch
from appliance.knowledge.documents.indexing import Indexing
from appliance.knowledge.facts.refresh import RefreshFacts
from appliance.knowledge.website.jobs import WebsiteJobs
from appliance.knowledge.website.walk.crawler import Crawler
from appliance.knowledge.website.wire.cache import PageCache
from appliance.privacy.egress import EgressLedger
from appliance.scheduler import process
from appliance.scheduler.tidy import Tidy
from appliance.scheduler.worker import Worker
from appliance.wiring.cloud import AT_ONCE, asking

ALIVE_FILE = "scheduler.alive"


def run(paths: Paths, ports: Ports) -> int:
    """Work until asked to stop; the exit code."""
    to_stderr("scheduler")
    asyncio.run(_work(paths, ports))
    return ASKED_TO_STOP


async def _work(paths: Paths, ports: Ports) -> None:
    token = paths.token.read_text(encoding="utf-8").strip()
    database = Database.at(paths.database)
    queue = JobQueue(database, utc_now)
    embedder = HttpEmbedder(url(ports.model_embed), token)
    patience, entries = Patience(), Entries.read(ASSETS)
    ledger = EgressLedger(database, utc_now)
    files = partial(LedgeredClient, ledger, EgressContent.FILE_REQUEST, "Fetching a model that the owner asked for.")
    pages = partial(LedgeredClient, ledger, EgressContent.PAGE_REQUEST, "Reading the shop's own website.")
    outside, cloud_model = connect(patience.silence_s, files), CloudModel()
    with Client(url(ports.private), token) as catalogue:
        indexing = Indexing(catalogue, embedder)
        handlers = {
            JobKind.READ_DOCUMENT: indexing.read_document,
            JobKind.CHECK_KNOWLEDGE: indexing.keep_up,
            JobKind.REFRESH_FACTS: RefreshFacts(catalogue).run,
            JobKind.TIDY_UP: Tidy(database, queue, Outbox(database, utc_now), AnswerLog(database), utc_now).run,
        }
        models = ModelJobs(entries, Shelf(paths.models, entries), Download(outside, patience))
        # With workers of their own: both take an hour, and a single document must not wait behind them.
        many = {JobKind.READ_IMPORT: Batch(catalogue, indexing).read_import, JobKind.REBUILD_INDEX: indexing.rebuild}
        slow = {JobKind.DOWNLOAD_MODEL: models.download, JobKind.ADD_MODEL: models.add}
        site = WebsiteJobs(catalogue, Crawler(PageCache(paths.website), make=pages), indexing)
        website = {JobKind.READ_WEBSITE: site.read, JobKind.READ_PAGES: site.read_pages}
        workers = [Worker(queue, each, each.keys()) for each in (handlers, many, slow, website)]
        # A visitor waits for these: they are looked for often, and no other job is before them.
        ask, look_every_s = asking(paths, database, cloud_model)
        urgent = {JobKind.ASK_CLOUD_MODEL: ask.run}
        workers += [Worker(queue, urgent, urgent.keys(), look_every_s) for _ in range(AT_ONCE)]
        try:
            await process.run(queue, workers, paths.run / ALIVE_FILE)
        finally:
            await outside.aclose()
            await cloud_model.close()
            await embedder.close()
            await database.close()
