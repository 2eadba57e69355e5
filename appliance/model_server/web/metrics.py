"""Owns the numbers of the chat engine for Prometheus; read when asked for, counted nowhere twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

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
        yield GaugeMetricFamily("shopbell_model_cells", "Tokens of working memory.", now.cells)
        yield GaugeMetricFamily("shopbell_model_used_cells", "Of these, in use.", now.used_cells)
        yield GaugeMetricFamily("shopbell_model_tokens_per_second", "Computed while busy, lately.", now.tokens_per_s)
        yield GaugeMetricFamily("shopbell_model_gap_p95_seconds", "Between words, lately.", now.gap_p95_s)
        spans = CounterMetricFamily("shopbell_model_spent_seconds", "Of finished answers, by stage.", labels=["stage"])
        for stage, seconds in asdict(now.timings).items():
            spans.add_metric([stage.removesuffix("_s")], seconds)
        yield spans
        yield CounterMetricFamily("shopbell_model_admitted", "Generations that were started.", now.admitted)
        yield CounterMetricFamily(
            "shopbell_model_evicted_tokens", "Kept once, given up for others.", now.evicted_tokens
        )
        yield CounterMetricFamily("shopbell_model_steps", "Batches computed.", now.progress)
        yield CounterMetricFamily("shopbell_model_prompt_tokens", "Tokens of started prompts.", now.prompt_tokens)
        yield CounterMetricFamily("shopbell_model_cached_tokens", "Of these, not computed again.", now.cached_tokens)
        yield CounterMetricFamily("shopbell_model_written_tokens", "Tokens of answers.", now.written_tokens)
