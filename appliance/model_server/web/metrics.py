"""Owns the numbers of the chat engine for Prometheus; read when asked for, counted nowhere twice."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi.responses import Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from appliance.model_server.generation.engine_thread import Snapshot


def response(now: Snapshot) -> Response:
    registry = CollectorRegistry()
    registry.register(_Numbers(now))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)


class _Numbers(Collector):
    def __init__(self, now: Snapshot) -> None:
        self._now = now

    def collect(self) -> Iterable[Metric]:
        now = self._now
        yield GaugeMetricFamily("shopbell_model_waiting", "Generations in line.", now.waiting)
        yield GaugeMetricFamily("shopbell_model_running", "Generations being written.", now.running)
        yield CounterMetricFamily("shopbell_model_steps", "Batches computed.", now.progress)
        yield CounterMetricFamily("shopbell_model_prompt_tokens", "Tokens of started prompts.", now.prompt_tokens)
        yield CounterMetricFamily("shopbell_model_cached_tokens", "Of these, not computed again.", now.cached_tokens)
        yield CounterMetricFamily("shopbell_model_written_tokens", "Tokens of answers.", now.written_tokens)
