"""Owns which network addresses may be asked for a page: those the whole internet can reach, and no others. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# An IPv6 address of this range stands for the IPv4 address in its last 32 bits (RFC 6052).
_TRANSLATED = IPv6Network("64:ff9b::/96")


def may_ask(address: Address, allowed: Sequence[Network] = ()) -> bool:
    """False for private, loopback, link-local, multicast and reserved addresses, however they are written.

    `allowed` networks are asked all the same: for tests, which have no other server than their own.
    """
    inner = _inner(address)
    if any(inner in network for network in allowed):
        return True
    site_local = isinstance(inner, IPv6Address) and inner.is_site_local
    return inner.is_global and not (inner.is_multicast or inner.is_reserved or inner.is_unspecified or site_local)


def _inner(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one that only wraps it."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)
