"""Owns reading server-sent events into contract values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import TypeAdapter

from appliance.contract.chat import ChatEvent, Done
from appliance.contract.problems import ErrorCode, Unavailable

_EVENT: TypeAdapter[ChatEvent] = TypeAdapter(ChatEvent)


def events(lines: Iterable[str]) -> Iterator[ChatEvent]:
    """Yield each event; raise Unavailable when the stream ends without `done`."""
    for line in lines:
        if not line.startswith("data:"):
            continue  # the event's name stands in its data too; comments keep the line open
        event = _EVENT.validate_json(line.removeprefix("data:").strip())
        yield event
        if isinstance(event, Done):
            return
    raise Unavailable(ErrorCode.INTERNAL, "The answer broke off.", retry_after_s=1)
