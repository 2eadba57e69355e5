"""Owns the guard: one judgement on each message, before anything costs."""

from __future__ import annotations

from appliance.chat.guard.encodings import plain
from appliance.chat.guard.flooding import TOO_FAST, Flooding
from appliance.chat.guard.nonsense import is_nonsense
from appliance.chat.guard.signs import signs, weigh
from appliance.chat.heads import LinearHead, opinion
from appliance.chat.ports import Vectors
from appliance.chat.words import say
from appliance.contract.triage import Judgement, Verdict
from appliance.core.clock import Monotonic

ATTACK = "attack"
NONSENSE = "nonsense"
# Reasons with words of their own; all others are met with "guarded".
WORDS = {TOO_FAST: "too_fast", NONSENSE: "empty"}


class Guard:
    """Judges by rules, and by the head when the embedder answers in time."""

    def __init__(self, vectors: Vectors, head: LinearHead | None, clock: Monotonic) -> None:
        self._vectors = vectors
        self._head = head
        self._clock = clock
        self._flooding = Flooding()

    async def judge(self, text: str, language: str, conversation_id: str) -> Judgement:
        """The verdict on a message of a visitor who writes `language`, and the text as a person reads it."""
        now, read = self._clock(), plain(text)
        flood = self._flooding.note(conversation_id, read.text, now)
        if flood == TOO_FAST:
            return Judgement(Verdict.REFUSE, read.text, (TOO_FAST,))
        if is_nonsense(read.text):
            return Judgement(Verdict.REFUSE, read.text, (NONSENSE,))
        seen = signs(read, language)
        attack = None if seen.sure else await self._attack(read.text)
        verdict, suspected = weigh(seen, attack), self._flooding.suspected(conversation_id, now)
        if verdict is Verdict.REFUSE:
            self._flooding.suspect(conversation_id, now)
        reasons = (*filter(None, [flood, seen.kind]), *seen.disguises)
        if verdict is Verdict.PASS and (flood or suspected):
            more = ("attacked_before",) if suspected else ()
            return Judgement(Verdict.CAREFUL, read.text, (*reasons, *more))
        return Judgement(verdict, read.text, reasons or (() if verdict is Verdict.PASS else ("head",)))

    async def _attack(self, text: str) -> float | None:
        scores = await opinion(self._head, self._vectors, text)
        return None if scores is None else scores[ATTACK]


def told(judgement: Judgement, shop: str, language: str) -> str:
    """What a visitor whose message was refused reads: never silence, never the reason in full."""
    key = next((WORDS[reason] for reason in judgement.reasons if reason in WORDS), "guarded")
    return say(key, language, shop=shop)
