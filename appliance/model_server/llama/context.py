"""Owns loading a model file and opening its context, with the room it was given."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appliance.contract.problems import ErrorCode, Refused
from appliance.model_server.llama.library import has_gpu, last_error, lib
from appliance.model_server.memory.plan import Precision

# Tokens in a step. Without flash attention its memory grows with them (times working memory), and past 128 a
# processor gets slower: 5.9 ms a token, with 512 it was 7.6.
BATCH_ON_GPU, BATCH_ON_CPU = 512, 128


@dataclass(frozen=True, slots=True)
class Room:
    """What the model gets: `cells` tokens of working memory for `sequences` sequences, `batch` tokens in a step.

    With `own_cells` each sequence has its share of them for itself, and up to `saved` tokens are kept outside; else
    they are one pool. `gpu_layers` -1 means all, if there is a graphics card.
    """

    cells: int
    precision: Precision
    batch: int
    sequences: int
    threads: int
    gpu_layers: int
    own_cells: bool = False
    saved: int = 0

    @property
    def on_gpu(self) -> bool:
        return self.gpu_layers != 0 and has_gpu()


def shares_prefixes(model: Any) -> bool:
    """False where a part of a sequence cannot be taken: recurrent models, and those that forget all but a window."""
    whole = lib.llama_model_is_recurrent(model) or lib.llama_model_is_hybrid(model)
    return not (whole or lib.llama_model_n_swa(model) > 0)


def load_model(file: Path, room: Room, stop_asked: Callable[[], bool]) -> Any:
    params = lib.llama_model_default_params()
    params.n_gpu_layers = room.gpu_layers
    # Virtual machines have been seen that announce AMX and then fault at its first instruction.
    params.use_extra_bufts = b"AMX_INT8 = 1" not in lib.llama_print_system_info()
    progress = lib.llama_progress_callback(lambda _share, _data: not stop_asked())
    params.progress_callback = progress
    model = lib.llama_model_load_from_file(os.fsencode(file), params)
    if not model:
        raise Refused(ErrorCode.BAD_INPUT, f"The model file {file} cannot be loaded: {last_error()}")
    return model


def open_context(model: Any, room: Room) -> Any:
    params = lib.llama_context_default_params()
    params.n_ctx, params.n_seq_max = room.cells, room.sequences
    params.n_batch = params.n_ubatch = room.batch
    params.n_threads = params.n_threads_batch = room.threads
    params.n_outputs_max = room.sequences  # results of every token of a batch would take 100 MB and more
    params.type_k = params.type_v = lib.GGML_TYPE_F16 if room.precision == "f16" else lib.GGML_TYPE_Q8_0
    # On a processor llama.cpp's flash attention is the slower one (8 answers at 800 tokens: 177 ms a step, not 68),
    # but the smaller precision needs it.
    plain = room.precision == "f16" and not room.on_gpu
    params.flash_attn_type = lib.LLAMA_FLASH_ATTN_TYPE_DISABLED if plain else lib.LLAMA_FLASH_ATTN_TYPE_AUTO
    # In one pool a shared prefix exists once, however many answers use it, but each token is compared with all cells.
    params.kv_unified = not room.own_cells
    context = lib.llama_init_from_model(model, params)
    if not context:
        lib.llama_model_free(model)
        detail = f"The model does not fit into memory with {room.cells} tokens of working memory: {last_error()}"
        raise Refused(ErrorCode.BAD_INPUT, detail)
    return context
