"""Owns what is remembered of every answer, without a word of what was said: the base of all insight."""

from __future__ import annotations

from pydantic import Field

from appliance.contract.chat import Outcome, Rung, Span
from appliance.contract.model import Value
from appliance.contract.triage import Topic, Verdict


class AnswerTrace(Value):
    """How one question was answered. Times are milliseconds from `accepted`; `at` is UTC, ISO 8601."""

    question_id: str
    conversation_id: str
    at: str
    asked_by: str
    language: str
    verdict: Verdict | None = None
    reasons: tuple[str, ...] = Field(default=(), description="What made the guard careful, as names of its rules.")
    topic: Topic | None = None
    topic_sure: bool = False
    trust: str | None = Field(default=None, description="How far what was found could be an answer.")
    cache_layers: tuple[str, ...] = Field(default=(), description="The caches that helped, by name.")
    rung: Rung | None = None
    first_rung: Rung | None = Field(default=None, description="Whose words came first, before a better answer.")
    outcome: Outcome
    first_words_ms: float | None = None
    total_ms: float | None = Field(description="None when nobody saw its end: the process that answered is gone.")
    waited_behind: int = Field(default=0, description="The longest line for the model that it stood in.")
    eta_s: float | None = Field(default=None, description="The first guess of when its turn would come.")
    turn_after_s: float | None = Field(default=None, description="When its turn came, from the first guess on.")
    prompt_tokens: int | None = None
    answer_tokens: int | None = None
    sentences_dropped: int = Field(default=0, description="Written sentences that failed grounding.")
    turned_away: int = Field(default=0, description="Times others were asked to come again until it had ended.")
    spans: tuple[Span, ...] = ()


class Times(Value):
    """How long something took: the median, and what 95 and 99 of 100 stayed within. Milliseconds."""

    p50_ms: float
    p95_ms: float
    p99_ms: float


class RungFigures(Value):
    """One rung of the ladder: how often it answered, and how fast; None where nothing was measured."""

    rung: str
    answers: int
    first_words: Times | None
    total: Times | None


class AnswerFigures(Value):
    """GET /v1/insights/answers: sums over visitors' questions since a moment (UTC, ISO 8601)."""

    since: str
    answers: int
    outcomes: dict[str, int]
    rungs: tuple[RungFigures, ...]
    steps: dict[str, Times] = Field(description="Each step of an answer, by name.")
    turned_away: int = Field(description="How often somebody was asked to come again: too many were asking.")
    cached: int = Field(description="Answers that a cache helped with.")
    sentences_dropped: int = Field(description="Written sentences that failed the check and were not shown.")
