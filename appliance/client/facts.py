"""Owns what is asked about the shop's typed facts: read, save, go back, confirm what documents propose."""

from __future__ import annotations

from urllib.parse import quote

from appliance.client.wire import Wire, parse
from appliance.contract.facts import ExpiringFact, FactProposal, ShopFacts


class FactCalls(Wire):
    """The facts and what is proposed for them."""

    def facts(self) -> ShopFacts:
        return self._get("/v1/facts", ShopFacts)

    def save_facts(self, facts: ShopFacts) -> ShopFacts:
        """Replace them; they answer at once."""
        return parse(self._call("PUT", "/v1/facts", json=facts.model_dump(mode="json")), ShopFacts)

    def undo_facts(self) -> ShopFacts:
        """Go back by one change. Raises Refused when there is none."""
        return parse(self._call("POST", "/v1/facts/undo"), ShopFacts)

    def expiring_facts(self) -> list[ExpiringFact]:
        """What has expired or will within two weeks, the oldest first."""
        return self._list("/v1/facts/expiring", ExpiringFact)

    def fact_proposals(self, dismissed: bool = False) -> list[FactProposal]:
        """What documents say beside the facts or against them; with `dismissed` what was turned down."""
        return self._list(f"/v1/facts/proposals?dismissed={str(dismissed).lower()}", FactProposal)

    def confirm_fact(self, proposal_id: str) -> ShopFacts:
        return parse(self._call("POST", f"/v1/facts/proposals/{quote(proposal_id, safe='')}/confirm"), ShopFacts)

    def dismiss_fact(self, proposal_id: str) -> None:
        self._call("POST", f"/v1/facts/proposals/{quote(proposal_id, safe='')}/dismiss")

    def reopen_fact(self, proposal_id: str) -> None:
        """Take back that it was turned down."""
        self._call("POST", f"/v1/facts/proposals/{quote(proposal_id, safe='')}/reopen")

    # -- for the scheduler

    def refresh_facts(self) -> None:
        """Take what has expired out of what questions find."""
        self._call("POST", "/v1/facts/refresh")
