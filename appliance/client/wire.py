"""Owns the wire to the private api: one call, answers as contract values, ShopbellError for everything else."""

from __future__ import annotations

from typing import TypeVar

import httpx2
from pydantic import BaseModel, TypeAdapter, ValidationError

from appliance.client.event_stream import understood
from appliance.contract.problems import ErrorCode, Problem, Refused, ShopbellError, Unavailable

T = TypeVar("T", bound=BaseModel)

CONNECT_S = 2.0
CALL_S = 15.0
# Shorter than the 5 s after which the api closes an idle connection: one that it is just closing would be lost.
KEEP_ALIVE_S = 2.0
JSON = {"Content-Type": "application/json"}


class Wire:
    """One connection to one box. Thread-safe."""

    def __init__(
        self, base_url: str, token: str, transport: httpx2.BaseTransport | None = None, program: str = ""
    ) -> None:
        self._http = httpx2.Client(
            base_url=base_url,
            headers={"Authorization": f"Bearer {token}", "User-Agent": f"shopbell {program}".strip()},
            timeout=httpx2.Timeout(CALL_S, connect=CONNECT_S),
            transport=transport,
            limits=httpx2.Limits(keepalive_expiry=KEEP_ALIVE_S),
            trust_env=False,
        )

    def _call(self, method: str, path: str, **body: object) -> httpx2.Response:
        try:
            response = self._http.request(method, path, **body)  # type: ignore[arg-type]
        except httpx2.TransportError as cause:
            raise gone(cause) from cause
        if response.is_error:
            raise_for(response)
        return response

    def _get(self, path: str, shape: type[T]) -> T:
        return parse(self._call("GET", path), shape)

    def _list(self, path: str, shape: type[T]) -> list[T]:
        with understood():
            return TypeAdapter(list[shape]).validate_json(self._call("GET", path).content)  # type: ignore[valid-type]


def parse(response: httpx2.Response, shape: type[T]) -> T:
    with understood():
        return shape.model_validate_json(response.content)


def gone(cause: httpx2.TransportError) -> Unavailable:
    slow = isinstance(cause, httpx2.TimeoutException)
    return Unavailable(
        ErrorCode.UNREACHABLE,
        "Shopbell did not answer in time." if slow else "Shopbell does not answer. Is it running?",
        retry_after_s=2,
    )


def raise_for(response: httpx2.Response) -> None:
    try:
        problem = Problem.model_validate_json(response.content)
    except ValidationError as cause:
        detail = f"Shopbell answered {response.status_code} without saying why."
        raise Unavailable(ErrorCode.UNREACHABLE, detail) from cause
    # A caller that tries again must know whether that may help.
    kind = Unavailable if problem.status in (429, 503) else Refused if problem.status < 500 else ShopbellError
    raise kind(problem.code, problem.detail, problem.retry_after_s, problem.field)
