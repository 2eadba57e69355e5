"""Owns reading server-sent events into contract values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pydantic import TypeAdapter, ValidationError

from appliance.contract.chat import ChatEvent, Done
from appliance.contract.problems import ErrorCode, Unavailable

_EVENT: TypeAdapter[ChatEvent] = TypeAdapter(ChatEvent)


def events(lines: Iterable[str]) -> Iterator[ChatEvent]:
    """Yield each event; raise Unavailable when the stream ends without `done`."""
    for line in lines:
        if not line.startswith("data:"):
            continue  # the event's name stands in its data too; comments keep the line open
        with understood():
            event = _EVENT.validate_json(line.removeprefix("data:").strip())
        yield event
        if isinstance(event, Done):
            return
    raise Unavailable(ErrorCode.INTERNAL, "The answer broke off.", retry_after_s=1)


@contextmanager
def understood() -> Iterator[None]:
    """Raise Unavailable when what came is no value of the contract: another version answers, or another program."""
    try:
        yield
    except ValidationError as cause:
        detail = "Shopbell answered in a way this program does not understand. Are both of the same version?"
        raise Unavailable(ErrorCode.UNREACHABLE, detail) from cause
