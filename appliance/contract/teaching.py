"""Owns what visitors asked in vain and what the owner taught: ratings, gaps, approved answers, golden questions."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from appliance.contract.model import Value

QUESTIONS_MAX = 20
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
AnswerText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]


class RatingRequest(Value):
    """POST /v1/chat/{id}/rating: did this answer help? Sent again it replaces the rating before."""

    helpful: bool
    comment: str | None = Field(default=None, max_length=500)


class Rating(Value):
    """What a visitor thought of one answer. `rated_at` is UTC, ISO 8601."""

    question_id: str
    helpful: bool
    comment: str | None
    rated_at: str


class GapReason(StrEnum):
    """Why a question counts as a gap."""

    NOT_KNOWN = "not_known"
    BADLY_RATED = "badly_rated"


class MissedQuestion(Value):
    """One question of a visitor that got no good answer; `history` holds their earlier ones, oldest first."""

    question_id: str
    conversation_id: str
    question: str
    history: tuple[str, ...] = ()
    reason: GapReason


class Gap(Value):
    """Questions that ask the same and have no good answer. Times are UTC, ISO 8601.

    `questions` are the distinct ones, newest first, as far as they are taught together; e-mail addresses and phone
    numbers in them are masked. `conversations` counts who asked: everybody once.
    """

    id: str
    question: str = Field(description="The newest of them.")
    questions: tuple[str, ...]
    conversations: int
    languages: tuple[Language, ...]
    reasons: tuple[GapReason, ...]
    first_seen: str
    last_seen: str
    dismissed: bool


class AnswerRequest(Value):
    """POST and PUT /v1/knowledge/answers: one answer for one or more ways of asking.

    Without `questions` those of the gap are taught. Without `languages` the answer is for those of its questions.
    """

    questions: tuple[Question, ...] = Field(default=(), max_length=QUESTIONS_MAX)
    text: AnswerText = Field(description="The answer, told as it is.")
    texts: dict[Language, AnswerText] = Field(default_factory=dict, max_length=20, description="By language.")
    languages: tuple[Language, ...] = Field(default=(), max_length=20)
    expires_on: date | None = Field(default=None, description="The last day on which it is told.")
    gap_id: str | None = Field(default=None, max_length=64, description="The gap that this answer closes.")


class TaughtQuestion(Value):
    """One way of asking; `by_meaning` is False until the embedder has seen it: then only the same words find it."""

    question: str
    language: Language
    by_meaning: bool


class AnswerState(StrEnum):
    """Only an approved answer in force is told."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REMOVED = "removed"


class ApprovedAnswer(Value):
    """What the owner taught. `version` counts its changes from 1; `changed_at` is UTC, ISO 8601."""

    id: str
    state: AnswerState
    questions: tuple[TaughtQuestion, ...]
    text: str
    texts: dict[Language, str]
    languages: tuple[Language, ...]
    expires_on: date | None
    gap_id: str | None
    version: int
    changed_by: str
    changed_at: str


class AnswerChange(StrEnum):
    """What was done to an approved answer."""

    TAUGHT = "taught"
    CHANGED = "changed"
    REMOVED = "removed"
    UNDONE = "undone"


class AnswerVersion(Value):
    """One line of an approved answer's history; `taught` is what it was from then on, None when it was no more."""

    version: int
    change: AnswerChange
    changed_by: str
    changed_at: str
    taught: AnswerRequest | None


class GoldenState(StrEnum):
    """How a golden question is answered now."""

    KEPT = "kept"
    FACT_FIRST = "fact_first"
    EXPIRED = "expired"
    LOST = "lost"


class GoldenQuestion(Value):
    """A question that must go on being answered as the owner taught it. `added_at` is UTC, ISO 8601."""

    question: str
    language: Language
    answer_id: str
    expected: str
    added_at: str
    state: GoldenState
    told: str | None = Field(description="What is told instead when it is lost or a shop fact comes first.")
