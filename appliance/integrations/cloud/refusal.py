"""Owns what a provider means that answers with an error: in words for the owner, and as its own short name. Pure."""

from __future__ import annotations

import json
import re

WORDS = {
    400: "does not take what it is sent",
    401: "refuses the key",
    402: "wants to be paid first",
    403: "does not allow this with this key",
    404: "is not there: the address or the name of the model is wrong",
    429: "has been asked too often, or its account is empty",
}
# An error's name and nothing longer: a provider may repeat what it was sent.
NAME = re.compile(r"[a-z_]{1,40}")
# So says OpenAI that a model takes another way of setting the length, and no temperature.
OTHER_WAY = ("unsupported_parameter", "unsupported_value")


def name(body: bytes) -> str:
    """Such as "model_not_found"; empty when it tells none."""
    try:
        told = json.loads(body)["error"]["code"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return told if isinstance(told, str) and NAME.fullmatch(told) else ""


def words(status: int, named: str) -> str:
    """One sentence, with the numbers and names by which it is found in the provider's papers."""
    code = f"{status}, {named}" if named else str(status)
    return f"The cloud model {WORDS[status]} ({code})." if status in WORDS else f"The cloud model answered {code}."
