"""Owns the report on the box as a whole: is it answering, how are its processes, what happened today."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from appliance.business.leads import Leads
from appliance.chat.questions.conversations import Conversations
from appliance.contract.chat import Outcome
from appliance.contract.status import Answering, BoxStatus, ProcessState, ProcessStatus, SupervisorStatus
from appliance.core.clock import Now, iso
from appliance.core.loop_delay import LoopDelay
from appliance.knowledge.facts.store import FactStore
from appliance.knowledge.index.generations import Index

BY_WORDS = "Documents are found by their words alone, until the index of what they mean has been made anew."


class NamesModel(Protocol):
    async def model_id(self) -> str | None: ...


class StatusReport:
    """Puts together what other parts know; measures nothing itself."""

    def __init__(
        self,
        version: str,
        status_file: Path,
        facts: FactStore,
        conversations: Conversations,
        leads: Leads,
        index: Index,
        model: NamesModel,
        loop_delay: LoopDelay,
        now: Now,
        model_problem: Callable[[], Awaitable[str | None]],
    ) -> None:
        self._version = version
        self._status_file = status_file
        self._facts = facts
        self._conversations = conversations
        self._leads = leads
        self._index = index
        self._model = model
        self._loop_delay = loop_delay
        self._now = now
        self._model_problem = model_problem

    async def ready(self) -> str | None:
        """None when visitors' questions can be answered from facts and documents; else what is missing."""
        return None if self._index.active else "The shop's documents are still being opened."

    async def box(self) -> BoxStatus:
        facts = await self._facts.read()
        midnight = iso(_midnight(self._now(), facts.timezone))
        counts = await self._conversations.counts_since(midnight)
        firsts = await self._conversations.first_words_since(midnight)
        model = await self._model.model_id()
        processes = await asyncio.to_thread(read_processes, self._status_file)
        answering, detail = _judge(await self.ready(), model, processes, self._index.whole)
        if answering is Answering.YES and (problem := await self._model_problem()):
            detail = f"The small starter model answers, because your own cannot: {problem}"
        return BoxStatus(
            version=self._version,
            shop=facts.name,
            answering=answering,
            detail=detail,
            model=model,
            processes=processes,
            questions_today=sum(counts.values()),
            answered_today=counts.get(Outcome.ANSWERED, 0),
            not_known_today=counts.get(Outcome.NOT_KNOWN, 0),
            leads_today=await self._leads.count_since(midnight),
            first_words_ms_p50=round(statistics.median(firsts), 1) if firsts else None,
            loop_delay_ms_p99=self._loop_delay.p99_ms(),
            loop_delay_ms_max=self._loop_delay.max_ms(),
        )


def read_processes(status_file: Path) -> tuple[ProcessStatus, ...]:
    """What the supervisor last wrote; nothing when the api was started without one."""
    try:
        return SupervisorStatus.model_validate_json(status_file.read_bytes()).processes
    except (FileNotFoundError, ValidationError):
        return ()


def _judge(
    missing: str | None, model: str | None, processes: tuple[ProcessStatus, ...], whole: bool
) -> tuple[Answering, str]:
    if missing:
        return Answering.LIMITED, f"{missing} Questions about hours, prices and contact are answered."
    if model is None:
        chat = next((process for process in processes if process.name == "model-chat"), None)
        if chat and chat.state is ProcessState.GIVEN_UP:
            why = chat.detail or "The assistant's model does not start."
        else:
            why = "The assistant's model is being loaded."
        return Answering.LIMITED, f"{why} Customers get answers quoted from your documents."
    if not whole:
        return Answering.LIMITED, BY_WORDS
    return Answering.YES, "Every part is working."


def _midnight(moment: datetime, timezone: str) -> datetime:
    return moment.astimezone(ZoneInfo(timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
