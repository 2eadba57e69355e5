"""Owns asking the cloud model with personal details hidden as far as found: here, by a job, put back here. Of the api.

This process never speaks outwards. It leaves a job, and the scheduler's worker sends what stands in it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta

from appliance.contract.asking import CloudQuestion, Said
from appliance.contract.cloud import closed
from appliance.contract.jobs import JobKind
from appliance.contract.problems import Refused, Unavailable
from appliance.contract.settings import Settings
from appliance.contract.triage import Topic
from appliance.core.clock import Monotonic, Now, iso
from appliance.core.ids import new_id
from appliance.core.jobs import JobQueue, Taken
from appliance.core.language import sentences
from appliance.inference import Message
from appliance.inference.breaker import Breaker
from appliance.privacy.redaction.redact import NOTHING_HIDDEN, Tokens, redact, restore, strange_marks

LOOK_EVERY_S = 0.05
# Free workers look five times a second: one that has not come within this is dead, stuck or busy with other questions.
CLAIM_S = 1.0
# Then nobody waits for a worker, until after so long one question tries again.
REST_S = 5.0
UNCLAIMED = "No worker of this box took the question in time."
# In the words of the owner's list of jobs, where no word of a visitor stands.
SUBJECT = "a question, personal details hidden"
MARKS = "Words in square brackets such as [EMAIL_1] stand for details left out on purpose. Repeat them as they are."

Sleep = Callable[[float], Awaitable[None]]


class CloudQuestions:
    """What chat asks when the box itself has no answer."""

    def __init__(
        self, jobs: JobQueue, settings: Callable[[], Settings], now: Now, clock: Monotonic, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._jobs, self._settings = jobs, settings
        self._now, self._clock, self._sleep = now, clock, sleep
        self._workers = Breaker(clock, REST_S, failures=1)

    def may_ask(self, topic: Topic | None) -> bool:
        """Switched on, and for such questions; one of which nobody knows what it is about is a question."""
        settings = self._settings()
        return closed(settings) is None and (topic or Topic.QUESTION).value in settings.cloud.topics

    async def ask(self, messages: Sequence[Message], max_tokens: int, deadline_s: float) -> str | None:
        """The answer with its details put back; None when it is off, too dear, refused, too slow or nobody's work."""
        settings = self._settings()
        if closed(settings) or not self._workers.allows():
            return None
        said, tokens = await asyncio.to_thread(hidden, messages)
        wait_s = min(deadline_s, settings.cloud.wait_s)
        until = iso(self._now() + timedelta(seconds=wait_s))
        question = CloudQuestion(job_id=new_id("job"), messages=said, max_tokens=max_tokens, until=until)
        try:
            answer = await self._asked(question, wait_s)
        except Unavailable:  # another process holds the table of jobs
            self._workers.failed()
            return None
        return shown(answer, tokens) if answer else None

    async def _asked(self, question: CloudQuestion, wait_s: float) -> str | None:
        """What a job leaves; one that is not waited for any more is withdrawn or cancelled."""
        job_id = question.job_id
        try:
            await self._jobs.add(JobKind.ASK_CLOUD_MODEL, SUBJECT, question.payload(), job_id)
            taken = await self._taken(job_id, CLAIM_S)
            if taken is None and await self._jobs.withdraw(job_id, UNCLAIMED):
                self._workers.failed()
                return None
            self._workers.succeeded()
            taken = taken or await self._taken(job_id, wait_s - CLAIM_S)
            return taken.result if taken else None
        finally:
            with suppress(Refused):  # whoever leaves at once may leave before it is a job
                await self._jobs.cancel(job_id)
                await self._jobs.take(job_id)  # it may have ended meanwhile: nothing of it is to stay

    async def _taken(self, job_id: str, within_s: float) -> Taken | None:
        ends = self._clock() + within_s
        while (taken := await self._jobs.take(job_id)) is None and self._clock() < ends:
            await self._sleep(LOOK_EVERY_S)
        return taken


def hidden(messages: Sequence[Message]) -> tuple[tuple[Said, ...], Tokens]:
    """The messages with every detail behind a mark, the same in all of them; who reads it is told of the marks."""
    tokens, said = NOTHING_HIDDEN, list[Said]()
    for message in messages:
        redacted = redact(message.content, tokens)
        tokens = redacted.tokens
        said.append(Said(role=message.role, content=redacted.text))
    if tokens.hidden and said[0].role == "system":
        said[0] = Said(role="system", content=f"{said[0].content}\n{MARKS}")
    return tuple(said), tokens


def shown(answer: str, tokens: Tokens) -> str:
    """The answer with its details, a sentence a line; one with a mark that we never gave is left out."""
    kept = [sentence for sentence in sentences(answer) if not strange_marks(sentence, tokens)]
    return restore("\n".join(kept), tokens)
