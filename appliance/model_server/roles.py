"""Owns what each role is made of: a worker thread with its model, and the app in front of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import structlog
from fastapi import FastAPI

from appliance.contract.problems import Refused
from appliance.contract.settings import ModelSettings
from appliance.model_server import niceness
from appliance.model_server.embed_worker import EmbedWorker, TextEmbedder
from appliance.model_server.generation.engine_thread import EngineThread, StopAsked
from appliance.model_server.generation.ports import TokenModel
from appliance.model_server.generation.prefix_file import PrefixFile
from appliance.model_server.memory.card import plan_card
from appliance.model_server.memory.free import free_bytes
from appliance.model_server.memory.gguf import Shape, read_shape
from appliance.model_server.memory.layout import first_that_fits, layouts, one_pool
from appliance.model_server.niceness import step_back
from appliance.model_server.prompt.chat_prompt import ChatPrompt
from appliance.model_server.web.app_chat import ChatService, GrammarOf, chat_app
from appliance.model_server.web.app_embed import embed_app

if TYPE_CHECKING:
    from appliance.model_server.llama.context import Room

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


def chat(file: Path, settings: ModelSettings, safe_mode: bool, prefixes: Path | None = None) -> Part:
    """Safe mode: half the working memory, nothing on a graphics card, and nothing of an earlier run.

    `prefixes` is the file in which the hottest prefixes wait for the next run.
    """
    loader = _ChatLoader(file, settings, safe_mode)
    kept = PrefixFile(prefixes) if prefixes and not safe_mode else None
    engine = EngineThread(loader.load, settings.sequences, prefixes=kept)
    return Part(chat_app(ChatService(engine, loader.prompt, loader.grammar)), engine)


def embed() -> Part:
    worker = EmbedWorker(_load_embedder)
    return Part(embed_app(worker), worker)


class _ChatLoader:
    def __init__(self, file: Path, settings: ModelSettings, safe_mode: bool) -> None:
        self._file, self._settings, self._safe_mode = file, settings, safe_mode
        self._prompt: ChatPrompt | None = None
        self._grammar: GrammarOf | None = None

    def load(self, stop_asked: StopAsked) -> TokenModel:
        step_back(niceness.ANSWERS)
        # Imported here: the process listens and answers before the library is loaded.
        from appliance.model_server.llama import library, model

        shape = read_shape(self._file)
        card = 0 if self._safe_mode else library.free_on_cards()
        for room in self._rooms(shape, card):
            try:
                loaded = model.LlamaModel(self._file, room, stop_asked)
            except Refused as cause:
                if not room.gpu_layers or stop_asked():
                    raise
                log.warning("graphics_card_refused", reason=cause.detail)
            else:
                self._prompt, self._grammar = ChatPrompt(loaded), loaded.grammar
                return loaded
        raise AssertionError("the processor comes last, and its refusal is raised")

    def _rooms(self, shape: Shape, card: int) -> Iterator[Room]:
        """What may be tried, best first: the graphics card if there is one, then the processor alone."""
        from appliance.model_server.llama.context import BATCH_ON_CPU, BATCH_ON_GPU, Room

        settings = self._settings
        cells = settings.context // 2 if self._safe_mode else settings.context
        threads = settings.threads or len(os.sched_getaffinity(0))
        pool = one_pool(settings.sequences, cells)
        on_card = plan_card(shape, card, free_bytes(), cells, BATCH_ON_GPU, pool.sequences) if card else None
        if on_card:
            log.info("memory_planned", words=on_card.words)
            yield Room(on_card.cells, on_card.precision, BATCH_ON_GPU, pool.sequences, threads, on_card.layers)
        layout, planned = first_that_fits(shape, free_bytes(), BATCH_ON_CPU, layouts(settings.sequences, cells))
        log.info("memory_planned", words=planned.words)
        yield Room(
            cells=planned.cells,
            precision=planned.precision,
            batch=BATCH_ON_CPU,
            sequences=layout.sequences,
            threads=threads,
            gpu_layers=0,
            own_cells=layout.own_cells,
            saved=planned.saved,
        )

    def prompt(self) -> ChatPrompt:
        """To be asked for only when the engine has its model."""
        assert self._prompt is not None
        return self._prompt

    def grammar(self, schema: dict[str, Any]) -> str:
        """To be asked for only when the engine has its model."""
        assert self._grammar is not None
        return self._grammar(schema)


def _load_embedder() -> TextEmbedder:
    from appliance.model_server.embedder import Embedder

    return Embedder()
