"""Owns what follows from a topic: which rungs may speak, how large a model, in which order of visitors. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from appliance.chat.ports import Priority
from appliance.contract.chat import Rung
from appliance.contract.triage import Sorted, Topic, Verdict

Size = Literal["small", "large"]

NOBODY: frozenset[Rung] = frozenset()
ALL = frozenset(Rung)
# What the owner has said or typed himself.
OWNERS = frozenset({Rung.INCIDENT, Rung.FACTS, Rung.APPROVED})
PERSON = frozenset({Rung.HAND_OFF, Rung.LEAD_FORM})
QUOTED = OWNERS | {Rung.PRODUCTS, Rung.EXTRACT}

# For a sure topic. Small talk and abuse are answered by the box itself. Of what is off topic only typed facts know
# better: documents always hold something that looks near ("weather": "we ride in rain"). No model is asked about one
# visitor's order, table or trouble: it could only invent.
MAY_SPEAK: dict[Topic, frozenset[Rung]] = {
    Topic.SMALL_TALK: NOBODY,
    Topic.ABUSE: NOBODY,
    Topic.OFF_TOPIC: OWNERS | {Rung.PRODUCTS},
    Topic.FACT: ALL,
    Topic.PRODUCT: ALL,
    Topic.QUESTION: ALL,
    Topic.ORDER_STATUS: OWNERS | PERSON,
    Topic.BOOKING: OWNERS | PERSON,
    Topic.LEAD: OWNERS | PERSON,
    Topic.COMPLAINT: OWNERS | PERSON,
    Topic.HAND_OFF: PERSON | {Rung.INCIDENT},
    # Nor about what could make somebody ill: what is near is not near enough.
    Topic.ALLERGY: OWNERS | PERSON,
}
# Whoever asks in a suspicious way reads what the shop has written, and nothing that a model makes of it.
VERDICT_ALLOWS = {Verdict.PASS: ALL, Verdict.CAREFUL: QUOTED | PERSON, Verdict.REFUSE: NOBODY}
# Whoever asks the same again and again is told what is typed once more; all else he has read often enough.
AGAIN = OWNERS | PERSON | {Rung.PRODUCTS}
SIMPLE = (Topic.FACT, Topic.PRODUCT)
IDLE = (Topic.OFF_TOPIC, Topic.ABUSE)


@dataclass(frozen=True, slots=True)
class Plan:
    """Who may answer. No rungs at all: the box says something itself (replies.py), or the guard does.

    `model` is what the question is worth; where there is no larger model, ours writes.
    """

    rungs: frozenset[Rung]
    model: Size
    priority: Priority


def plan(sorted_as: Sorted, verdict: Verdict, *, priority: Priority = "visitor", again: bool = False) -> Plan:
    """`priority` is the asker's; `again`: in the same words once too often."""
    rungs = MAY_SPEAK[sorted_as.topic] if sorted_as.sure else ALL
    rungs &= VERDICT_ALLOWS[verdict] & (AGAIN if again else ALL)
    simple = sorted_as.sure and sorted_as.topic in SIMPLE
    # Even a mere guess that it is not about the shop lets the others go first.
    waits = priority == "visitor" and sorted_as.topic in IDLE
    return Plan(rungs, "small" if simple else "large", "background" if waits else priority)
