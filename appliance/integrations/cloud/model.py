"""Owns one call to a cloud model over HTTP: what is sent, how long it may take, what its answer means."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address

import httpx2

from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.contract.settings import CloudSettings
from appliance.inference import Message
from appliance.integrations.cloud import refusal
from appliance.integrations.ledgered import size_of_headers

CONNECT_S = 3.0
# An answer of a few hundred words has some kilobytes; nobody is to fill the memory.
MOST_BYTES = 256_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. The counts are None when the provider does not tell them."""

    text: str
    read_tokens: int | None
    written_tokens: int | None
    bytes_in: int


class Broken(Unavailable):
    """The call failed after so many bytes had come back; `charged` when the provider may have counted it."""

    def __init__(self, detail: str, bytes_in: int = 0, charged: bool = True) -> None:
        super().__init__(ErrorCode.MODEL_UNAVAILABLE, detail)
        self.bytes_in = bytes_in
        self.charged = charged


class OtherWay(Broken):
    """It does not take the usual way of being asked, and may answer in the other one."""


class CloudModel:
    """Follows no redirects, uses no proxy of the environment: where it speaks to stands in the ledger."""

    def __init__(self, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._http = httpx2.AsyncClient(
            timeout=httpx2.Timeout(None, connect=CONNECT_S),
            transport=transport,
            trust_env=False,
            follow_redirects=False,
        )

    async def close(self) -> None:
        await self._http.aclose()

    def request(
        self, cloud: CloudSettings, key: str, messages: Sequence[Message], limits: Mapping[str, int]
    ) -> httpx2.Request:
        """What would be sent; nothing leaves yet. Raises Refused when the address is none or not safe."""
        url = address(cloud.base_url)
        body = {
            "model": cloud.model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            **limits,
        }
        # Not compressed: a small answer must not unfold into a huge one.
        headers = {"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"}
        return self._http.build_request("POST", url, json=body, headers=headers)

    async def send(self, request: httpx2.Request, deadline_s: float) -> Reply:
        """The whole answer within so many seconds. Raises Broken, whose words hold nothing of what was said."""
        received = Received()
        try:
            async with asyncio.timeout(deadline_s):
                response = await self._http.send(request, stream=True)
                try:
                    await received.read(response)
                finally:
                    await response.aclose()
        except (httpx2.HTTPError, TimeoutError) as cause:
            detail = f"The cloud model did not answer: {type(cause).__name__}."
            raise Broken(detail, received.size, not isinstance(cause, httpx2.ConnectError)) from cause
        if received.status != 200:
            raise _refused(received)
        return _reply(received)


@dataclass(slots=True)
class Received:
    """What has come back so far; `size` is in bytes of HTTP."""

    status: int = 0
    body: bytes = b""
    size: int = 0

    async def read(self, response: httpx2.Response) -> None:
        self.status, self.size = response.status_code, size_of_headers(response.headers)
        async for piece in response.aiter_raw():
            self.body += piece
            self.size += len(piece)
            if len(self.body) > MOST_BYTES:
                raise Broken("The cloud model sent far too much.", self.size)


def address(base_url: str) -> httpx2.URL:
    """Where questions are sent. Raises Refused when it is no address, or not encrypted beyond this network."""
    try:
        url = httpx2.URL(base_url.rstrip("/") + "/chat/completions")
    except httpx2.InvalidURL as cause:
        raise Refused(ErrorCode.BAD_INPUT, "The address of the cloud model is none.") from cause
    if url.scheme != "https" and not (url.scheme == "http" and is_near(base_url)):
        raise Refused(ErrorCode.BAD_INPUT, "The address of the cloud model must begin with https.")
    return url


def is_near(base_url: str) -> bool:
    """The address is on this machine or in the shop's own network."""
    host = httpx2.URL(base_url).host
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost"


def _refused(received: Received) -> Broken:
    named = refusal.name(received.body)
    other_way = received.status == 400 and named in refusal.OTHER_WAY
    return (OtherWay if other_way else Broken)(refusal.words(received.status, named), received.size, charged=False)


def _reply(received: Received) -> Reply:
    try:
        read = json.loads(received.body)
        text, usage = read["choices"][0]["message"]["content"], read.get("usage") or {}
        counts = [usage.get(name) for name in ("prompt_tokens", "completion_tokens")]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as cause:
        raise Broken("The cloud model talked garbage.", received.size) from cause
    if not (isinstance(text, str) and text.strip()):  # it may have used up all its words for thoughts
        raise Broken("The cloud model gave no answer.", received.size)
    read_tokens, written_tokens = (count if isinstance(count, int) and count >= 0 else None for count in counts)
    return Reply(text, read_tokens, written_tokens, received.size)
