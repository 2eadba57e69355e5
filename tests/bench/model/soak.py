"""Owns the long run: thirty visitors ask, change their mind, hang up and send nonsense; nothing may be left."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from pathlib import Path

import httpx2

from appliance.wiring.model_server import starter_file
from tests.bench.model import load, peers
from tests.bench.model.peers import Peer
from tests.bench.model.visitors import ask_all

VISITORS = 30
PATIENCE_S = 150.0
# After the warm-up memory may still grow by this: the kept blocks fill up, and the allocator keeps some for itself.
GROWTH_MAX_MB = 450
# Prompts are prepared in a pool of threads that grows with what comes at the same moment; a leak would be hundreds.
THREADS_MORE_MAX = 8
NONSENSE: tuple[dict[str, object], ...] = (
    {},
    {"messages": []},
    {"messages": [{"role": "user", "content": "x " * 9000}]},
    {"messages": [{"role": "user", "content": "hi"}], "max_tokens": -1},
    {"messages": [{"role": "user", "content": "hi"}], "temperature": 1e9},
    {"messages": [{"role": "user", "content": "hi"}], "response_format": {"type": "json_schema", "json_schema": {}}},
    {"messages": [{"role": "user", "content": "hi"}], "n": 4, "max_tokens": 5, "temperature": 1.5, "stop": ["a", "e"]},
)


def run(seconds: float) -> dict[str, float]:
    """Raises SystemExit when something was lost: cells, threads, memory, or the server itself."""
    with peers.shopbell(starter_file()) as peer:
        ask_all(peer.url, peers.TOKEN, load.requests(24, seed=1), 8)
        before = _held(peer)
        outcomes = asyncio.run(_visit(peer, seconds))
        _wait_until_idle(peer)
        after = _held(peer)
        numbers = _numbers(peer)
    figures = {f"soak_{name}": float(count) for name, count in sorted(outcomes.items())}
    figures |= {
        "soak_cells_left": numbers["used_cells"],
        "soak_threads_more": after["threads"] - before["threads"],
        "soak_memory_more_mb": round((after["bytes"] - before["bytes"]) / 1e6, 1),
        "soak_gap_p95_s": round(numbers["gap_p95_seconds"], 2),
    }
    lost = figures["soak_cells_left"] > 0 or figures["soak_threads_more"] > THREADS_MORE_MAX
    if lost or figures["soak_memory_more_mb"] > GROWTH_MAX_MB or outcomes["broken"]:
        raise SystemExit(f"Something was lost: {figures}")
    return figures


async def _visit(peer: Peer, seconds: float) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    end = time.monotonic() + seconds
    limits = httpx2.Limits(max_connections=None)
    headers = {"Authorization": f"Bearer {peers.TOKEN}"}
    async with httpx2.AsyncClient(
        base_url=peer.url, headers=headers, timeout=PATIENCE_S, limits=limits, trust_env=False
    ) as http:

        async def visitor(number: int) -> None:
            chance = random.Random(number)
            questions = load.requests(100_000, seed=1000 + number)
            while time.monotonic() < end:
                outcomes[await _one(http, next(questions), f"visitor {number}", chance)] += 1

        await asyncio.gather(*(visitor(number) for number in range(VISITORS)))
    return outcomes


async def _one(http: httpx2.AsyncClient, messages: load.Messages, name: str, chance: random.Random) -> str:
    """One question; what became of it."""
    mood = chance.random()
    if mood < 0.15:
        answer = await http.post("/v1/chat/completions", json=chance.choice(NONSENSE))
        return "nonsense" if answer.status_code in (200, 400, 429) else "broken"
    leaves_after = chance.uniform(0.0, 6.0) if mood < 0.45 else PATIENCE_S
    body = {"messages": messages, "max_tokens": load.ANSWER_TOKENS, "temperature": 0, "stream": mood < 0.9}
    try:
        async with asyncio.timeout(leaves_after):
            return await _read(http, body, {"X-Shopbell-Visitor": name})
    except TimeoutError:
        return "left"


async def _read(http: httpx2.AsyncClient, body: dict[str, object], headers: dict[str, str]) -> str:
    async with http.stream("POST", "/v1/chat/completions", json=body, headers=headers) as response:
        text = (await response.aread()).decode()
    if response.status_code == 429:
        await asyncio.sleep(float(response.headers["Retry-After"]))
        return "sent_away"
    whole = "[DONE]" in text if body["stream"] else '"finish_reason"' in text
    return "answered" if response.status_code == 200 and whole else "broken"


def _held(peer: Peer) -> dict[str, float]:
    status = Path(f"/proc/{peer.process.pid}/status").read_text(encoding="ascii")
    number = {key: int(value) for key, value in re.findall(r"^(Threads|VmRSS):\s+(\d+)", status, re.MULTILINE)}
    return {"threads": number["Threads"], "bytes": number["VmRSS"] * 1024}


def _numbers(peer: Peer) -> dict[str, float]:
    headers = {"Authorization": f"Bearer {peers.TOKEN}"}
    text = httpx2.get(f"{peer.url}/metrics", headers=headers, trust_env=False).text
    return {name: float(value) for name, value in re.findall(r"^shopbell_model_(\w+) (\S+)$", text, re.MULTILINE)}


def _wait_until_idle(peer: Peer) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while (numbers := _numbers(peer))["running"] or numbers["waiting"]:
        if time.monotonic() > deadline:
            raise SystemExit("The model server does not come to rest.")
        time.sleep(0.2)
