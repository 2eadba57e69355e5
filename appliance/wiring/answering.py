"""Owns putting the answer ladder together: guard and triage with their trained heads, caches, people."""

from __future__ import annotations

from contextlib import suppress
from secrets import token_hex

from appliance.chat.cache.caches import Caches
from appliance.chat.grounding.filter import Filter
from appliance.chat.guard.guard import Guard
from appliance.chat.heads import load
from appliance.chat.ladder.memory import CachedMemory
from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.service import AnswerService
from appliance.chat.ladder.standing import Standing
from appliance.chat.ports import Announcements, Cloud, HandOffs, Knowledge, LargeModel, Model, Vectors
from appliance.chat.triage import Triage
from appliance.chat.writing import prompt
from appliance.contract.problems import Refused
from appliance.contract.settings import ModelSettings, Settings
from appliance.core.clock import monotonic
from appliance.secret_store import SealedFile

# Less than this holds no answer: then fewer are written at once.
ROOM_LEAST = 1_024
CANARY = "canary"


def answering(
    knowledge: Knowledge,
    model: Model,
    large: LargeModel | None,
    vectors: Vectors,
    calendar: Announcements,
    caches: Caches,
    people: HandOffs,
    cloud: Cloud,
    settings: Settings,
    secrets: SealedFile,
) -> AnswerService:
    """Stale answers are made anew through the ladder that it returns."""
    on = Standing(
        knowledge=knowledge,
        scribe=_scribe(knowledge, model, large, settings, _canary(secrets)),
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


def _scribe(knowledge: Knowledge, model: Model, large: LargeModel | None, settings: Settings, canary: str) -> Scribe:
    last_look = Filter(settings.safety, (), prompt.TEMPLATE, canary)
    larger_than_the_starter = bool(settings.model.file or large)
    return Scribe(knowledge, model, last_look, _room(settings.model), canary, large, larger_than_the_starter)


def _canary(secrets: SealedFile) -> str:
    """The same for ever: what the model has computed for a prompt is kept, and would not fit another one.

    Where it cannot be read or kept, one of this run: the front desk answers all the same.
    """
    with suppress(Refused):
        if known := secrets.get(CANARY):
            return known
    new = token_hex(5)
    with suppress(Refused, OSError):
        secrets.put(CANARY, new)
    return new
