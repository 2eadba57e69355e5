"""Owns the questions being answered: starting, following, resuming, cancelling, forgetting."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Iterable
from contextlib import aclosing

import structlog

from appliance.chat.ladder.service import AnswerService
from appliance.chat.ladder.transcript import Transcript
from appliance.chat.ladder.walk import Question, Walk
from appliance.chat.ports import Priority
from appliance.chat.questions.afterwards import Afterwards
from appliance.chat.questions.conversations import BEGINNING, VISITOR, Conversations
from appliance.chat.questions.retelling import retold
from appliance.contract.chat import Accepted, ChatEvent, ChatRequest, Delta, Done, Failed, Outcome, QuestionState
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.core.clock import Monotonic
from appliance.core.ids import new_id

log = structlog.get_logger()

# A page that reloads is back within this; after it nobody reads and the question is cancelled.
NOBODY_READS_S = 10.0
# Ended questions can be resumed from memory for this long; later their kept answers are told again.
REMEMBER_S = 300.0
REMEMBER_MOST = 500
ANSWER_S = 120.0


class RunningQuestion:
    """One question with its task and its readers."""

    def __init__(self, said: Transcript, began: float) -> None:
        self.said = said
        self._began = began
        self.task: asyncio.Task[None] | None = None
        self.readers = 0
        self.was_read = False
        self.seen = 0.0
        self.grew = asyncio.Condition()

    def stop(self) -> None:
        """Stop answering. One that has ended is being kept, and that is not to be interrupted."""
        if self.task and not self.said.ended:
            self.task.cancel()

    async def add(self, event: ChatEvent) -> None:
        async with self.grew:
            self.said.events.append(event)
            self.grew.notify_all()

    def delivered(self, event: ChatEvent, now: float) -> None:
        """Whoever asked has been sent this."""
        if isinstance(event, Delta) and self.said.delivery_ms is None and self.said.first_words_ms is not None:
            self.said.delivery_ms = round((now - self._began) * 1000 - self.said.first_words_ms, 1)

    async def beyond(self, number: int) -> list[ChatEvent]:
        """The events after this number; waits until there is one. Empty when the question has ended."""
        async with self.grew:
            await self.grew.wait_for(lambda: len(self.said.events) > number or self.said.ended)
        return self.said.events[number:]


class Desk:
    """Answers many questions at once, each in a task of its own that outlives its readers for a moment."""

    def __init__(
        self,
        service: AnswerService,
        conversations: Conversations,
        afterwards: Afterwards,
        at_once: int,
        clock: Monotonic,
        nobody_reads_s: float = NOBODY_READS_S,
    ) -> None:
        self._service = service
        self._conversations = conversations
        self._afterwards = afterwards
        self._at_once = at_once
        self._clock = clock
        self._nobody_reads_s = nobody_reads_s
        self._accepting = 0
        self._turned_away = 0
        self._questions: dict[str, RunningQuestion] = {}

    async def ask(self, request: ChatRequest, asked_by: Priority) -> str:
        """Accept a question and start answering; its id. Raises Unavailable when too many are waiting."""
        under_way = sum(not running.said.ended for running in self._questions.values())
        if self._accepting + under_way >= self._at_once:
            self._turned_away += asked_by == VISITOR
            raise Unavailable(ErrorCode.BUSY, "Many people are asking at the moment. Please try again.", 5)
        self._accepting += 1  # counted from here: many may arrive while the first is being written to disk
        try:
            return await self._accept(request, asked_by)
        finally:
            self._accepting -= 1

    async def _accept(self, request: ChatRequest, asked_by: Priority) -> str:
        began = self._clock()
        # Nobody chooses the name of a conversation: whoever knows it may read what a person says in it.
        named = request.conversation_id
        before = await self._conversations.before(named) if named else BEGINNING
        conversation_id = named if named and before.known else new_id("c")
        said = Transcript(new_id("q"), conversation_id, request.question)
        await self._conversations.begin(said, asked_by, request.page)
        running = RunningQuestion(said, began)
        await running.add(Accepted(question_id=said.question_id, conversation_id=conversation_id))
        self._questions[said.question_id] = running
        question = Question(
            said.question_id, conversation_id, request.question, before.questions, asked_by, before.failed,
            before.answers,
        )  # fmt: skip
        running.task = asyncio.create_task(self._answer(running, question, began))
        await asyncio.sleep(0)  # begun: a task that is cancelled before its first step can say nothing any more
        self._watch_readers(running)
        return said.question_id

    async def events(self, question_id: str, after: int) -> AsyncGenerator[tuple[int, ChatEvent], None]:
        """Numbered events after number `after`, past ones first, until `done`. Raises Refused when unknown.

        Of a question that is in memory no more the whole answer is told again, numbered on from `after`.
        """
        running = self._questions.get(question_id)
        if running is None:
            for numbered in enumerate(retold(await self._conversations.state(question_id)), after + 1):
                yield numbered
            return
        running.readers += 1
        asked, running.was_read = not running.was_read, True
        try:
            at = after
            while new := await running.beyond(at):
                for event in new:
                    at += 1
                    yield at, event
                    if asked:  # the first to read is whoever asked; they go on when it has been sent
                        running.delivered(event, self._clock())
        finally:
            running.readers -= 1
            self._watch_readers(running)

    async def state(self, question_id: str) -> QuestionState:
        if running := self._questions.get(question_id):
            running.seen = self._clock()
            return running.said.state()
        return await self._conversations.state(question_id)

    def cancel(self, question_id: str) -> None:
        """Stop answering; what was said stays. Raises Refused when there is no such running question."""
        self.require(question_id).stop()

    def require(self, question_id: str) -> RunningQuestion:
        """A question that is in memory. Raises Refused when it is not."""
        if running := self._questions.get(question_id):
            return running
        raise Refused(ErrorCode.NOT_FOUND, "There is no such question, or it ended a while ago.")

    async def close(self) -> None:
        """Cancel everything and wait until each answer so far is kept."""
        for running in self._questions.values():
            running.stop()
        tasks = [running.task for running in self._questions.values() if running.task]
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, running: RunningQuestion, question: Question, began: float) -> None:
        said, walk = running.said, None
        try:
            walk = await self._service.begin(question)
            async with asyncio.timeout(ANSWER_S), aclosing(self._service.answer(walk)) as events:
                async for event in events:
                    if isinstance(event, Delta) and said.first_words_ms is None:
                        said.first_words_ms = round((self._clock() - began) * 1000, 1)
                    if isinstance(event, Done):
                        break
                    await running.add(event)
                else:
                    event = Done(outcome=Outcome.PARTIAL, rung=None)
        except asyncio.CancelledError:
            event = _cut_short(walk, Outcome.CANCELLED)
        except Exception:  # a job's outer shell: whatever broke, the visitor gets a next step
            log.exception("answer_failed", question_id=said.question_id)
            detail = "Something went wrong on our side. Please ask again or contact the shop directly."
            event = _cut_short(walk, Outcome.PARTIAL)
            if event.outcome is Outcome.PARTIAL:
                await running.add(Failed(code=ErrorCode.INTERNAL, detail=detail, partial=bool(said.text)))
        await running.add(event)
        steps = self._afterwards.steps(question, walk, said, event, self._count_turned_away(walk))
        await self._finish(steps, said.question_id)
        self._forget_later(said.question_id)

    def _count_turned_away(self, walk: Walk | None) -> int:
        """How many visitors were since this was last told: with a visitor's answer, as only those are counted."""
        if walk is None or walk.question.priority != VISITOR:
            return 0
        counted, self._turned_away = self._turned_away, 0
        return counted

    async def _finish(self, steps: Iterable[Awaitable[None]], question_id: str) -> None:
        for step in steps:
            try:
                await step
            except Exception:  # a job's outer shell: who waits for an e-mail gets it though nothing could be kept
                log.exception("afterwards_failed", question_id=question_id)

    def _forget_later(self, question_id: str) -> None:
        asyncio.get_running_loop().call_later(REMEMBER_S, self._questions.pop, question_id, None)
        ended = [key for key, one in self._questions.items() if one.said.ended]
        for key in ended[: max(0, len(ended) - REMEMBER_MOST)]:
            del self._questions[key]

    def _watch_readers(self, running: RunningQuestion) -> None:
        """When nobody has read or polled for a while, stop: the visitor has left."""
        running.seen = self._clock()

        def look() -> None:
            if running.readers or running.said.ended or self._afterwards.later.wanted_later(running.said.question_id):
                return
            if self._clock() - running.seen >= self._nobody_reads_s:
                running.stop()
            else:
                asyncio.get_running_loop().call_later(self._nobody_reads_s / 2, look)

        if not running.readers and not running.said.ended:
            asyncio.get_running_loop().call_later(self._nobody_reads_s, look)


def _cut_short(walk: Walk | None, outcome: Outcome) -> Done:
    return walk.cut_short(outcome) if walk else Done(outcome=outcome, rung=None)
