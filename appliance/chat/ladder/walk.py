"""Owns one question on its way down the ladder."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable
from dataclasses import dataclass, field, replace

from appliance.chat.cache.keeping.key import CacheKey
from appliance.chat.ladder.stopwatch import Stopwatch
from appliance.chat.ports import Priority
from appliance.chat.triage.plan import Plan
from appliance.contract.chat import ChatEvent, Done, Outcome, Rung, Sources
from appliance.contract.retrieval import Asked, Found, FoundPassage, Shop, Trust
from appliance.contract.settings import AnswerSettings
from appliance.contract.triage import Judgement, Sorted, Topic
from appliance.inference import Place, Usage

Events = AsyncGenerator[ChatEvent, None]
NOTHING_FOUND = Found((), Trust.NONE)
# Until triage has spoken.
EVERYBODY = Plan(frozenset(Rung), "large", "visitor")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the visitor's earlier ones of the same conversation, oldest first, and what each was answered.

    `failed_before` counts those just before it that nobody could answer.
    """

    id: str
    conversation_id: str
    text: str
    history: tuple[str, ...]
    priority: Priority
    failed_before: int = 0
    answers: tuple[str, ...] = ()


@dataclass(slots=True)
class Line:
    """How one question waited for the model: the longest line, the first guess, and how long it took from there."""

    longest: int = 0
    eta_s: float | None = None
    took_s: float | None = None
    _since: float = 0.0

    def stands(self, place: Place, now: float) -> None:
        self.longest = max(self.longest, place.position)
        if self.eta_s is None:
            self.eta_s, self._since = place.eta_s, now

    def turn(self, now: float) -> None:
        """Its turn has come."""
        if self.eta_s is not None and self.took_s is None:
            self.took_s = round(now - self._since, 3)


@dataclass(slots=True)
class Walk:
    """One question with what was found for it so far. Rungs read it; each field has one rung that writes it.
    (Triage makes the plan; an incident may narrow it.)

    `anew`: no answer that was told before is wanted. `told` are the passages that the answer stands on.
    `quoted`: the documents' words have been told whole; whatever happens now, the question is answered.
    `first_rung`: whose words came first, where those of another may take their place.
    """

    question: Question
    shop: Shop
    asked: Asked
    watch: Stopwatch
    settings: AnswerSettings
    found: Found = NOTHING_FOUND
    judgement: Judgement | None = None
    sorted: Sorted | None = None
    plan: Plan = EVERYBODY
    anew: bool = False
    key: CacheKey | None = None
    told: tuple[FoundPassage, ...] = ()
    quoted: bool = False
    first_rung: Rung | None = None
    cache_layers: tuple[str, ...] = ()
    line: Line = field(default_factory=Line)
    usage: Usage | None = None
    dropped: int = 0

    @property
    def understood(self) -> Asked:
        """The question with what was said before it, unless that had no say in what was found."""
        return replace(self.asked, history=()) if self.found.alone else self.asked

    @property
    def sure_topic(self) -> Topic | None:
        return self.sorted.topic if self.sorted and self.sorted.sure else None

    @property
    def asked_again(self) -> bool:
        return bool(self.judgement and self.judgement.asked_again)

    def speaks(self, rung: Rung) -> None:
        self.first_rung = self.first_rung or rung

    def cut_short(self, outcome: Outcome) -> Done:
        """How it ends when nothing more comes."""
        return self.done(Outcome.ANSWERED, Rung.EXTRACT) if self.quoted else self.done(outcome, None)

    def done(self, outcome: Outcome, rung: Rung | None) -> Done:
        return Done(outcome=outcome, rung=rung, spans=self.watch.spans)


Step = Callable[[Walk], Events]


def sources(passages: Iterable[FoundPassage]) -> Sources:
    """Each place once, in the order of first use."""
    return Sources(sources=tuple(dict.fromkeys(passage.source() for passage in passages)))
