"""Owns an HTTP client that writes each request into the egress ledger before it leaves, and its answer afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx2

from appliance.contract.egress import EgressContent, EgressOutcome, Leaving
from appliance.core.jobs.current import running_job
from appliance.integrations.ports import Ledger


class LedgeredClient(httpx2.AsyncClient):
    """As any other, for whoever speaks outwards. It is to follow no redirects by itself: each is a row of its own."""

    def __init__(self, ledger: Ledger, content: EgressContent, why: str, **options: Any) -> None:
        super().__init__(**options)
        self._ledger, self._content, self._why = ledger, content, why

    async def send(self, request: httpx2.Request, **how: Any) -> httpx2.Response:
        row = await self._ledger.begin(
            Leaving(
                host=request.url.host, why=self._why, content=self._content, job_id=running_job(),
                bytes_out=size_of(request),
            )
        )  # fmt: skip
        response: httpx2.Response | None = None
        try:
            response = await super().send(request, **how)
        finally:
            if response is None:
                await self._ledger.close(row, EgressOutcome.FAILED, 0, 0)
        answer = _Answer(response, self._ledger, row)
        if response.is_closed:
            await answer.note(response.num_bytes_downloaded)
        else:
            response.stream = answer
        return response


class _Answer(httpx2.AsyncByteStream):
    """Counts what comes back, and notes it once nobody reads on."""

    def __init__(self, response: httpx2.Response, ledger: Ledger, row: int) -> None:
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        self._inner, self._ledger, self._row = response.stream, ledger, row
        self._head, self._body = size_of_headers(response.headers), 0
        self._noted = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._inner:
            self._body += len(piece)
            yield piece

    async def aclose(self) -> None:
        await self._inner.aclose()
        await self.note(self._body)

    async def note(self, body: int) -> None:
        if not self._noted:
            self._noted = True
            await self._ledger.close(self._row, EgressOutcome.ANSWERED, self._head + body, 0)


def size_of(request: httpx2.Request) -> int:
    """Bytes of a request as HTTP/1.1 writes it."""
    line = len(request.method) + len(request.url.raw_path) + len("  HTTP/1.1\r\n\r\n")
    return line + size_of_headers(request.headers) + len(request.content)


def size_of_headers(headers: httpx2.Headers) -> int:
    return sum(len(name) + len(value) + len(": \r\n") for name, value in headers.raw)
