"""Owns what the owner does with approved answers: teach, change, remove, undo, list."""

from __future__ import annotations

import asyncio

from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.teaching import AnswerChange, AnswerRequest, AnswerVersion, ApprovedAnswer
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id
from appliance.core.questions.fingerprint import normal
from appliance.knowledge.teaching import history
from appliance.knowledge.teaching.gaps.gaps import Gaps, Languages
from appliance.knowledge.teaching.keeping import listed, read_taught, replace_taught, taught
from appliance.knowledge.teaching.taught import TaughtAnswers, Today
from appliance.knowledge.teaching.ways import Ways, spoken

MOST = 1_000


class Answers:
    """The approved answers. Every change is a version that is kept; what is taught now is in memory too."""

    def __init__(
        self,
        database: Database,
        known: TaughtAnswers,
        ways: Ways,
        gaps: Gaps,
        languages: Languages,
        today: Today,
        now: Now,
    ) -> None:
        self._database = database
        self._known = known
        self._ways = ways
        self._gaps = gaps
        self._languages = languages
        self._today = today
        self._now = now
        self._one_at_a_time = asyncio.Lock()

    async def open(self) -> None:
        """Take what was taught before into memory."""
        async with self._database.session() as session:
            for answer in await read_taught(session):
                self._known.put(answer)

    async def all(self, removed: bool = False) -> list[ApprovedAnswer]:
        """Newest change first; with `removed` also those that are no more and that undoing brings back."""
        async with self._database.session() as session:
            rows = await history.latest(session)
        today = await self._today()
        found = [
            listed(row, body, self._known.get(row.answer_id), today)
            for row, body in rows
            if removed or row.body is not None
        ]
        return sorted(found, key=lambda one: one.changed_at, reverse=True)

    async def get(self, answer_id: str) -> ApprovedAnswer:
        """One answer, removed or not. Raises Refused when there never was one."""
        found = next((one for one in await self.all(removed=True) if one.id == answer_id), None)
        if found is None:
            raise Refused(ErrorCode.NOT_FOUND, "There is no such answer.")
        return found

    async def history(self, answer_id: str) -> list[AnswerVersion]:
        """Every version, oldest first. Raises Refused when there never was such an answer."""
        async with self._database.session() as session:
            return [history.told(row) for row in await history.versions_of(session, answer_id)]

    async def teach(self, request: AnswerRequest, by: str) -> ApprovedAnswer:
        """Tell this from now on to whoever asks so. Raises Refused when it names no question, or there are too many."""
        if len(self._known) >= MOST:
            raise Refused(ErrorCode.BAD_INPUT, f"There are {MOST:,} answers already; remove some first.")
        async with self._one_at_a_time:
            return await self._save(new_id("answer"), AnswerChange.TAUGHT, by, await self._complete(request))

    async def change(self, answer_id: str, request: AnswerRequest, by: str) -> ApprovedAnswer:
        """Replace the answer; a removed one is back. It stays with its gap, and without questions with those it had."""
        async with self._one_at_a_time:
            before = await self.get(answer_id)
            kept = {
                "gap_id": request.gap_id or before.gap_id,
                "questions": request.questions or tuple(one.question for one in before.questions),
            }
            changed = await self._complete(request.model_copy(update=kept))
            return await self._save(answer_id, AnswerChange.CHANGED, by, changed)

    async def remove(self, answer_id: str, by: str) -> ApprovedAnswer:
        async with self._one_at_a_time:
            await self.get(answer_id)
            return await self._save(answer_id, AnswerChange.REMOVED, by, None)

    async def undo(self, answer_id: str, by: str) -> ApprovedAnswer:
        """Take back the last change; undone again, the one before it. Raises Refused when nothing is left."""
        async with self._one_at_a_time:
            async with self._database.session() as session:
                versions = await history.versions_of(session, answer_id)
            back_to = history.before_last_change(versions)
            return await self._save(answer_id, AnswerChange.UNDONE, by, history.body_at(versions, back_to), back_to)

    async def _complete(self, request: AnswerRequest) -> AnswerRequest:
        """The request with its questions and languages said, each once."""
        questions = request.questions
        if not questions and request.gap_id:
            questions = (await self._gaps.get(request.gap_id)).questions
        distinct: dict[str, str] = {}
        for question in questions:
            distinct.setdefault(normal(question), question)
        distinct.pop("", None)
        if not distinct:
            raise Refused(ErrorCode.BAD_INPUT, "Please say which question this answers.")
        if request.expires_on and request.expires_on < await self._today():
            raise Refused(ErrorCode.BAD_INPUT, "The last day of this answer is over already.")
        asked = tuple(distinct.values())
        languages = request.languages or spoken(asked, tuple(await self._languages()))
        languages = tuple(dict.fromkeys((*languages, *request.texts)))
        return request.model_copy(update={"questions": asked, "languages": languages})

    async def _save(
        self, answer_id: str, change: AnswerChange, by: str, body: AnswerRequest | None, restores: int | None = None
    ) -> ApprovedAnswer:
        ways, embedder = await self._ways.of(body.questions, body.languages) if body else ((), None)
        changed_at = iso(self._now())
        answer = taught(answer_id, body, ways, changed_at) if body else None
        async with self._database.session() as session:
            await history.add(session, answer_id, change, by, changed_at, body, restores)
            await replace_taught(session, answer_id, answer, embedder)
            if body:
                await self._gaps.settle(session, answer_id, body.gap_id, body.questions)
        self._known.put(answer) if answer else self._known.drop(answer_id)
        return await self.get(answer_id)
