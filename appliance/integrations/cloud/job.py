"""Owns the job that asks the cloud model: allowed, affordable, written down, sent, counted. The scheduler runs it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import httpx2
import structlog

from appliance.contract.asking import CloudQuestion
from appliance.contract.cloud import closed
from appliance.contract.egress import MICROS, EgressOutcome, Leaving
from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.settings import CloudSettings, Settings
from appliance.core.clock import Monotonic, Now, iso_day
from appliance.inference import Message
from appliance.inference.breaker import Breaker
from appliance.integrations.cloud import budget, length
from appliance.integrations.cloud.model import Broken, CloudModel, OtherWay
from appliance.integrations.cloud.money import CONTENT, SECRET, spent
from appliance.integrations.ledgered import size_of
from appliance.integrations.ports import Ledger, Secrets

log = structlog.get_logger()

Progress = Callable[[int, int], Awaitable[None]]
WHY = "A visitor's question that the box could not answer; personal details that were found are hidden."
# A provider that failed three times in a row is left alone for so long.
REST_S = 30.0


@dataclass(frozen=True, slots=True)
class Call:
    """One question, allowed and about to be sent."""

    question: CloudQuestion
    cloud: CloudSettings
    request: httpx2.Request
    thinks: bool

    @property
    def most(self) -> int:
        """The most it can cost, in millionths of the currency."""
        written = length.most_tokens(self.question.max_tokens, self.thinks)
        size = sum(len(said.content.encode()) for said in self.question.messages)
        return budget.worst(self.cloud, size, len(self.question.messages), written)


class AskCloudModel:
    """Every way it can fail is a Refused: nobody waits for a second try of a question."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        secrets: Secrets,
        model: CloudModel,
        ledger: Ledger,
        now: Now,
        clock: Monotonic,
    ) -> None:
        self._settings, self._secrets, self._model = settings, secrets, model
        self._ledger, self._now, self._clock = ledger, now, clock
        self._breaker = Breaker(clock, REST_S)
        self._paying = asyncio.Lock()
        self._warned_on = self._last_failure = ""
        # Where a model thinks first, by address and name: it is asked in that way at once.
        self._thinks_at = ("", "")

    async def run(self, payload: Mapping[str, str], progress: Progress) -> str:
        """The answer's text. Raises Refused; a row of the ledger stands for everything that was sent."""
        question, settings = CloudQuestion.of(payload), self._settings()
        if why := closed(settings):
            raise Refused(ErrorCode.NOT_ALLOWED, why)
        key = await asyncio.to_thread(self._secrets.get, SECRET)
        if key is None:
            raise Refused(ErrorCode.NOT_ALLOWED, "The cloud model's key is missing.")
        try:
            return await self._answer(question, settings.cloud, key, progress)
        except Broken as failure:
            raise Refused(failure.code, failure.detail) from failure

    async def _answer(self, question: CloudQuestion, cloud: CloudSettings, key: str, progress: Progress) -> str:
        """Asked in the usual way; once more, in the way of models that think first, where that one is refused."""
        place = (cloud.base_url, cloud.model)
        if self._thinks_at != place:
            try:
                return await self._ask(self._call(question, cloud, key, thinks=False), progress)
            except OtherWay:
                log.info("cloud_model_thinks_first", model=cloud.model)
        answer = await self._ask(self._call(question, cloud, key, thinks=True), progress)
        self._thinks_at = place
        return answer

    def _call(self, question: CloudQuestion, cloud: CloudSettings, key: str, *, thinks: bool) -> Call:
        messages = [Message(said.role, said.content) for said in question.messages]
        limits = length.limits(question.max_tokens, thinks)
        return Call(question, cloud, self._model.request(cloud, key, messages, limits), thinks)

    async def _ask(self, call: Call, progress: Progress) -> str:
        return await self._send(call, await self._begin(call, progress))

    async def _begin(self, call: Call, progress: Progress) -> int:
        """Set the most it can cost aside and write that it leaves; the number of the row."""
        async with self._paying:  # two questions at once must not spend the same money
            if why := budget.refusal(call.cloud, await spent(self._ledger, self._now), call.most):
                raise Refused(ErrorCode.NOT_ALLOWED, why)
            if self._left_s(call.question) <= 0:
                raise Refused(ErrorCode.CANCELLED, "Nobody waits for this answer any more.")
            await progress(0, 1)  # ends here when the visitor has gone: nothing leaves for nobody
            if not self._breaker.allows():
                left_alone = f"It is left alone for a while after failures. {self._last_failure}"
                raise Refused(ErrorCode.MODEL_UNAVAILABLE, left_alone)
            host, size = call.request.url.host, size_of(call.request)
            return await self._ledger.begin(
                Leaving(
                    host=host, why=WHY, content=CONTENT, job_id=call.question.job_id, bytes_out=size,
                    cost_micros=call.most,
                )
            )  # fmt: skip

    async def _send(self, call: Call, row: int) -> str:
        began = self._clock()
        try:
            reply = await self._model.send(call.request, self._left_s(call.question))
        except Broken as failure:
            self._count(failure, call)
            cost = call.most if failure.charged else 0
            await self._close(call, row, EgressOutcome.FAILED, failure.bytes_in, cost, began)
            raise
        self._breaker.succeeded()
        cost = budget.cost_of(call.cloud, reply, len(call.request.content))
        await self._close(call, row, EgressOutcome.ANSWERED, reply.bytes_in, cost, began)
        return reply.text

    def _count(self, failure: Broken, call: Call) -> None:
        if isinstance(failure, OtherWay) and not call.thinks:
            self._breaker.succeeded()  # it is there and says how it wants to be asked
        else:
            self._breaker.failed()
            self._last_failure = failure.detail

    async def _close(
        self, call: Call, row: int, outcome: EgressOutcome, bytes_in: int, cost: int, began: float
    ) -> None:
        await self._ledger.close(row, outcome, bytes_in, cost)
        log.info(
            "cloud_model_asked", job=call.question.job_id, host=call.request.url.host, model=call.cloud.model,
            outcome=outcome, bytes_out=size_of(call.request), bytes_in=bytes_in, cost=cost / MICROS,
            currency=call.cloud.currency, ms=round((self._clock() - began) * 1000),
        )  # fmt: skip
        today, so_far = iso_day(self._now()), await spent(self._ledger, self._now)
        if budget.nearly(call.cloud, so_far) and self._warned_on != today:
            self._warned_on = today
            log.warning("cloud_budget_nearly_spent", today=so_far.today, month=so_far.month)

    def _left_s(self, question: CloudQuestion) -> float:
        return (datetime.fromisoformat(question.until) - self._now()).total_seconds()
