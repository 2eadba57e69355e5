"""Owns what happens when a question has ended: it is kept, counted, remembered, and told to whoever waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass

from appliance.chat.ladder.service import AnswerService
from appliance.chat.ladder.transcript import Transcript
from appliance.chat.ladder.walk import Question, Walk
from appliance.chat.ports import AnswerLog, Gaps, Later
from appliance.chat.questions.conversations import VISITOR, Conversations
from appliance.chat.questions.trace import trace
from appliance.contract.chat import Done, Outcome
from appliance.contract.problems import Unavailable
from appliance.contract.teaching import GapReason, MissedQuestion
from appliance.core.clock import Now, iso

# The database itself waits for seconds each time.
KEEP_AGAIN = 3


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Nobody waits for any of this but the desk's own closing."""

    conversations: Conversations
    service: AnswerService
    log: AnswerLog
    gaps: Gaps
    later: Later
    now: Now
    again_s: float = 1.0

    def steps(
        self, question: Question, walk: Walk | None, said: Transcript, done: Done, turned_away: int
    ) -> Iterator[Awaitable[None]]:
        """One after the other, each whatever became of those before it; the transcript is kept first.

        `walk` is None when the question broke before it began; `turned_away` others were meanwhile.
        """
        yield self._keep(said)
        yield self.later.ended(said.state())
        if walk:
            yield self.log.record(trace(walk, said, done, iso(self.now()), turned_away))
            yield self.service.remember(walk, said, done)
        if done.outcome is Outcome.NOT_KNOWN and question.priority == VISITOR:
            yield self.gaps.note(_missed(question))

    async def _keep(self, said: Transcript) -> None:
        """What was not kept would be told as broken off: tried again while another process holds the database."""
        for _ in range(KEEP_AGAIN):
            try:
                return await self.conversations.end(said)
            except Unavailable:
                await asyncio.sleep(self.again_s)
        return await self.conversations.end(said)


def _missed(question: Question) -> MissedQuestion:
    return MissedQuestion(
        question_id=question.id, conversation_id=question.conversation_id, question=question.text,
        history=question.history, reason=GapReason.NOT_KNOWN,
    )  # fmt: skip
