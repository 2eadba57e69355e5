"""Owns the figures on the model server: rounds in turn with its peers, medians, ratios, memory."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from appliance.wiring.model_server import starter_file
from tests.bench.model import load, peers
from tests.bench.model.peers import Peer
from tests.bench.model.visitors import Heard, Round, ask_all

WARM_UP = 24
LEVELS = (1, 4, 8, 16)
BUSY = 8
# llama.cpp's own server is the one to beat; the two in Python are many times slower, so they come last.
SERVERS = (peers.shopbell, peers.llama_server, peers.example, peers.llama_cpp_server)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many visitors at once, and how many questions each server is asked in each of the rounds."""

    visitors: int
    questions: int
    rounds: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One server at one level."""

    requests_per_s: float
    first_p50_s: float
    first_p95_s: float
    whole_p50_s: float
    pieces_per_s: float


def run(quick: bool, levels: Sequence[int] = LEVELS, servers: int = len(SERVERS)) -> dict[str, float]:
    """At each level every one of the first `servers` servers is asked 200 questions.

    Quick: 8 visitors and one, in short rounds, against llama-server only.
    """
    file = starter_file()
    plans = [Plan(1, 12, 3), Plan(BUSY, 32, 3)] if quick else [Plan(level, 40, 5) for level in levels]
    results: dict[tuple[str, int], Measured] = {}
    with ExitStack() as stack:
        started = SERVERS[: 2 if quick else servers]
        running = [stack.enter_context(start(file)) for start in started]
        for server in running:
            ask_all(server.url, peers.TOKEN, load.requests(WARM_UP, seed=1), BUSY)
        for plan in plans:
            for name, measured in _in_turn(running, plan).items():
                results[name, plan.visitors] = measured
                _show(name, plan.visitors, measured)
        memory = {server.name: server.peak_bytes() for server in running}
    for name, size in memory.items():
        print(f"{name:16} peak memory {size / 1e6:.0f} MB")
    return _ratios(results, memory)


def _in_turn(servers: Sequence[Peer], plan: Plan) -> dict[str, Measured]:
    """The servers take turns round by round, so that a busy minute of the machine hurts both."""
    rounds: dict[str, list[Round]] = {server.name: [] for server in servers}
    for number in range(plan.rounds):
        order = servers if number % 2 == 0 else servers[::-1]
        for server in order:
            questions = load.requests(plan.questions, seed=100 * plan.visitors + number)
            rounds[server.name].append(ask_all(server.url, peers.TOKEN, questions, plan.visitors))
    return {name: _measured(done) for name, done in rounds.items()}


def _measured(rounds: Sequence[Round]) -> Measured:
    heard = [one for each in rounds for one in each.heard]
    return Measured(
        requests_per_s=statistics.median(each.requests_per_s for each in rounds),
        first_p50_s=_quantile(heard, 0.5, lambda one: one.first_s),
        first_p95_s=_quantile(heard, 0.95, lambda one: one.first_s),
        whole_p50_s=_quantile(heard, 0.5, lambda one: one.whole_s),
        pieces_per_s=_quantile(heard, 0.5, lambda one: one.pieces_per_s),
    )


def _quantile(heard: Sequence[Heard], share: float, of: Callable[[Heard], float]) -> float:
    return sorted(map(of, heard))[min(len(heard) - 1, int(len(heard) * share))]


def _ratios(results: dict[tuple[str, int], Measured], memory: dict[str, int]) -> dict[str, float]:
    """Of what was measured, in the names of the bars."""
    ratios: dict[str, float] = {}
    for (name, level), theirs in results.items():
        ours, word = results["Shopbell", level], name.replace("-", "_").replace(".", "_").replace(" ", "_")
        if name == "Shopbell":
            continue
        ratios[f"requests_per_s_vs_{word}_{level}"] = round(ours.requests_per_s / theirs.requests_per_s, 2)
        ratios[f"first_words_p50_vs_{word}_{level}"] = round(ours.first_p50_s / theirs.first_p50_s, 2)
        if level == 1:
            ratios[f"single_stream_vs_{word}"] = round(ours.pieces_per_s / theirs.pieces_per_s, 2)
    if "llama-server" in memory:
        ratios["peak_memory_vs_llama_server"] = round(memory["Shopbell"] / memory["llama-server"], 2)
    return ratios


def _show(name: str, visitors: int, one: Measured) -> None:
    print(
        f"{name:16} {visitors:3} visitors  {one.requests_per_s:5.2f} requests/s"
        f"  first words p50 {one.first_p50_s:5.2f} s p95 {one.first_p95_s:5.2f} s"
        f"  whole p50 {one.whole_p50_s:5.2f} s  {one.pieces_per_s:5.1f} tokens/s",
        flush=True,
    )
