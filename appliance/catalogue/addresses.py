"""Owns which addresses a file may come from: https, and http from this very machine."""

from __future__ import annotations

from ipaddress import ip_address

import httpx2

from appliance.contract.problems import ErrorCode, Refused


def require_safe(url: httpx2.URL, came_from: httpx2.URL | None = None) -> None:
    """Raises Refused. A page of the internet may not send us to this machine's own ports either."""
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
