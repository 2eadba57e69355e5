"""Owns that a model server in the shop's network stands there: visitors' words go to no address of the internet."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_address

import httpx2


class Nearby(httpx2.AsyncBaseTransport):
    """Passes a request on when its host is on this machine or in a private network, each time anew."""

    def __init__(self, inner: httpx2.AsyncBaseTransport | None = None) -> None:
        self._inner = inner or httpx2.AsyncHTTPTransport(trust_env=False)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Raises ConnectError when the host is unknown, or when any of its addresses is a public one."""
        loop, host = asyncio.get_running_loop(), request.url.raw_host.decode("ascii")
        try:
            found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, ValueError, OverflowError) as unknown:  # a name or a port that none can have is told so
            raise httpx2.ConnectError(f"{host} is not known in this network.") from unknown
        if any(ip_address(str(address[0]).partition("%")[0]).is_global for *_, address in found):
            raise httpx2.ConnectError(f"{host} is not in this network: nothing was sent to it.")
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()
