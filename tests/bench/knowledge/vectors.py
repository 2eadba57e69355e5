"""Owns the real embedder inside the bench, with what it made before kept on disk: the same text, the same vector."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import numpy as np

from appliance.knowledge.ports import Vector
from appliance.model_server.embedder import Embedder

Kind = Literal["query", "passage"]
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "shopbell/bench-vectors.db"


class KeptVectors:
    """An Embedder (knowledge/ports.py) that computes a text once.

    `fresh` questions are computed once in each run, and kept in memory as inference/embedder.py keeps them.
    """

    def __init__(self, fresh: bool = False) -> None:
        CACHE.parent.mkdir(parents=True, exist_ok=True)
        self._kept = sqlite3.connect(CACHE)
        self._kept.execute(
            "CREATE TABLE IF NOT EXISTS vectors (kind TEXT, text TEXT, vector BLOB, UNIQUE (kind, text))"
        )
        self._embedder = Embedder()
        self._threads = ThreadPoolExecutor(os.cpu_count())
        self._fresh = fresh
        self._asked: dict[str, Vector] = {}

    def close(self) -> None:
        self._kept.close()
        self._threads.shutdown()

    async def query(self, text: str) -> Vector:
        if text not in self._asked:
            self._asked[text] = (await self._vectors([text], "query", self._fresh))[0]
        return self._asked[text]

    async def passages(self, texts: Sequence[str]) -> list[Vector]:
        return await self._vectors(texts, "passage", fresh=False)

    async def model_id(self) -> str:
        return self._embedder.name

    async def _vectors(self, texts: Sequence[str], kind: Kind, fresh: bool) -> list[Vector]:
        known = {} if fresh else {text: data for text in texts if (data := self._find(kind, text))}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        loop = asyncio.get_running_loop()
        made = await asyncio.gather(
            *(loop.run_in_executor(self._threads, self._embedder.embed, text, kind) for text in missing)
        )
        known |= dict(zip(missing, made, strict=True))
        if not fresh:
            rows = [(kind, text, known[text]) for text in missing]
            self._kept.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", rows)
            self._kept.commit()
        return [tuple(np.frombuffer(known[text], dtype="<f4").tolist()) for text in texts]

    def _find(self, kind: Kind, text: str) -> bytes | None:
        row = self._kept.execute("SELECT vector FROM vectors WHERE kind = ? AND text = ?", (kind, text)).fetchone()
        return row[0] if row else None
