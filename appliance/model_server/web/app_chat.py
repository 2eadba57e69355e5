"""Owns the HTTP of role chat: /v1/chat/completions, /v1/queue, /metrics."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import ExitStack
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Header, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from appliance.contract.problems import ErrorCode, Refused, ShopbellError
from appliance.core.clock import monotonic
from appliance.core.ids import new_id
from appliance.model_server.generation.admission import WAITING_MAX
from appliance.model_server.generation.engine_thread import EngineThread
from appliance.model_server.generation.values import Chosen, Delta, Event, Finished, Generation, Priority
from appliance.model_server.health import Health
from appliance.model_server.prompt.chat_prompt import ChatPrompt
from appliance.model_server.web import health_routes, metrics, openai_errors, tokenize
from appliance.model_server.web.delivery import ClosingStream, Delivery, unless_gone
from appliance.model_server.web.gate import BODY_MAX_BYTES
from appliance.model_server.web.openai_answers import Stamp, begun, chunk, completion, usage_chunk
from appliance.model_server.web.openai_dialect import ChatRequest
from appliance.model_server.web.openai_errors import encode

# How long a question may wait for its turn when the caller does not say.
WAIT_S = 60.0
NAME_MAX = 100
GrammarOf = Callable[[dict[str, Any]], str]
PRIORITIES = {priority.name.lower(): priority for priority in Priority}


class Caller(BaseModel):
    """What a caller says about itself, in headers."""

    priority: Annotated[str, Field(alias="X-Shopbell-Priority", pattern=f"^({'|'.join(PRIORITIES)})$")] = "visitor"
    wait_s: Annotated[float, Field(alias="X-Shopbell-Deadline-S", gt=0, le=600, allow_inf_nan=False)] = WAIT_S
    visitor: Annotated[str, Field(alias="X-Shopbell-Visitor", max_length=NAME_MAX)] = ""
    name: Annotated[str, Field(alias="X-Shopbell-Request", max_length=NAME_MAX)] = ""


class ChatService:
    """The engine and the prompt of the model it has loaded, as the routes need them."""

    def __init__(self, engine: EngineThread, prompt: Callable[[], ChatPrompt], grammar: GrammarOf) -> None:
        """`grammar` turns a JSON schema into llama.cpp's form; it raises ValueError when it cannot."""
        self.engine = engine
        self._prompt = prompt
        self._grammar = grammar

    def health(self) -> Health:
        model, now = self.engine.model, self.engine.look()
        busy = now.waiting + now.running > 0
        return Health(model.name if model else None, self.engine.reason, busy, now.progress)

    async def submit(self, asked: ChatRequest, caller: Caller) -> tuple[Stamp, Delivery]:
        """Put a request in line. Raises Refused or Unavailable."""
        model = self.engine.model
        if model is None:
            raise ShopbellError(ErrorCode.MODEL_UNAVAILABLE, self.engine.reason, 2)
        asked.check(model.vocabulary)
        prompt = await run_in_threadpool(self._prompt().tokens, asked.conversation())
        if not prompt:
            raise openai_errors.refuse("messages: nothing is left of them that the model could read.")
        grammar = await self._grammar_for(asked.schema_wanted())
        stamp = Stamp(new_id("chatcmpl"), int(time.time()), model.name)
        length = asked.length(model.longest - len(prompt))
        generations = [
            Generation(
                f"{stamp.id}.{index}",
                prompt,
                length,
                asked.sampling(index, grammar),
                asked.stops(),
                asked.chances,
                caller.visitor or asked.user or "",
                caller.name,
                monotonic(),
            )
            for index in range(asked.choices)
        ]
        delivery = Delivery(self.engine)
        delivery.submit(generations, PRIORITIES[caller.priority], monotonic() + caller.wait_s)
        return stamp, delivery

    async def count(self, texts: Sequence[str]) -> tuple[str, list[int]]:
        """The loaded model's name and the tokens of each text. Raises Unavailable."""
        model = self.engine.model
        if model is None:
            raise ShopbellError(ErrorCode.MODEL_UNAVAILABLE, self.engine.reason, 2)
        prompt = self._prompt()
        return model.name, await run_in_threadpool(lambda: [prompt.count(text) for text in texts])

    async def _grammar_for(self, schema: dict[str, Any] | None) -> str | None:
        if schema is None:
            return None
        try:
            return await run_in_threadpool(self._grammar, schema)
        except ValueError as cause:
            raise openai_errors.refuse(f"response_format: {cause}.") from cause


