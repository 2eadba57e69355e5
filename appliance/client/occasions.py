"""Owns what is asked about incidents and sale days."""

from __future__ import annotations

from appliance.client.wire import Wire, parse
from appliance.contract.occasions import Incident, Occasions, SaleDay


class OccasionCalls(Wire):
    """Days that are not like others."""

    def occasions(self) -> Occasions:
        """What is planned or going on."""
        return self._get("/v1/occasions", Occasions)

    def announce_incident(self, incident: Incident) -> Occasions:
        return parse(self._call("PUT", "/v1/occasions/incident", json=incident.model_dump(mode="json")), Occasions)

    def end_incident(self) -> Occasions:
        return parse(self._call("DELETE", "/v1/occasions/incident"), Occasions)

    def announce_sale(self, sale: SaleDay) -> Occasions:
        return parse(self._call("PUT", "/v1/occasions/sale-day", json=sale.model_dump(mode="json")), Occasions)

    def call_off_sale(self) -> Occasions:
        return parse(self._call("DELETE", "/v1/occasions/sale-day"), Occasions)
