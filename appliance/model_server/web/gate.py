"""Owns the door: whoever does not show this boot's token learns only whether the process lives and is ready."""

from __future__ import annotations

import secrets

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from appliance.contract.problems import ErrorCode
from appliance.model_server.web import openai_errors

OPEN = frozenset({"/livez", "/readyz"})


class Gate:
    """Wraps an app. The comparison takes the same time wherever a wrong token differs."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in OPEN or self._shown(scope):
            await self._app(scope, receive, send)
            return
        body = openai_errors.body("This address needs the token of this box.", 401, ErrorCode.NOT_ALLOWED)
        await JSONResponse(body, 401, {"WWW-Authenticate": "Bearer"})(scope, receive, send)

    def _shown(self, scope: Scope) -> bool:
        shown = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
        return secrets.compare_digest(shown, self._expected)
