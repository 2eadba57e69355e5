"""Owns asking the cloud model with personal details hidden as far as found: here, by a job, put back here. Of the api.

This process never speaks outwards. It leaves a job, and the scheduler's worker sends what stands in it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from appliance.contract.asking import CloudQuestion, Said
from appliance.contract.cloud import closed
from appliance.contract.jobs import JobKind
from appliance.contract.settings import Settings
from appliance.contract.triage import Topic
from appliance.core.clock import Monotonic, Now, iso
from appliance.core.ids import new_id
from appliance.core.jobs import JobQueue
from appliance.core.language import sentences
from appliance.inference import Message
from appliance.privacy.redaction.redact import NOTHING_HIDDEN, Tokens, redact, restore, strange_marks

LOOK_EVERY_S = 0.05
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

    def may_ask(self, topic: Topic | None) -> bool:
        """Switched on, and for such questions; one of which nobody knows what it is about is a question."""
        settings = self._settings()
        return closed(settings) is None and (topic or Topic.QUESTION).value in settings.cloud.topics

    async def ask(self, messages: Sequence[Message], max_tokens: int, deadline_s: float) -> str | None:
        """The answer with its details put back; None when it is off, too dear, refused or too slow."""
        settings = self._settings()
        if closed(settings):
            return None
        said, tokens = await asyncio.to_thread(hidden, messages)
        wait_s = min(deadline_s, settings.cloud.wait_s)
        until = iso(self._now() + timedelta(seconds=wait_s))
        question = CloudQuestion(job_id=new_id("job"), messages=said, max_tokens=max_tokens, until=until)
        await self._jobs.add(JobKind.ASK_CLOUD_MODEL, SUBJECT, question.payload(), question.job_id)
        answer = await self._wait(question.job_id, wait_s)
        return shown(answer, tokens) if answer else None

    async def _wait(self, job_id: str, wait_s: float) -> str | None:
        """What the job leaves; one that is not waited for any more is cancelled."""
        ends = self._clock() + wait_s
        try:
            while (taken := await self._jobs.take(job_id)) is None:
                if self._clock() >= ends:
                    return None
                await self._sleep(LOOK_EVERY_S)
            return taken.result
        finally:
            await self._jobs.cancel(job_id)
            await self._jobs.take(job_id)  # it may have ended meanwhile: nothing of it is to stay


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
