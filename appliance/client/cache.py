"""Owns what is asked about caches."""

from __future__ import annotations

from appliance.client.wire import Wire, parse
from appliance.contract.cache import CacheReport


class CacheCalls(Wire):
    """How often what was made before helped, and forgetting it."""

    def cache(self) -> CacheReport:
        return self._get("/v1/cache", CacheReport)

    def clear_cache(self) -> CacheReport:
        """Forget every kept answer."""
        return parse(self._call("DELETE", "/v1/cache"), CacheReport)
