"""Owns asking a server for a file from some byte on, and understanding what it offers."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2

from appliance.catalogue.addresses import require_safe
from appliance.catalogue.part_file import Origin
from appliance.contract.problems import ErrorCode, Refused

REDIRECTS = 5
CONNECT_S = 15.0
# Answers after which asking again may help; every other error is final.
PASSING = (408, 425, 429, 500, 502, 503, 504)
RETRY_AFTER_MOST_S = 60.0
CONTENT_RANGE = re.compile(r"bytes (?:(\d+)-\d+|\*)/(\d+|\*)")


class Passing(Exception):
    """It did not work this time; asking again may help, after `wait_s` where the server said so."""

    def __init__(self, what: str, wait_s: float = 0.0) -> None:
        super().__init__(what)
        self.wait_s = wait_s


class StartAnew(Passing):
    """What is there cannot be continued."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the server sends: the bytes from `start` on of a file of `total` bytes, None when it does not say."""

    start: int
    total: int | None
    origin: Origin
    pieces: AsyncIterator[bytes]


def connect(silence_s: float, make: Callable[..., httpx2.AsyncClient] = httpx2.AsyncClient) -> httpx2.AsyncClient:
    """A client that gives up after so many seconds without a byte; redirects are followed here, not by it."""
    return make(timeout=httpx2.Timeout(silence_s, connect=CONNECT_S), follow_redirects=False)


@asynccontextmanager
async def offered(http: httpx2.AsyncClient, url: str, start: int, origin: Origin | None) -> AsyncIterator[Offer]:
    """Ask for the file from byte `start` on; `origin` is the version of which so much is there.

    Raises Refused when it can never be had so, Passing or httpx2.TransportError when it may work later.
    """
    headers = {"Accept-Encoding": "identity"}
    if start and origin and origin.if_range:
        headers |= {"Range": f"bytes={start}-", "If-Range": origin.if_range}
    async with _followed(http, httpx2.URL(url), headers) as response:
        yield _understood(response, url, start)


@asynccontextmanager
async def _followed(
    http: httpx2.AsyncClient, url: httpx2.URL, headers: dict[str, str]
) -> AsyncIterator[httpx2.Response]:
    require_safe(url)
    for _ in range(REDIRECTS + 1):
        async with http.stream("GET", url, headers=headers) as response:
            if not response.has_redirect_location:
                yield response
                return
            onwards = _location(url, response)
        require_safe(onwards, came_from=url)
        url = onwards
    raise Refused(ErrorCode.DOWNLOAD_FAILED, f"{url.host} sends us from address to address without an end.")


def _location(url: httpx2.URL, response: httpx2.Response) -> httpx2.URL:
    try:
        return url.join(response.headers["location"])
    except httpx2.InvalidURL as cause:
        detail = f"{url.host} sends us to an address that is none."
        raise Refused(ErrorCode.DOWNLOAD_FAILED, detail) from cause


def _understood(response: httpx2.Response, url: str, start: int) -> Offer:
    host, status = response.url.host, response.status_code
    if status in PASSING:
        raise Passing(f"{host} answered {status}", _retry_after_s(response))
    if status not in (200, 206, 416):
        detail = f"{host} does not give the file away: it answered {status} {response.reason_phrase}."
        raise Refused(ErrorCode.DOWNLOAD_FAILED, detail)
    if response.headers.get("content-encoding", "identity") != "identity":
        raise Refused(ErrorCode.DOWNLOAD_FAILED, f"{host} sends the file in another form than was asked for.")
    first, total = 0, _length(response)
    if status != 200:
        first, total = _range(response)
    if status == 416:
        if total != start:  # otherwise all of it is here and nothing is left to send
            raise StartAnew(f"{host} has no byte {start}")
        first = start
    elif first not in (0, start):
        raise StartAnew(f"{host} sent other bytes than were asked for")
    origin = Origin(url=url, etag=response.headers.get("etag"), modified=response.headers.get("last-modified"))
    return Offer(first, total, origin, response.aiter_raw() if status != 416 else _nothing())


def _range(response: httpx2.Response) -> tuple[int, int | None]:
    found = CONTENT_RANGE.fullmatch(response.headers.get("content-range", ""))
    if not found:
        raise StartAnew(f"{response.url.host} does not say which bytes it sends")
    return int(found[1] or 0), int(found[2]) if found[2] != "*" else None


def _length(response: httpx2.Response) -> int | None:
    text = response.headers.get("content-length", "")
    return int(text) if text.isdecimal() else None


def _retry_after_s(response: httpx2.Response) -> float:
    text = response.headers.get("retry-after", "")
    return min(float(text), RETRY_AFTER_MOST_S) if text.isdecimal() else 0.0


async def _nothing() -> AsyncIterator[bytes]:
    return
    yield
