"""Owns the connection to a model server: one pooled client, and errors of the wire as ours."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2

from appliance.contract.problems import ErrorCode, Refused, ShopbellError, Unavailable

CONNECT_S = 1.0
CONNECTIONS = 64
# One chunk of an answer takes some hundred bytes.
LINE_MAX_BYTES = 256 * 1024
# What was sent is at fault, and would be the next time.
AT_FAULT = (400, 413, 422)


def connect(base_url: str, token: str, transport: httpx2.AsyncBaseTransport | None = None) -> httpx2.AsyncClient:
    """A client for one model server on this machine or elsewhere; proxies of the environment are ignored."""
    return httpx2.AsyncClient(
        base_url=base_url,
        headers={"Authorization": f"Bearer {token}"},
        timeout=httpx2.Timeout(30.0, connect=CONNECT_S),
        limits=httpx2.Limits(max_connections=CONNECTIONS),
        transport=transport,
        trust_env=False,
    )


async def lines_of(response: httpx2.Response) -> AsyncIterator[bytes]:
    """The lines of a body that is being streamed, each without its end. Raises Unavailable for one without an end.

    Only a line feed ends a line: servers leave U+2028 and its like in an answer as they are, and JSON allows it.
    """
    rest = b""
    async for piece in response.aiter_bytes():
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line
        if len(rest) > LINE_MAX_BYTES:
            raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The model server sends a line without an end.", 2)
    yield rest


def error_of(response: httpx2.Response) -> ShopbellError:
    """What an error response of the OpenAI dialect means here; its body must have been read."""
    if response.status_code == 429:
        wait = response.headers.get("Retry-After", "")
        return Unavailable(ErrorCode.BUSY, "The model server's queue is full.", float(wait) if wait.isdecimal() else 5)
    try:
        error = response.json()["error"]
        code, message = error.get("code"), str(error.get("message"))
    except (ValueError, KeyError, TypeError, AttributeError):
        code, message = None, f"The model server answered {response.status_code}."
    if code == ErrorCode.TOO_LONG_FOR_MODEL:
        return Refused(ErrorCode.TOO_LONG_FOR_MODEL, message)
    if response.status_code in AT_FAULT:
        return Refused(ErrorCode.BAD_INPUT, message)
    return Unavailable(ErrorCode.MODEL_UNAVAILABLE, message, retry_after_s=2)


def gone(cause: Exception) -> Unavailable:
    return Unavailable(ErrorCode.MODEL_UNAVAILABLE, f"The model server broke off: {type(cause).__name__}.", 2)
