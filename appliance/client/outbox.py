"""Owns what is asked about the outbox."""

from __future__ import annotations

from urllib.parse import quote

from appliance.client.wire import Wire, parse
from appliance.contract.outbox import OutboxRow, OutboxState


class OutboxCalls(Wire):
    """What waits to leave the box."""

    def outbox(self, limit: int = 50, state: OutboxState | None = None) -> list[OutboxRow]:
        """Newest first."""
        only = f"&state={state}" if state else ""
        return self._list(f"/v1/outbox?limit={limit}{only}", OutboxRow)

    def replay_outbox(self, row_id: str) -> OutboxRow:
        """Try to send it again, also what was given up. Raises Refused when it was sent."""
        return parse(self._call("POST", f"/v1/outbox/{quote(row_id, safe='')}/replay"), OutboxRow)
