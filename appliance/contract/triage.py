"""Owns how a question is judged before it is answered: may it pass, and what is it about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ASKED_AGAIN = "asked_again"


class Verdict(StrEnum):
    """What the guard thinks of a message. Careful: answered from facts and quotations alone."""

    PASS = "pass"
    CAREFUL = "careful"
    REFUSE = "refuse"


class Topic(StrEnum):
    """What a visitor wants. `QUESTION` is everything that the ladder answers from what the shop knows."""

    SMALL_TALK = "small_talk"
    FACT = "fact"
    PRODUCT = "product"
    ORDER_STATUS = "order_status"
    LEAD = "lead"
    BOOKING = "booking"
    COMPLAINT = "complaint"
    HAND_OFF = "hand_off"
    ALLERGY = "allergy"
    OFF_TOPIC = "off_topic"
    ABUSE = "abuse"
    QUESTION = "question"


class OutsideTopic(StrEnum):
    """What a model outside may be asked about; the other topics concern one visitor alone, or the box settles them."""

    QUESTION = Topic.QUESTION.value
    PRODUCT = Topic.PRODUCT.value
    FACT = Topic.FACT.value


@dataclass(frozen=True, slots=True)
class Judgement:
    """The guard's verdict. `text` is the question with its tricks of encoding undone; rungs answer that."""

    verdict: Verdict
    text: str
    reasons: tuple[str, ...] = ()

    @property
    def asked_again(self) -> bool:
        """The same words once too often: what costs nothing may answer once more, else people."""
        return ASKED_AGAIN in self.reasons


@dataclass(frozen=True, slots=True)
class Sorted:
    """What triage thinks a question is about; when it is not `sure`, the whole ladder tries."""

    topic: Topic
    sure: bool
    score: float = 0.0
