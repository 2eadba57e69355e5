"""Owns the played parts beside knowledge and model: a guard and a triage, a memory, a team, no cloud."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.chat.cache.keeping.entry import CachedAnswer
from appliance.chat.ladder.walk import Walk
from appliance.chat.ports import Knowledge
from appliance.contract.chat import Done, QuestionState, Source
from appliance.contract.handoff import HandOff, HandOffMessage, HandOffReason, HandOffState, Speaker
from appliance.contract.leads import FormKind
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.contract.retrieval import Asked, Found
from appliance.contract.triage import Judgement, Sorted, Topic, Verdict
from appliance.inference import Message

AT = "2026-11-21T10:00:00.000+00:00"


class Opinion:
    """A guard and a triage that always say the same."""

    def __init__(self, verdict: Verdict, topic: Sorted | None = None) -> None:
        self._verdict = verdict
        self._topic = topic or Sorted(Topic.QUESTION, sure=False)

    async def judge(self, text: str, language: str, conversation_id: str) -> Judgement:
        return Judgement(self._verdict, text)

    async def sort(self, asked: Asked) -> Sorted:
        return self._topic


class Forgetful:
    """Remembers nothing, but what it was given to keep."""

    def __init__(self, knowledge: Knowledge, again: CachedAnswer | None = None) -> None:
        self._knowledge = knowledge
        self.again = again
        self.confirmed: CachedAnswer | None = None
        self.kept: list[str] = []

    async def find(self, walk: Walk) -> CachedAnswer | None:
        return self.again

    async def search(self, walk: Walk, limit: int) -> Found:
        return await self._knowledge.search(walk.asked, limit)

    async def confirm(self, walk: Walk) -> CachedAnswer | None:
        return self.confirmed

    async def keep(self, walk: Walk, text: str, sources: tuple[Source, ...], done: Done) -> None:
        self.kept.append(text)


class People:
    """A team that comes when it is called, or not; `talking` while one of them talks, `state` None: too many ask."""

    def __init__(self, state: HandOffState | None = HandOffState.WAITING, talking: bool = False) -> None:
        self._state = state
        self.talking = talking
        self.called: list[HandOffReason] = []
        self.heard: list[str] = []

    async def call(
        self, conversation_id: str, question_id: str | None, question: str, reason: HandOffReason
    ) -> HandOff:
        self.called.append(reason)
        if self._state is None:
            raise Unavailable(ErrorCode.BUSY, "Many people are asking for the team.", 30)
        missed = self._state is HandOffState.MISSED
        return HandOff(
            id="ho_1", conversation_id=conversation_id, question_id=question_id, question=question, reason=reason,
            state=self._state, language="en", person=None, asked_at=AT, due_at=None, ended_at=None,
            told="Nobody can come." if missed else "Somebody is coming.", form=FormKind.CALL_BACK if missed else None,
        )  # fmt: skip

    async def visitor_said(self, conversation_id: str, text: str) -> HandOffMessage | None:
        if not self.talking:
            return None
        self.heard.append(text)
        return HandOffMessage(number=1, said_by=Speaker.VISITOR, name=None, text=text, at=AT)

    async def state_of(self, conversation_id: str) -> HandOffState | None:
        return HandOffState.TALKING if self.talking else None


class NoCloud:
    """Switched off, as on every fresh box."""

    def may_ask(self, topic: Topic | None) -> bool:
        return False

    async def ask(self, messages: Sequence[Message], max_tokens: int, deadline_s: float) -> str | None:
        return None


class Nobody:
    """Nobody wants an answer by e-mail."""

    def wanted_later(self, question_id: str) -> bool:
        return False

    async def ended(self, state: QuestionState) -> None:
        return None
