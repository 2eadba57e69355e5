"""Owns putting the api's services together, on a real box and in tests alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from appliance.api.services import Services
from appliance.api.status import StatusReport
from appliance.catalogue.models import Models
from appliance.chat.cache.caches import VectorCounts
from appliance.chat.occasions.calendar import Calendar
from appliance.chat.occasions.warm_up import WarmUp
from appliance.chat.questions.afterwards import Afterwards
from appliance.chat.questions.conversations import Conversations
from appliance.chat.questions.desk import NOBODY_READS_S, Desk
from appliance.chat.questions.ratings import Ratings
from appliance.contract.settings import Settings
from appliance.core.clock import Now, monotonic, utc_now
from appliance.core.database import Database
from appliance.core.jobs import JobQueue
from appliance.core.loop_delay import LoopDelay
from appliance.core.paths import ASSETS, Paths
from appliance.inference import ChatModel, LargeFirst
from appliance.insights.answers import AnswerLog
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
from appliance.knowledge.ports import Embedder
from appliance.knowledge.products.book import ProductBook
from appliance.knowledge.products.shelf import ProductShelf
from appliance.knowledge.retrieval.calibration import Calibration
from appliance.knowledge.retrieval.gate import Gate
from appliance.knowledge.retrieval.search import Retrieval
from appliance.knowledge.revisions import Revisions
from appliance.knowledge.teaching.golden import Golden
from appliance.knowledge.website.readings import Readings
from appliance.knowledge.website.record import WebsiteRecord
from appliance.secret_store import SealedFile
from appliance.wiring.answering import answering
from appliance.wiring.business import business
from appliance.wiring.caches import caches
from appliance.wiring.cloud import cloud
from appliance.wiring.teaching import Teaching, teaching


@dataclass(frozen=True, slots=True)
class Ground:
    """What the services stand on; a test brings a played model and embedder."""

    paths: Paths
    database: Database
    model: ChatModel
    embedder: Embedder
    models: Models
    settings: Settings
    version: str
    now: Now = utc_now
    nobody_reads_s: float = NOBODY_READS_S
    loop_delay: LoopDelay = field(default_factory=LoopDelay)
    vector_counts: VectorCounts = lambda: (0, 0, 0)
    large: LargeFirst | None = None


@dataclass(frozen=True, slots=True)
class Assembled:
    """The services, and the parts of them that are warmed, kept up and closed by the process."""

    services: Services
    index: Index
    centre: Centre
    calibration: Calibration
    taught: Teaching
    warm_up: WarmUp
    rehearse: Callable[[str], Awaitable[None]]


def assemble(ground: Ground) -> Assembled:
    """Nothing is opened or started here."""
    database, now, settings = ground.database, ground.now, ground.settings
    index = Index(database, ground.paths.index, now)
    facts, products = FactStore(database, now), ProductShelf(database, now)
    conversations, jobs = Conversations(database, now), JobQueue(database, now)
    people = business(database, facts, conversations, settings.hand_off, now)
    centre, gate = Centre(ground.embedder), Gate()
    retrieval = Retrieval(database, index, ground.embedder, centre, gate, now)
    taught = teaching(database, facts, ground.embedder, centre, now)
    revisions = Revisions(database, facts, now)
    front = KnowledgeFront(facts, FactBook(), taught.approved, ProductBook(products), retrieval, revisions, now)
    model_id = (ground.large or ground.model).model_id
    kept = caches(
        database, front, model_id, ground.model.prompt_tokens, ground.embedder, ground.vector_counts, centre,
        settings, ground.version, now,
    )  # fmt: skip
    outside = cloud(ground.paths, database, jobs, now)
    calendar = Calendar(database, settings.answers, now)
    service = answering(
        front,
        ground.model,
        ground.large,
        ground.embedder,
        calendar,
        kept,
        people.hand_offs,
        outside.questions,
        settings,
        SealedFile(ground.paths.secrets),
    )
    answer_log = AnswerLog(database)
    files = DocumentFiles(ground.paths.documents)
    catalogue = Catalogue(database, files, index, products, now)
    readings = Readings(database, PageDocuments(database, catalogue, files, now), jobs, now)
    services = Services(
        desk=Desk(
            service, conversations, Afterwards(conversations, service, answer_log, taught.gaps, people.later, now),
            settings.answers.questions_at_once, monotonic, ground.nobody_reads_s,
        ),
        answer_log=answer_log,
        caches=kept,
        calendar=calendar,
        conversations=conversations,
        ratings=Ratings(database, taught.gaps, now),
        leads=people.leads,
        hand_offs=people.hand_offs,
        conversation_stream=people.conversation_stream,
        later=people.later,
        outbox=people.outbox,
        facts=facts,
        fact_editor=FactEditor(
            facts, Proposals(database, now), FactFiles(database, catalogue, files, now), jobs, now
        ),
        catalogue=catalogue,
        imports=Imports(database, catalogue, files, jobs, now),
        upkeep=DocumentUpkeep(database, files, index, jobs, now),
        website=WebsiteRecord(database, readings, jobs, now),
        gaps=taught.gaps,
        answers=taught.answers,
        golden=Golden(database, taught.known, front.fact, front.approved, now),
        products=products,
        index=index,
        jobs=jobs,
        models=ground.models,
        cloud=outside.owner,
        egress=outside.egress,
        status=StatusReport(
            ground.version, ground.paths.status, facts, conversations, people.leads, index, ground.model,
            ground.loop_delay, now, ground.models.problem,
        ),
        settings=settings,
        assets=ASSETS,
        version=ground.version,
    )  # fmt: skip
    warm_up = WarmUp(calendar, service.rehearse, conversations.asked_lately)
    calibration = Calibration(database, index, retrieval, gate)
    return Assembled(services, index, centre, calibration, taught, warm_up, service.rehearse)
