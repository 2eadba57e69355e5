"""Owns what is taken for the address of a server in the shop's network."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

PORT_MAX = 65_535
# Written with digits and dots alone, or in brackets, the host is a number that must be one.
_ADDRESS = re.compile(
    r"https?://([^\s/?#@]+@)?(?P<host>\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<v4>[0-9.]+)|[\w-]{1,63}(\.[\w-]{1,63})*)"
    r"(:(?P<port>[0-9]{1,5})?)?(/[^\s?#]*)?",
    re.ASCII,
)


def _possible(address: str) -> str:
    """What no server can be reached by is told where it is written, not when the first question is sent to it."""
    if address and not _is_one(address):
        detail = "the address of the model server must be like http://10.0.0.5:8000, with a port up to 65535"
        raise PydanticCustomError("server_address", detail)
    return address


def _is_one(address: str) -> bool:
    found = _ADDRESS.fullmatch(address)
    if not found or not address.isprintable() or int(found["port"] or 0) > PORT_MAX:
        return False
    try:
        if found["v6"]:
            IPv6Address(found["v6"])
        if found["v4"]:
            IPv4Address(found["v4"])
    except ValueError:
        return False
    return True


ServerAddress = Annotated[str, AfterValidator(_possible)]
"""http or https, a host in the letters of the Domain Name System or a number, a port, a path; or nothing."""
