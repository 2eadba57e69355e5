"""Owns what the rungs stand on, handed in together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from appliance.chat.ladder.memory import Memory
from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ports import Announcements, Cloud, HandOffs, Knowledge
from appliance.contract.retrieval import Asked
from appliance.contract.triage import Judgement, Sorted


class Guard(Protocol):
    """Judges a message before anything is spent on it."""

    async def judge(self, text: str, language: str, conversation_id: str) -> Judgement: ...


class Triage(Protocol):
    """Says what a question is about."""

    async def sort(self, asked: Asked) -> Sorted: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """The parts of this room and, behind ports, those of others."""

    knowledge: Knowledge
    scribe: Scribe
    calendar: Announcements
    guard: Guard
    triage: Triage
    memory: Memory
    people: HandOffs
    cloud: Cloud
