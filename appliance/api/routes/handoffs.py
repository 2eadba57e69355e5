"""Owns the addresses of hand-offs: a visitor asks for a person and follows the talk, the owner takes, says, ends."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from fastapi.responses import StreamingResponse

from appliance.api import sse
from appliance.api.access import Asker, Owner
from appliance.api.services import Parts
from appliance.contract.handoff import (
    HandOff,
    HandOffAnswer,
    HandOffMessage,
    HandOffReason,
    SayRequest,
    TakeRequest,
)

visitors = APIRouter(prefix="/v1/conversations", tags=["hand-off"])
router = APIRouter(prefix="/v1", tags=["hand-off, owner"])
LastEventId = Annotated[int, Header(ge=0, description="The last event that arrived; later ones are sent.")]
STREAM: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {}}, "description": "`handoff` and `message` events, until it has ended."}
}


@visitors.get("/{conversation_id}/events", responses=STREAM, response_class=StreamingResponse)
async def follow(
    conversation_id: str, caller: Asker, parts: Parts, last_event_id: LastEventId = 0
) -> StreamingResponse:
    """Follow a conversation while a person is asked for or talks. Who knows its id may; nothing else lets in."""
    await parts.conversation_stream.check_room(conversation_id)
    return sse.stream(parts.conversation_stream.events(conversation_id, after=last_event_id))


@visitors.post("/{conversation_id}/handoff", status_code=202)
async def ask_for_a_person(conversation_id: str, caller: Asker, parts: Parts) -> HandOffAnswer:
    """Ask for a person. Asked again while one is asked for or talks, the answer says how it stands."""
    await parts.conversation_stream.require(conversation_id)
    history = await parts.conversations.history(conversation_id)
    question = history[-1] if history else ""
    called = await parts.hand_offs.call(conversation_id, None, question, HandOffReason.VISITOR)
    return HandOffAnswer(
        conversation_id=conversation_id, state=called.state, detail=called.told, name=called.person, form=called.form
    )


@visitors.delete("/{conversation_id}/handoff", status_code=204)
async def no_person_wanted(conversation_id: str, caller: Asker, parts: Parts) -> None:
    """The visitor wants no person any more; the assistant answers again."""
    await parts.conversation_stream.require(conversation_id)
    await parts.hand_offs.withdraw(conversation_id)


@router.post("/conversations/{conversation_id}/take", status_code=201)
async def step_in(conversation_id: str, request: TakeRequest, caller: Owner, parts: Parts) -> HandOff:
    """Talk with a visitor who did not ask for it; the assistant is silent from now on."""
    return await parts.hand_offs.step_in(conversation_id, request.name)


@router.get("/handoffs")
async def hand_offs(
    caller: Owner, parts: Parts, limit: Annotated[int, Query(ge=1, le=500)] = 50, ended: bool = False
) -> list[HandOff]:
    """Who waits for a person or talks with one, the longest first; with `ended` those that are over."""
    return await parts.hand_offs.listed(limit, ended)


@router.get("/handoffs/{hand_off_id}/messages")
async def messages(
    hand_off_id: str, caller: Owner, parts: Parts, after: Annotated[int, Query(ge=0)] = 0
) -> list[HandOffMessage]:
    """What was said in this conversation since a person was asked for, after message number `after`."""
    hand_off = await parts.hand_offs.get(hand_off_id)
    return await parts.conversation_stream.thread(hand_off.conversation_id, after)


@router.post("/handoffs/{hand_off_id}/take")
async def take(hand_off_id: str, request: TakeRequest, caller: Owner, parts: Parts) -> HandOff:
    """Talk with the visitor from now on; refused when somebody else does."""
    return await parts.hand_offs.take(hand_off_id, request.name)


@router.post("/handoffs/{hand_off_id}/say", status_code=201)
async def say(hand_off_id: str, request: SayRequest, caller: Owner, parts: Parts) -> HandOffMessage:
    """Say something to the visitor."""
    return await parts.hand_offs.say(hand_off_id, request.text)


@router.post("/handoffs/{hand_off_id}/end")
async def end(hand_off_id: str, caller: Owner, parts: Parts) -> HandOff:
    """Hand the conversation back to the assistant; of one that waits: nobody can come."""
    return await parts.hand_offs.end(hand_off_id)
