"""Owns asking a website for one address: politely, with an end to everything, and never outside the site."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urlsplit

import httpx2

from appliance.knowledge.website.rules.addresses import Network
from appliance.knowledge.website.rules.limits import USER_AGENT, Limits
from appliance.knowledge.website.rules.urls import Site, normal
from appliance.knowledge.website.wire.pace import Pace
from appliance.knowledge.website.wire.transport import CheckedTransport, NoAddress, PrivateAddress, Resolve

CONNECT_S = 10.0
_TYPES = "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9"
_REDIRECTS = (301, 302, 303, 307, 308)
_PACKED = ("gzip", "deflate", "x-gzip")


class Unanswered(Exception):
    """No answer that could be used; the words are the rest of a sentence about the page.

    `passing` is true when the site may only be busy or away for a moment.
    """

    def __init__(self, why: str, passing: bool = False) -> None:
        super().__init__(why)
        self.passing = passing


class LeadsAway(Unanswered):
    """A redirect goes to another site."""

    def __init__(self, where: str) -> None:
        super().__init__(f"sends visitors on to {where}")
        self.where = where


@dataclass(frozen=True, slots=True)
class Answer:
    """What came from `url`, which is the last one of a chain of redirects. Header names are lower case."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask for. A body is read when `most_bytes` names its content type; "*" stands for every other.

    `conditions` are headers about this very address, so they do not go along when it sends us on to another one.
    """

    url: str
    most_bytes: Mapping[str, int]
    conditions: Mapping[str, str] = field(default_factory=dict)


Make = Callable[..., httpx2.AsyncClient]
"""Makes the client from httpx2's own options."""

PLAIN: Make = httpx2.AsyncClient


def connect(resolve: Resolve, allowed: Sequence[Network] = (), make: Make = PLAIN) -> httpx2.AsyncClient:
    """A client that keeps no cookies and follows nothing by itself."""
    return make(
        transport=CheckedTransport(resolve, allowed),
        headers={"User-Agent": USER_AGENT, "Accept": _TYPES, "Accept-Encoding": "gzip"},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        follow_redirects=False,
        trust_env=False,
    )


class Fetcher:
    """Speaks to one site. `bytes` and `requests` count what it has cost so far."""

    def __init__(self, http: httpx2.AsyncClient, site: Site, limits: Limits, pace: Pace) -> None:
        self.site, self.pace = site, pace
        self.bytes = self.requests = 0
        self._http, self._limits = http, limits

    async def get(self, request: Request, may_follow: Callable[[str], bool] = lambda url: True) -> Answer:
        """Follow redirects inside the site as far as `may_follow` lets. Raises Unanswered."""
        answer = await self._once(request)
        for _ in range(self._limits.redirects):
            if answer.status not in _REDIRECTS:
                return answer
            url = self._onwards(answer)
            if not may_follow(url):
                raise Unanswered("sends visitors on to a page that robots.txt closes")
            answer = await self._once(Request(url, request.most_bytes))
        if answer.status not in _REDIRECTS:
            return answer
        raise Unanswered("sends visitors from address to address without an end")

    def _onwards(self, answer: Answer) -> str:
        url = normal(answer.headers.get("location", ""), answer.url)
        if url is None:
            raise Unanswered("sends visitors on to an address that is none")
        if not self.site.has(url):
            raise LeadsAway(urlsplit(url).netloc)
        return url

    async def _once(self, request: Request) -> Answer:
        await self.pace.turn()
        self.requests += 1
        try:
            async with asyncio.timeout(self._limits.request_s):
                return await self._ask(request)
        except (TimeoutError, httpx2.TimeoutException):
            raise Unanswered("took too long to answer", passing=True) from None
        except NoAddress:
            raise Unanswered("cannot be found; the name may be wrong, or this computer offline", passing=True) from None
        except PrivateAddress as private:
            raise Unanswered("has an address inside a private network") from private
        except (httpx2.HTTPError, httpx2.InvalidURL, zlib.error) as cause:
            if "CERTIFICATE_VERIFY_FAILED" in str(cause):
                raise Unanswered("shows a certificate that cannot be trusted") from cause
            raise Unanswered("did not answer", passing=True) from cause

    async def _ask(self, request: Request) -> Answer:
        timeout = httpx2.Timeout(self._limits.request_s, connect=CONNECT_S)
        async with self._http.stream("GET", request.url, headers=dict(request.conditions), timeout=timeout) as response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            answer = Answer(request.url, response.status_code, headers)
            most = request.most_bytes.get(answer.content_type, request.most_bytes.get("*"))
            if answer.status != 200 or most is None:
                return answer
            return replace(answer, body=await self._body(response, most))

    async def _body(self, response: httpx2.Response, most: int) -> bytes:
        """Unpacked here, piece by piece, so that a small answer cannot become a huge one."""
        packing = response.headers.get("content-encoding", "identity").strip().lower()
        if packing not in (*_PACKED, "identity", ""):
            raise Unanswered("is packed in a way that was not asked for")
        unpack = zlib.decompressobj(wbits=47) if packing in _PACKED else None
        body = bytearray()
        async for piece in response.aiter_raw():
            body += unpack.decompress(piece, most + 1 - len(body)) if unpack else piece
            if len(body) > most:
                raise Unanswered(f"is larger than {most / 1_000_000:.0f} MB")
        self.bytes += len(body)
        return bytes(body)
