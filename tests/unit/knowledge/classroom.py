"""Owns a room where an owner teaches: real SQLite, a clock to set, an embedder that knows which words mean the same."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from appliance.contract.facts import ShopFacts
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.contract.retrieval import Asked
from appliance.contract.teaching import AnswerRequest, ApprovedAnswer, Gap, GapReason, MissedQuestion
from appliance.core.database import Database, migrate
from appliance.core.language import language_of
from appliance.core.questions.fingerprint import fingerprint
from appliance.knowledge.facts.store import FactStore
from appliance.knowledge.index.centre import Centre
from appliance.knowledge.ports import Vector
from appliance.wiring.teaching import Teaching, teaching

LANGUAGES = ("en", "de")


class PlayedMeaning:
    """An Embedder: questions of the same kinds of words point the same way. Set `away` and it answers nothing.

    What holds `refused` it does not take; on what holds `broken` it fails each time.
    """

    def __init__(self) -> None:
        self.away = False
        self.refused = self.broken = "never said"
        self.name = "played"
        self.seen: list[str] = []

    async def query(self, text: str) -> Vector:
        self._refuse_when_away()
        self.seen.append(text)
        if self.refused in text:
            raise Refused(ErrorCode.BAD_INPUT, "input: too long.")
        if self.broken in text:
            raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The embedder broke off.")
        vector = np.full(384, 0.001)
        for key in fingerprint(text, language_of(text, LANGUAGES)).keys:
            vector[int(hashlib.sha256(f"{self.name}{key}".encode()).hexdigest(), 16) % 384] += 1
        return tuple(float(value) for value in vector / np.linalg.norm(vector))

    async def passages(self, texts: Sequence[str]) -> list[Vector]:
        return [await self.query(text) for text in texts]

    async def model_id(self) -> str:
        self._refuse_when_away()
        return self.name

    def _refuse_when_away(self) -> None:
        if self.away:
            raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The embedder is away.")


@dataclass
class Clock:
    """Stands still until it is set."""

    moment: datetime = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


@dataclass
class Classroom:
    """Teaching wired as the api wires it."""

    database: Database
    clock: Clock
    embedder: PlayedMeaning
    parts: Teaching
    misses: int = field(default=0)

    @classmethod
    async def at(
        cls, home: Path, embedder: PlayedMeaning | None = None, clock: Clock | None = None, timezone: str = "UTC"
    ) -> Classroom:
        """Open the room that lies there, or a new one."""
        migrate.upgrade(home / "shop.db")
        database, clock, embedder = Database.at(home / "shop.db"), clock or Clock(), embedder or PlayedMeaning()
        facts, centre = FactStore(database, clock), Centre(embedder)
        await facts.write(ShopFacts(name="Maple Street Bikes", languages=LANGUAGES, timezone=timezone))
        await centre.prepare()
        parts = teaching(database, facts, embedder, centre, clock)
        await parts.answers.open()
        return cls(database, clock, embedder, parts)

    async def miss(
        self, question: str, who: str = "c_1", reason: GapReason = GapReason.NOT_KNOWN, history: tuple[str, ...] = ()
    ) -> str:
        """A visitor asks in vain; the question's id. It is in its gap as soon as the embedder is there."""
        self.misses += 1
        missed = MissedQuestion(
            question_id=f"q_{self.misses}", conversation_id=who, question=question, history=history, reason=reason
        )
        await self.parts.gaps.note(missed)
        await self.catch_up()
        return missed.question_id

    async def catch_up(self) -> None:
        while await self.parts.catch_up.once():
            pass

    async def gaps(self, *, dismissed: bool = False) -> list[Gap]:
        return await self.parts.gaps.all(50, dismissed)

    async def teach(self, text: str, *questions: str, **more: object) -> ApprovedAnswer:
        request = AnswerRequest.model_validate({"text": text, "questions": questions, **more})
        return await self.parts.answers.teach(request, by="owner")

    async def ask(self, question: str, language: str = "en", history: tuple[str, ...] = ()) -> str | None:
        """What the second rung says."""
        match = await self.parts.approved.match(Asked(question, language, history))
        return match.text if match else None

    async def close(self) -> None:
        await self.database.close()
