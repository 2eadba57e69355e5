"""Owns what chat needs from outside its room."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Literal, Protocol

from appliance.contract.cache import Versions
from appliance.contract.chat import QuestionState
from appliance.contract.facts import PolicyKey
from appliance.contract.handoff import HandOff, HandOffMessage, HandOffReason, HandOffState
from appliance.contract.insights import AnswerTrace
from appliance.contract.occasions import Occasions
from appliance.contract.retrieval import ApprovedMatch, Asked, FactAnswer, Found, ProductsAnswer, Shop
from appliance.contract.settings import AnswerSettings
from appliance.contract.teaching import MissedQuestion
from appliance.contract.triage import Topic
from appliance.inference import CutOff, Message, Place, TextTokens, Usage

Priority = Literal["visitor", "owner", "background"]


class Knowledge(Protocol):
    """The shop's facts, what its owner taught, what it sells, its documents."""

    async def shop(self) -> Shop: ...

    async def fact(self, asked: Asked) -> FactAnswer | None: ...

    async def policy(self, key: PolicyKey, language: str) -> FactAnswer | None: ...

    async def approved(self, asked: Asked) -> ApprovedMatch | None: ...

    async def products(self, asked: Asked) -> ProductsAnswer | None: ...

    async def search(self, asked: Asked, limit: int) -> Found: ...

    async def contradicts(self, sentence: str, language: str) -> str | None: ...


class Changes(Protocol):
    """Which version of the shop's knowledge is in force, and what has changed since another one."""

    async def versions(self) -> Versions: ...

    async def changed(self, since: Versions) -> Mapping[str, int]: ...


class Gaps(Protocol):
    """Where questions without a good answer are gathered for the owner."""

    async def note(self, missed: MissedQuestion) -> None: ...

    async def withdraw(self, question_id: str) -> None: ...


class Vectors(Protocol):
    """Questions as vectors of length 1. Both raise Unavailable."""

    async def query(self, text: str) -> tuple[float, ...]: ...

    async def model_id(self) -> str: ...


class HandOffs(Protocol):
    """People who take over a conversation. What the visitor is to read of it is in `HandOff.told`."""

    async def call(
        self,
        conversation_id: str,
        question_id: str | None,
        question: str,
        reason: Literal[HandOffReason.VISITOR, HandOffReason.TRIAGE, HandOffReason.TWO_FAILED],
    ) -> HandOff:
        """Raises Unavailable when more ask for the team than it could look after."""
        ...

    async def visitor_said(self, conversation_id: str, text: str) -> HandOffMessage | None:
        """None when no person talks: the assistant answers."""
        ...

    async def state_of(self, conversation_id: str) -> HandOffState | None: ...


class Later(Protocol):
    """Answers that are wanted by e-mail."""

    def wanted_later(self, question_id: str) -> bool:
        """Then it is not cancelled when nobody reads."""
        ...

    async def ended(self, state: QuestionState) -> None:
        """To be told of every question that has ended."""
        ...


class AnswerLog(Protocol):
    """Where it is remembered how each answer came about."""

    async def record(self, trace: AnswerTrace) -> None: ...


class Announcements(Protocol):
    """What the owner announced, and how questions are answered just now."""

    def announced(self) -> Occasions: ...

    def settings(self) -> AnswerSettings: ...


class LargeModel(Protocol):
    """Streams text; raises ShopbellError when it cannot. Closing the generator cancels."""

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        first_words_s: float,
        priority: Priority = "visitor",
        name: str = "",
        visitor: str = "",
    ) -> AsyncGenerator[str | CutOff | Usage, None]: ...

    async def place(self, name: str) -> Place | None: ...


class Model(LargeModel, Protocol):
    """The box's own; its tokens are counted before a prompt is made of them."""

    async def count_tokens(self, texts: Sequence[str]) -> TextTokens: ...


class Cloud(Protocol):
    """A model outside, within a budget, details hidden as far as found. Off unless the owner switched it on."""

    def may_ask(self, topic: Topic | None) -> bool: ...

    async def ask(self, messages: Sequence[Message], max_tokens: int, deadline_s: float) -> str | None:
        """The answer; None when it is off, too dear, refused, broken or not there after so many seconds."""
