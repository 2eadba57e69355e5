"""Owns what is asked about the cloud model and about what left the box."""

from __future__ import annotations

from appliance.client.wire import JSON, Wire, parse
from appliance.contract.cloud import CloudKey, CloudStatus
from appliance.contract.egress import EgressReport, NothingLeaves
from appliance.contract.settings import CloudSettings


class CloudCalls(Wire):
    """The cloud model and the egress ledger."""

    def cloud(self) -> CloudStatus:
        return self._get("/v1/cloud", CloudStatus)

    def set_cloud(self, wanted: CloudSettings) -> CloudStatus:
        """Raises Refused when it cannot be switched on so."""
        return parse(self._call("PUT", "/v1/cloud", content=wanted.model_dump_json(), headers=JSON), CloudStatus)

    def keep_cloud_key(self, key: str) -> CloudStatus:
        return parse(self._call("PUT", "/v1/cloud/key", json=CloudKey(key=key).model_dump()), CloudStatus)

    def forget_cloud_key(self) -> CloudStatus:
        return parse(self._call("DELETE", "/v1/cloud/key"), CloudStatus)

    def egress(self, limit: int = 100) -> EgressReport:
        """Sums of a month's days and the latest rows, newest first."""
        return self._get(f"/v1/egress?limit={limit}", EgressReport)

    def let_nothing_leave(self, on: bool) -> EgressReport:
        """Keep visitors' words on the box, whatever else is switched on."""
        body = NothingLeaves(on=on).model_dump()
        return parse(self._call("PUT", "/v1/egress/nothing-leaves", json=body), EgressReport)
