"""Owns what is asked about figures."""

from __future__ import annotations

from urllib.parse import quote

from appliance.client.wire import Wire
from appliance.contract.insights import AnswerFigures, AnswerTrace


class InsightCalls(Wire):
    """How questions were answered, in figures."""

    def answer_figures(self, since: str = "") -> AnswerFigures:
        """Sums over visitors' questions since a moment, UTC, ISO 8601; without one, over all."""
        return self._get(f"/v1/insights/answers?since={quote(since)}", AnswerFigures)

    def traces(self, limit: int = 50) -> list[AnswerTrace]:
        """The latest answers step by step, newest first."""
        return self._list(f"/v1/insights/traces?limit={limit}", AnswerTrace)
