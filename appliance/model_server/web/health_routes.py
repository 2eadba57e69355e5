"""Owns the addresses that say whether the process lives, whether it is ready, and what it has loaded."""

from __future__ import annotations

from typing import Protocol

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from appliance.model_server.health import Health
from appliance.model_server.web.openai_answers import models


class HasHealth(Protocol):
    def health(self) -> Health: ...


def router(what: HasHealth, created: int) -> APIRouter:
    """/livez, /readyz and /v1/models."""
    routes = APIRouter()

    @routes.get("/livez")
    async def livez() -> dict[str, object]:
        health = what.health()
        return {"alive": True, "busy": health.busy, "progress": health.progress}

    @routes.get("/readyz")
    async def readyz() -> Response:
        health = what.health()
        if health.model is None:
            return JSONResponse({"ready": False, "reason": health.reason}, 503)
        return JSONResponse({"ready": True, "model": health.model})

    @routes.get("/v1/models")
    async def list_models() -> dict[str, object]:
        return models(what.health().model, created)

    return routes
