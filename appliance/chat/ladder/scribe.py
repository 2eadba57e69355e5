"""Owns having an answer written: a prompt that fits the model, and a check of every sentence before it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from appliance.chat.grounding.evidence import Evidence
from appliance.chat.grounding.filter import Filter
from appliance.chat.guard.encodings import plain
from appliance.chat.guard.signs import signs
from appliance.chat.ladder.meter import Meter
from appliance.chat.ladder.walk import Walk
from appliance.chat.ladder.writer import Writer
from appliance.chat.ports import Knowledge, LargeModel, Model
from appliance.chat.writing import prompt
from appliance.chat.writing.budget import TokenCounts, fit
from appliance.chat.writing.extract import Extract, extract, worth_quoting
from appliance.chat.writing.prompt import Turn
from appliance.chat.writing.quoting.layout import left
from appliance.contract.retrieval import FoundPassage
from appliance.core.language import sentences
from appliance.inference import Message

# However little room a model leaves: one passage of ordinary length.
NOTES_LEAST = 200


class Check:
    """Says of each sentence which passage it stands in, if it may be shown at all."""

    def __init__(self, knowledge: Knowledge, last_look: Filter, passages: Sequence[FoundPassage], walk: Walk) -> None:
        self._knowledge = knowledge
        self._last_look = last_look
        self._evidence = Evidence(passages, walk.understood)
        self._language = walk.asked.language
        self._known = f"{self._evidence.text}\n{' '.join(walk.shop.hosts)}"

    async def passage_for(self, sentence: str) -> FoundPassage | None:
        """None when it claims what stands nowhere, what the typed facts deny, or what this shop never says."""
        passage = self._evidence.passage_for(sentence)
        if passage is None or self._last_look.check(sentence, self._known, self._language):
            return None
        if _meant_for_us(sentence, self._language):
            return None
        return None if await self._knowledge.contradicts(sentence, self._language) else passage

    def only_leads_in(self, sentence: str) -> bool:
        """It says nothing: it need not be shown, and ends no answer."""
        return self._evidence.only_leads_in(sentence)


@dataclass(frozen=True, slots=True)
class Scribe:
    """`room` is how many tokens one answer may take, with all it stands on; `large` writes on hard questions.

    With `reads_turns` earlier answers are told to the model too: the starter model is confused by them.
    """

    knowledge: Knowledge
    model: Model
    last_look: Filter
    room: int
    canary: str = ""
    large: LargeModel | None = None
    reads_turns: bool = False
    counts: TokenCounts = field(default_factory=TokenCounts)

    def check(self, passages: Sequence[FoundPassage], walk: Walk) -> Check:
        return Check(self.knowledge, self.last_look, passages, walk)

    async def quote(self, walk: Walk) -> Extract | None:
        """The documents' own words on this question; None when nothing is left of them.

        Without what this shop never says, what is meant for an assistant, and what the typed facts deny.
        """
        quoted = extract(walk.understood, walk.found.passages, walk.settings.max_words)
        if quoted is None:
            return None
        known = "\n".join((quoted.text, *walk.shop.hosts, *(f"{one.text} {one.url or ''}" for one in quoted.passages)))
        lines = [await self._told_of(line, known, walk.asked.language) for line in quoted.text.splitlines()]
        text = left(lines)
        return Extract(text, quoted.passages) if text else None

    async def _told_of(self, line: str, known: str, language: str) -> str:
        return " ".join([one for one in sentences(line) if await self.may_be_told(one, known, language)])

    async def may_be_told(self, text: str, known: str, language: str) -> bool:
        """May these words of a document be said? `known` holds what links and names may be taken from."""
        if self.last_look.check(text, known, language) or _meant_for_us(text, language):
            return False
        return await self.knowledge.contradicts(text, language) is None

    def never_said(self, *texts: str) -> bool:
        """Does the shop never say this, whoever wrote it?"""
        return any(self.last_look.check(text, text) for text in texts)

    def writer(self, walk: Walk) -> Writer:
        """What the model writes on this question, in the background."""
        model = self.large if self.large and walk.plan.model == "large" else self.model
        pieces = model.stream(
            self._prompt(walk),
            max_tokens=prompt.max_tokens(walk.settings.max_words),
            first_words_s=walk.settings.wait_for_model_s,
            priority=walk.plan.priority,
            name=walk.question.id,
            visitor=walk.question.conversation_id,
        )
        check = self.check(worth_quoting(walk.found.passages), walk)
        return Writer(pieces, check, lambda: model.place(walk.question.id), Meter(walk.watch.clock))

    async def catch_up(self) -> None:
        """Have counted what was only estimated; when nobody waits."""
        await self.counts.catch_up(self.model)

    def _prompt(self, walk: Walk) -> list[Message]:
        best = walk.found.passages[: walk.settings.passages]
        bare = self.counts.of_prompt(self._messages(walk, ()))
        room = self.room - bare - prompt.max_tokens(walk.settings.max_words)
        return self._messages(walk, fit(best, max(room, NOTES_LEAST), self.counts))

    def _messages(self, walk: Walk, passages: Sequence[FoundPassage]) -> list[Message]:
        earlier = zip(walk.question.history, walk.question.answers, strict=False) if self.reads_turns else ()
        turns = [Turn(*one) for one in earlier]
        max_words = walk.settings.max_words
        return prompt.messages(walk.shop.name, walk.understood, passages, turns, self.canary, max_words)


def _meant_for_us(text: str, language: str) -> bool:
    """What a document says to an assistant instead of to customers is told to nobody."""
    return signs(plain(text), language).kind is not None
