"""Owns errors in OpenAI's shape: {"error": {"message", "type", "param", "code"}}."""

from __future__ import annotations

import json

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from appliance.contract.problems import HTTP_STATUS, ErrorCode, Refused, ShopbellError

log = structlog.get_logger()


def install(app: FastAPI) -> None:
    """Answer every error of this app in OpenAI's shape."""
    app.add_exception_handler(ShopbellError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def body(message: str, status: int, code: str | None, param: str | None = None) -> dict[str, object]:
    if status == 401:
        kind = "authentication_error"
    elif status == 429:
        kind = "rate_limit_error"
    else:
        kind = "invalid_request_error" if status < 500 else "server_error"
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def body_of(error: ShopbellError) -> dict[str, object]:
    return body(error.detail, status_of(error), error.code)


def status_of(error: ShopbellError) -> int:
    """OpenAI answers 400 where the rest of Shopbell answers 422."""
    return 400 if error.code is ErrorCode.BAD_INPUT else HTTP_STATUS[error.code]


def respond(error: ShopbellError) -> Response:
    headers = {"Retry-After": f"{error.retry_after_s:.0f}"} if error.retry_after_s else {}
    return JSONResponse(body_of(error), status_of(error), headers)


async def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, ShopbellError)
    return respond(error)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or None
    # Only the reason is repeated, never the input: it may hold what a visitor wrote, or numbers JSON cannot carry.
    message = f"{where or 'The request'}: {first['msg']}."
    return JSONResponse(body(message, 400, ErrorCode.BAD_INPUT, where), 400)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse(body(str(error.detail), error.status_code, None), error.status_code)


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("request_failed", path=request.url.path, exc_info=error)
    return respond(ShopbellError(ErrorCode.INTERNAL, "Something went wrong in the model server; its log says what."))


def encode(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def refuse(detail: str) -> Refused:
    return Refused(ErrorCode.BAD_INPUT, detail)
