"""Owns what is asked about leads."""

from __future__ import annotations

from urllib.parse import quote

from appliance.client.wire import Wire, parse
from appliance.contract.leads import Lead


class LeadCalls(Wire):
    """What visitors left."""

    def leads(self, limit: int = 50, open_only: bool = False) -> list[Lead]:
        """Newest first; with `open_only` those that nobody has handled."""
        return self._list(f"/v1/leads?limit={limit}&open_only={str(open_only).lower()}", Lead)

    def handle_lead(self, lead_id: str, handled: bool = True) -> Lead:
        """Mark a lead as handled, or take that back."""
        path = f"/v1/leads/{quote(lead_id, safe='')}/handled"
        return parse(self._call("POST" if handled else "DELETE", path), Lead)
