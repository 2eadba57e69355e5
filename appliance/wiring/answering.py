"""Owns putting the answer ladder together: guard and triage with their trained heads, caches, people."""

from __future__ import annotations

from appliance.chat.cache.caches import Caches
from appliance.chat.grounding.filter import Filter
from appliance.chat.guard.guard import Guard
from appliance.chat.heads import load
from appliance.chat.ladder.memory import CachedMemory
from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.service import AnswerService
from appliance.chat.ladder.standing import Standing
from appliance.chat.ports import Announcements, Cloud, HandOffs, Knowledge, Model, Vectors
from appliance.chat.triage import Triage
from appliance.chat.writing import prompt
from appliance.contract.settings import ModelSettings, Settings
from appliance.core.clock import monotonic

# Less than this holds no answer: then fewer are written at once.
ROOM_LEAST = 1_024


def answering(
    knowledge: Knowledge,
    model: Model,
    vectors: Vectors,
    calendar: Announcements,
    caches: Caches,
    people: HandOffs,
    cloud: Cloud,
    settings: Settings,
) -> AnswerService:
    """Stale answers are made anew through the ladder that it returns."""
    on = Standing(
        knowledge=knowledge,
        scribe=Scribe(knowledge, model, Filter(settings.safety, (), prompt.TEMPLATE, ""), _room(settings.model)),
        calendar=calendar,
        guard=Guard(vectors, load("guard"), monotonic),
        triage=Triage(vectors, load("triage")),
        memory=CachedMemory(caches),
        people=people,
        cloud=cloud,
    )
    service = AnswerService(on, monotonic)
    caches.answers.refresher.refresh = service.refresh
    return service


def _room(settings: ModelSettings) -> int:
    """Tokens that one answer may take when all answers at once are being written."""
    return max(ROOM_LEAST, settings.context // settings.sequences)
