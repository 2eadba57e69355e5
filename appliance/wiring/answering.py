"""Owns putting the answer ladder together: guard and triage with their trained heads, caches, people."""

from __future__ import annotations

from appliance.chat.cache.caches import Caches
from appliance.chat.guard.guard import Guard
from appliance.chat.heads import load
from appliance.chat.ladder.memory import CachedMemory
from appliance.chat.ladder.service import AnswerService
from appliance.chat.ladder.standing import Standing
from appliance.chat.ports import Announcements, Cloud, HandOffs, Knowledge, Model, Vectors
from appliance.chat.triage import Triage
from appliance.core.clock import monotonic


def answering(
    knowledge: Knowledge,
    model: Model,
    vectors: Vectors,
    calendar: Announcements,
    caches: Caches,
    people: HandOffs,
    cloud: Cloud,
) -> AnswerService:
    """Stale answers are made anew through the ladder that it returns."""
    on = Standing(
        knowledge=knowledge,
        model=model,
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
