"""Owns the line to a website: a name is resolved here, every answer checked, and the checked address connected to.

Resolving in one place and connecting in another would let a name answer with a public address first and with a
private one a moment later.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import ip_address

import httpx2

from appliance.knowledge.website.rules.addresses import Address, Network, may_ask

Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]
"""The addresses of a host name and port. Raises OSError when it has none."""


class PrivateAddress(Exception):
    """The name leads into a network that is not everybody's."""


class NoAddress(httpx2.ConnectError):
    """The name leads nowhere."""


class CheckedTransport(httpx2.AsyncBaseTransport):
    """Connects only to addresses that may be asked; `allowed` networks are for tests."""

    def __init__(self, resolve: Resolve, allowed: Sequence[Network] = ()) -> None:
        self._resolve, self._allowed = resolve, allowed
        self._inner = httpx2.AsyncHTTPTransport(trust_env=False)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Raises PrivateAddress, or httpx2.TransportError as any transport does."""
        last: httpx2.TransportError = NoAddress("the name has no address", request=request)
        for address in await self._checked(request):
            try:
                return await self._inner.handle_async_request(_to(address, request))
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as cause:
                last = cause
        raise last

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def _checked(self, request: httpx2.Request) -> Sequence[Address]:
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        try:
            addresses = await self._resolve(request.url.host, port)
        except (OSError, ValueError) as cause:
            raise NoAddress("the name has no address", request=request) from cause
        if not all(may_ask(address, self._allowed) for address in addresses):
            raise PrivateAddress(request.url.host)
        return addresses


def _to(address: Address, request: httpx2.Request) -> httpx2.Request:
    """The same request to this very address; Host header and certificate are still those of the name."""
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=str(address)),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )


async def resolve(host: str, port: int) -> Sequence[Address]:
    """As this machine resolves names."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(str(address[0]).partition("%")[0]) for *_, address in found]
