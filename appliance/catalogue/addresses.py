"""Owns which addresses a file may come from: https, and http from this very machine."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import httpx2

from appliance.contract.problems import ErrorCode, Refused


def require_safe(url: httpx2.URL, came_from: httpx2.URL | None = None) -> None:
    """Raises Refused. A page of the internet may not send us to this machine or into this network either."""
    if came_from is not None and _is_near(url.host) and not _is_near(came_from.host):
        detail = f"{came_from.host} sends us into this network ({url.host}), so the file is not fetched."
        raise Refused(ErrorCode.DOWNLOAD_FAILED, detail)
    if url.scheme == "https" and url.host:
        return
    ours = url.scheme == "http" and _is_this_machine(url.host)
    if not ours or (came_from is not None and not _is_this_machine(came_from.host)):
        detail = f"{url.host or 'This address'} offers the file without encryption (https), so it is not fetched."
        raise Refused(ErrorCode.DOWNLOAD_FAILED, detail)


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_near(host: str) -> bool:
    """By its own words this machine or one in its network; what other names stand for is not looked up."""
    address = _written(host)
    if address is None:
        return host.rstrip(".").rpartition(".")[2] in ("localhost", "local")
    return not address.is_global


def _written(host: str) -> IPv4Address | IPv6Address | None:
    """The address that stands there, also in the short forms that the system understands, such as 127.1."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None
