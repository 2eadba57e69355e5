"""Owns the questions' addresses: ask, follow, resume, poll, cancel, rate, have the answer sent by e-mail."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header
from fastapi.responses import StreamingResponse

from appliance.api import sse
from appliance.api.access import Asker
from appliance.api.services import Parts
from appliance.contract.chat import ChatRequest, QuestionState
from appliance.contract.leads import EmailAnswer, EmailAnswerRequest
from appliance.contract.teaching import Rating, RatingRequest

router = APIRouter(prefix="/v1", tags=["chat"])
LastEventId = Annotated[int, Header(ge=0, description="The last event that arrived; later ones are sent.")]
STREAM: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {}}, "description": "Events as in the contract; ends with `done`."}
}


@router.post("/chat", responses=STREAM, response_class=StreamingResponse)
async def ask(request: ChatRequest, caller: Asker, parts: Parts) -> StreamingResponse:
    """Ask a question. The answer comes as server-sent events; the first is `accepted` with its id."""
    question_id = await parts.desk.ask(request, caller.priority)
    return sse.stream(parts.desk.events(question_id, after=0))


@router.get("/chat/{question_id}/events", responses=STREAM, response_class=StreamingResponse)
async def follow(question_id: str, caller: Asker, parts: Parts, last_event_id: LastEventId = 0) -> StreamingResponse:
    """Follow a question again, after the event named in `Last-Event-ID`; one that ended long ago is told again."""
    await parts.desk.state(question_id)
    return sse.stream(parts.desk.events(question_id, after=last_event_id))


@router.get("/chat/{question_id}")
async def poll(question_id: str, caller: Asker, parts: Parts) -> QuestionState:
    """Everything said so far about a question."""
    return await parts.desk.state(question_id)


@router.delete("/chat/{question_id}", status_code=204)
async def cancel(question_id: str, caller: Asker, parts: Parts) -> None:
    """Stop answering; what was said stays."""
    parts.desk.cancel(question_id)


@router.post("/chat/{question_id}/rating")
async def rate(question_id: str, request: RatingRequest, caller: Asker, parts: Parts) -> Rating:
    """Say whether an answer helped; said again it replaces the rating before."""
    return await parts.ratings.rate(question_id, request)


@router.post("/chat/{question_id}/email", status_code=202)
async def email_answer(question_id: str, request: EmailAnswerRequest, caller: Asker, parts: Parts) -> EmailAnswer:
    """Send the answer by e-mail: what is there already, else as soon as the question has ended."""
    return await parts.later.wish(question_id, request, parts.desk.state)
