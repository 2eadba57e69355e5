"""Owns reading the shop's own facts as a document; knowledge/facts/published.py writes them."""

from __future__ import annotations

import json

from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.importers.reading import Block, Reading


def read(data: bytes) -> Reading:
    try:
        body = json.loads(data)
        blocks = [Block((fact["heading"],), fact["text"], whole=True, also=fact["also"]) for fact in body["facts"]]
        return Reading(body["title"], tuple(blocks))
    except (ValueError, KeyError, TypeError) as cause:
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, "These shop facts are damaged; save them again.") from cause
