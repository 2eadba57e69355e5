"""Owns the HTTP of role embed: /v1/embeddings."""

from __future__ import annotations

import asyncio
import base64
import struct
import time
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Annotated, Literal

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response
from pydantic import Field

from appliance.model_server.embed_worker import EmbedWorker, Vector
from appliance.model_server.embedder import MODEL_ID
from appliance.model_server.web import health_routes, openai_errors
from appliance.model_server.web.delivery import unless_gone
from appliance.model_server.web.gate import BODY_MAX_BYTES
from appliance.model_server.web.openai_dialect import Said

Text = Annotated[str, Field(min_length=1, max_length=8000)]


class EmbeddingRequest(Said):
    """POST /v1/embeddings. `input_type` is not OpenAI's: e5 tells questions and passages apart."""

    input: Text | Annotated[list[Text], Field(min_length=1, max_length=64)]
    model: Annotated[str, Field(max_length=500)] | None = None
    input_type: Literal["query", "passage"] = "passage"
    encoding_format: Literal["float", "base64"] = "float"

    def texts(self) -> list[str]:
        return [self.input] if isinstance(self.input, str) else self.input


def embed_app(worker: EmbedWorker) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, max_body_size=BODY_MAX_BYTES)
    openai_errors.install(app)
    app.include_router(health_routes.router(worker, int(time.time())))
    app.include_router(_routes(worker))
    return app


def _routes(worker: EmbedWorker) -> APIRouter:
    routes = APIRouter()

    @routes.post("/v1/embeddings")
    async def embeddings(asked: EmbeddingRequest, request: Request) -> Response:
        futures = worker.submit(asked.texts(), asked.input_type)
        try:
            vectors = await unless_gone(request, _all(futures))
        finally:
            for future in futures:
                future.cancel()
        return Response(openai_errors.encode(_answer(vectors, asked.encoding_format)), media_type="application/json")

    return routes


async def _all(futures: Sequence[Future[Vector]]) -> list[Vector]:
    return await asyncio.gather(*map(asyncio.wrap_future, futures))


def _answer(vectors: Sequence[Vector], encoding: str) -> dict[str, object]:
    tokens = sum(vector.tokens for vector in vectors)
    rows = [
        {"object": "embedding", "index": index, "embedding": _encoded(vector.data, encoding)}
        for index, vector in enumerate(vectors)
    ]
    return {
        "object": "list",
        "data": rows,
        "model": MODEL_ID,
        "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
    }


def _encoded(data: bytes, encoding: str) -> str | tuple[float, ...]:
    if encoding == "base64":
        return base64.b64encode(data).decode("ascii")
    return struct.unpack(f"<{len(data) // 4}f", data)