def chat_app(service: ChatService) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, max_body_size=BODY_MAX_BYTES)
    openai_errors.install(app)
    app.include_router(health_routes.router(service, int(time.time())))
    app.include_router(_routes(service))
    app.include_router(tokenize.router(service))
    return app


def _routes(service: ChatService) -> APIRouter:
    routes = APIRouter()

    @routes.post("/v1/chat/completions")
    async def chat(
        asked: ChatRequest, request: Request, caller: Annotated[Caller, Header(convert_underscores=False)]
    ) -> Response:
        stamp, delivery = await service.submit(asked, caller)
        events = delivery.events()
        with ExitStack() as failed:
            failed.callback(delivery.close)
            if not asked.stream:
                return JSONResponse(await unless_gone(request, _whole(stamp, events, asked.choices)))
            # The first event decides about the status: nothing is sent before it.
            first = await unless_gone(request, anext(events))
            failed.pop_all()
        usage = asked.stream_options is not None and asked.stream_options.include_usage
        return ClosingStream(_chunks(stamp, first, events, asked.choices, usage), delivery)

    @routes.get("/v1/queue")
    async def queue() -> dict[str, int | float]:
        """How long the line is, and in how many seconds a newcomer would begin."""
        now = service.engine.look()
        return {
            "waiting": now.waiting,
            "running": now.running,
            "waiting_max": WAITING_MAX,
            "starts_in_s": round(now.next_start_s, 1),
        }

    @routes.get("/v1/queue/{name}")
    async def place(name: Annotated[str, Path(max_length=NAME_MAX)]) -> dict[str, int | float]:
        """Where the request stands that was sent with this X-Shopbell-Request."""
        found = service.engine.place(name)
        if found is None:
            raise Refused(ErrorCode.NOT_FOUND, "No request of this name is waiting or being answered.")
        return {"position": found.position, "starts_in_s": round(found.starts_in_s, 1)}

    @routes.get("/metrics")
    async def show_metrics() -> Response:
        return metrics.response(service.engine.look())

    return routes


async def _whole(stamp: Stamp, events: AsyncIterator[tuple[int, Event]], choices: int) -> dict[str, object]:
    texts, tokens, ends = [""] * choices, [list[Chosen]() for _ in range(choices)], dict[int, Finished]()
    async for index, event in events:
        if isinstance(event, Delta):
            texts[index] += event.text
            tokens[index] += event.tokens
        elif isinstance(event, Finished):
            ends[index] = event
    return completion(stamp, texts, tokens, [ends[index] for index in range(choices)])


async def _chunks(
    stamp: Stamp,
    first: tuple[int, Event],
    events: AsyncIterator[tuple[int, Event]],
    choices: int,
    usage: bool,
) -> AsyncIterator[bytes]:
    """The stream as server-sent events. A failure on the way is an `error` event, and then there is no [DONE]."""
    ends: list[Finished] = []
    what = first[1].begun if usage and isinstance(first[1], Delta) else None
    for index in range(choices):
        yield _sse({**chunk(stamp, index, {"role": "assistant", "content": ""}), **(begun(what) if what else {})})
    try:
        async for index, event in _from(first, events):
            if isinstance(event, Delta):
                yield _sse(chunk(stamp, index, {"content": event.text}, tokens=event.tokens))
            elif isinstance(event, Finished):
                ends.append(event)
                yield _sse(chunk(stamp, index, {}, event.reason))
    except ShopbellError as broken:
        yield _sse(openai_errors.body_of(broken))
        return
    if usage:
        yield _sse(usage_chunk(stamp, ends))
    yield b"data: [DONE]\n\n"


async def _from(first: tuple[int, Event], events: AsyncIterator[tuple[int, Event]]) -> AsyncIterator[tuple[int, Event]]:
    yield first
    async for event in events:
        yield event


def _sse(value: dict[str, object]) -> bytes:
    return b"data: " + encode(value) + b"\n\n"
