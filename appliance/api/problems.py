"""Owns the one place where errors become HTTP."""

from __future__ import annotations

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from appliance.contract.problems import ErrorCode, Problem, Refused, ShopbellError

log = structlog.get_logger()
_CODES = {404: ErrorCode.NOT_FOUND, 401: ErrorCode.NOT_ALLOWED, 403: ErrorCode.NOT_ALLOWED, 413: ErrorCode.TOO_LARGE}


def install(app: FastAPI) -> None:
    """Answer every error of this app with problem+json."""
    app.add_exception_handler(ShopbellError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def respond(problem: Problem) -> Response:
    headers = {"Retry-After": f"{problem.retry_after_s:.0f}"} if problem.retry_after_s else {}
    return Response(
        problem.model_dump_json(), status_code=problem.status, headers=headers, media_type="application/problem+json"
    )


async def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, ShopbellError)
    return respond(error.problem())


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"][1:]) or None
    wrong = first["msg"].removeprefix("Value error, ")
    return respond(Refused(ErrorCode.BAD_INPUT, f"{field or 'the request'}: {wrong}.", field=field).problem())


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = _CODES.get(error.status_code, ErrorCode.BAD_INPUT)
    return respond(Problem(title=str(error.detail), status=error.status_code, code=code, detail=str(error.detail)))


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("request_failed", path=request.url.path, exc_info=error)
    detail = "Something went wrong inside Shopbell. It has been noted in the log."
    return respond(ShopbellError(ErrorCode.INTERNAL, detail).problem())
