"""Owns the door: whoever does not show this boot's token learns only whether the process lives and is ready."""

from __future__ import annotations

import secrets

from starlette.types import ASGIApp, Receive, Scope, Send

from appliance.contract.problems import ErrorCode, Refused, ShopbellError
from appliance.model_server.web import openai_errors

OPEN = frozenset({"/livez", "/readyz"})
BODY_MAX_BYTES = 4_000_000


class Gate:
    """Wraps an app. The comparison takes the same time wherever a wrong token differs."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope) if scope["type"] == "http" and scope["path"] not in OPEN else None
        await (openai_errors.respond(refusal) if refusal else self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> ShopbellError | None:
        headers = dict(scope["headers"])
        if not secrets.compare_digest(headers.get(b"authorization", b""), self._expected):
            return Refused(ErrorCode.NOT_ALLOWED, "This address needs the token of this box.")
        declared = headers.get(b"content-length", b"0")
        if declared.isdigit() and int(declared[:20]) > BODY_MAX_BYTES:
            return Refused(ErrorCode.TOO_LARGE, f"The request is larger than {BODY_MAX_BYTES} bytes.")
        return None
