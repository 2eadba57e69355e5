"""Owns what each role is made of: a worker thread with its model, and the app in front of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import structlog
from fastapi import FastAPI

from appliance.contract.settings import ModelSettings
from appliance.model_server import niceness
from appliance.model_server.embed_worker import EmbedWorker, TextEmbedder
from appliance.model_server.generation.engine_thread import EngineThread, StopAsked
from appliance.model_server.generation.ports import TokenModel
from appliance.model_server.memory.free import free_bytes
from appliance.model_server.memory.gguf import read_shape
from appliance.model_server.memory.plan import LEAST_CELLS, plan
from appliance.model_server.niceness import step_back
from appliance.model_server.prompt.chat_prompt import ChatPrompt
from appliance.model_server.web.app_chat import ChatService, chat_app
from appliance.model_server.web.app_embed import embed_app

SEQUENCES_MAX = 256
PREFIXES_PER_ANSWER = 3
PREFIXES_LEAST = 16
# Without a graphics card each answer, running or kept, has cells of its own: twice an even share of the setting.
STREAMS_LEAST = 8
STREAM_SHARE = 2
ALL_LAYERS = -1
log = structlog.get_logger()


class Worker(Protocol):
    """The thread that owns a model. `ended` is called once, in that thread, with the process's exit code."""

    reason: str

    def start(self, ended: Callable[[int], None]) -> None: ...
    def stop(self) -> None: ...
    def join(self, timeout_s: float) -> bool: ...


@dataclass(frozen=True, slots=True)
class Part:
    """A role, ready to be served."""

    app: FastAPI
    worker: Worker


def chat(file: Path, settings: ModelSettings, safe_mode: bool) -> Part:
    """Safe mode: half the working memory, and nothing on a graphics card."""
    loader = _ChatLoader(file, settings, safe_mode)
    engine = EngineThread(loader.load, settings.sequences)
    return Part(chat_app(ChatService(engine, loader.prompt)), engine)


def embed() -> Part:
    worker = EmbedWorker(_load_embedder)
    return Part(embed_app(worker), worker)


class _ChatLoader:
    def __init__(self, file: Path, settings: ModelSettings, safe_mode: bool) -> None:
        self._file, self._settings, self._safe_mode = file, settings, safe_mode
        self._prompt: ChatPrompt | None = None

    def load(self, stop_asked: StopAsked) -> TokenModel:
        step_back(niceness.ANSWERS)
        # Imported here: the process listens and answers before the library is loaded.
        from appliance.model_server import llama

        settings = self._settings
        cells = settings.context // 2 if self._safe_mode else settings.context
        layers = 0 if self._safe_mode else ALL_LAYERS
        gpu = layers != 0 and llama.has_gpu()
        batch = llama.BATCH_ON_GPU if gpu else llama.BATCH_ON_CPU
        # What fits on a graphics card only its driver knows.
        free = None if gpu else free_bytes()
        if gpu:
            prefixes = max(PREFIXES_LEAST, PREFIXES_PER_ANSWER * settings.sequences)
            sequences = min(SEQUENCES_MAX, settings.sequences + prefixes)
            pools = 1
        else:  # see stream_cache.py
            sequences = pools = settings.sequences + max(STREAMS_LEAST, settings.sequences)
            cells = pools * min(cells, max(LEAST_CELLS, STREAM_SHARE * cells // settings.sequences))
        planned = plan(read_shape(self._file), free, cells, batch, sequences, pools)
        log.info("memory_planned", words=planned.words)
        room = llama.Room(
            cells=planned.cells,
            precision=planned.precision,
            batch=batch,
            sequences=sequences,
            threads=settings.threads or len(os.sched_getaffinity(0)),
            gpu_layers=layers,
            own_cells=not gpu,
        )
        model = llama.LlamaModel(self._file, room, stop_asked)
        self._prompt = ChatPrompt(model)
        return model

    def prompt(self) -> ChatPrompt:
        """To be asked for only when the engine has its model."""
        assert self._prompt is not None
        return self._prompt


def _load_embedder() -> TextEmbedder:
    from appliance.model_server.embedder import Embedder

    return Embedder()
