"""Owns what routes may reach: the services of this process, handed in by the composition root."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from appliance.api.status import StatusReport
from appliance.business.hand_off import HandOffs
from appliance.business.hand_off.stream import ConversationStream
from appliance.business.later import Later
from appliance.business.leads import Leads
from appliance.business.outbox import Outbox
from appliance.catalogue.models import Models
from appliance.chat.cache.caches import Caches
from appliance.chat.occasions.calendar import Calendar
from appliance.chat.questions.conversations import Conversations
from appliance.chat.questions.desk import Desk
from appliance.chat.questions.ratings import Ratings
from appliance.contract.settings import Settings
from appliance.core.jobs import JobQueue
from appliance.insights.answers import AnswerLog
from appliance.integrations.cloud.owner import CloudOwner
from appliance.knowledge.documents.catalogue import Catalogue
from appliance.knowledge.documents.imports import Imports
from appliance.knowledge.documents.upkeep import DocumentUpkeep
from appliance.knowledge.facts.editor import FactEditor
from appliance.knowledge.facts.store import FactStore
from appliance.knowledge.index.generations import Index
from appliance.knowledge.products.shelf import ProductShelf
from appliance.knowledge.teaching.answers import Answers
from appliance.knowledge.teaching.gaps.gaps import Gaps
from appliance.knowledge.teaching.golden import Golden
from appliance.knowledge.website.record import WebsiteRecord
from appliance.privacy.report import Egress


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the routes speak to."""

    desk: Desk
    conversations: Conversations
    ratings: Ratings
    answer_log: AnswerLog
    caches: Caches
    calendar: Calendar
    leads: Leads
    hand_offs: HandOffs
    conversation_stream: ConversationStream
    later: Later
    outbox: Outbox
    facts: FactStore
    fact_editor: FactEditor
    catalogue: Catalogue
    imports: Imports
    upkeep: DocumentUpkeep
    website: WebsiteRecord
    gaps: Gaps
    answers: Answers
    golden: Golden
    products: ProductShelf
    index: Index
    jobs: JobQueue
    models: Models
    cloud: CloudOwner
    egress: Egress
    status: StatusReport
    settings: Settings
    assets: Path
    version: str


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


Parts = Annotated[Services, Depends(_services)]
