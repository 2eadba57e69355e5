"""Owns llama.cpp: the only file that imports it. One model, one context, many sequences in one pool of cells."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Threads that wait for each other spin for about a tenth of a millisecond, then sleep. Without end, on cores shared
# with other programs, spinning made a step of 10 ms last 2 s; sleeping at once halves the speed of one answer (24
# tokens/s, not 52). Read once, when the library is loaded, so it stands before the import.
os.environ.setdefault("GOMP_SPINCOUNT", "20000")
# When it aborts, llama.cpp would start a debugger on itself, which keeps the dead process for seconds.
os.environ.setdefault("GGML_NO_BACKTRACE", "1")

import llama_cpp.llama_cpp as _llama_cpp

from appliance.contract.problems import ErrorCode, Refused
from appliance.model_server.generation.ports import Forget, MemoryStep, Sampling, Slice
from appliance.model_server.memory.plan import Precision

lib: Any = _llama_cpp  # its own annotations name types that do not exist at run time
ERROR_LEVEL = 3
# Tokens in a step. Without flash attention its memory grows with them (times working memory), and past 128 a
# processor gets slower: 5.9 ms a token, with 512 it was 7.6.
BATCH_ON_GPU, BATCH_ON_CPU = 512, 128
PENALTY_WINDOW = 1024
SEED_BITS = 0x7FFFFFFF
SPECIAL = (1 << 3) | (1 << 4)  # control and user-defined tokens
# Without a graphics card each new token is compared with every used cell, also with those of others: 1,000 cells
# kept for later cost 6 ms a token (measured on 1 core with the starter model), so only the hottest are worth it.
KEEP_ON_CPU = 1024


@dataclass(frozen=True, slots=True)
class Room:
    """What the model gets: `cells` tokens of working memory for `sequences` sequences, `batch` tokens in a step.

    With `own_cells` each sequence has its share of them for itself; else they are one pool.

    `gpu_layers` -1 means all, if there is a graphics card.
    """

    cells: int
    precision: Precision
    batch: int
    sequences: int
    threads: int
    gpu_layers: int
    own_cells: bool = False

    @property
    def on_gpu(self) -> bool:
        return self.gpu_layers != 0 and has_gpu()


def has_gpu() -> bool:
    """Whether this build of llama.cpp can use a graphics card at all."""
    return bool(lib.llama_supports_gpu_offload())


class LlamaModel:
    """A loaded model with its context. See generation.ports.TokenModel and prompt.chat_prompt.PromptModel."""

    def __init__(self, file: Path, room: Room, stop_asked: Callable[[], bool]) -> None:
        """Raises Refused when the file cannot be loaded or does not fit into memory."""
        _quiet()
        lib.llama_backend_init()
        self._model = _load(file, room, stop_asked)
        self._context = _open(self._model, room)
        self._memory = lib.llama_get_memory(self._context)
        self._vocab = lib.llama_model_get_vocab(self._model)
        self.vocabulary: int = lib.llama_vocab_n_tokens(self._vocab)
        self._batch = lib.llama_batch_init(room.batch, 0, 1)
        self._samplers: dict[int, Any] = {}
        self._row: dict[int, int] = {}
        self.name = file.stem
        self.cells: int = lib.llama_n_ctx(self._context)
        self.sequences = room.sequences
        self.batch = room.batch
        self.keep = self.cells // 2 if room.on_gpu else min(KEEP_ON_CPU, self.cells // 4)
        self.own_cells = room.own_cells
        most = self.cells // room.sequences if room.own_cells else self.cells
        self.longest = min(most, lib.llama_model_n_ctx_train(self._model))
        self.shares_prefixes = _shares_prefixes(self._model)
        self.chat_template: str = (lib.llama_model_chat_template(self._model, None) or b"").decode("utf-8", "replace")
        self.control: Mapping[str, int] = self._special_tokens()
        bos, eos = lib.llama_vocab_bos(self._vocab), lib.llama_vocab_eos(self._vocab)
        self.bos, self.eos = self._text(bos), self._text(eos)
        self.first: int | None = bos if lib.llama_vocab_get_add_bos(self._vocab) and bos >= 0 else None

    def tokenize(self, text: str) -> list[int]:
        """The tokens of plain text; control tokens are not looked for."""
        data = text.encode("utf-8", "replace")
        tokens = (lib.llama_token * (len(data) + 8))()
        count = lib.llama_tokenize(self._vocab, data, len(data), tokens, len(tokens), False, False)
        return list(tokens[:count])

    def piece(self, token: int) -> bytes:
        """The bytes of a token; none for a control token. May be a part of a character."""
        for size in (64, 4096):
            buffer = ctypes.create_string_buffer(size)
            length = lib.llama_token_to_piece(self._vocab, token, buffer, size, 0, False)
            if length >= 0:
                return buffer.raw[:length]
        return b""

    def is_end(self, token: int) -> bool:
        return bool(lib.llama_vocab_is_eog(self._vocab, token))

    def decode(self, slices: Sequence[Slice]) -> None:
        """Compute the slices, at most `batch` tokens. Raises RuntimeError when llama.cpp cannot."""
        batch, row = self._batch, 0
        self._row.clear()
        for piece in slices:
            for offset, token in enumerate(piece.tokens):
                batch.token[row] = token
                batch.pos[row] = piece.position + offset
                batch.n_seq_id[row] = 1
                batch.seq_id[row][0] = piece.sequence
                batch.logits[row] = 0
                row += 1
            if piece.wants_next:
                batch.logits[row - 1] = 1
                self._row[piece.sequence] = row - 1
        batch.n_tokens = row
        if (code := lib.llama_decode(self._context, batch)) != 0:
            raise RuntimeError(f"llama_decode returned {code}")

    def remember(self, steps: Sequence[MemoryStep]) -> None:
        for step in steps:
            if isinstance(step, Forget):
                lib.llama_memory_seq_rm(self._memory, step.sequence, step.start, -1 if step.end is None else step.end)
            elif self.own_cells:  # llama.cpp copies a whole sequence or nothing
                lib.llama_memory_seq_cp(self._memory, step.source, step.target, -1, -1)
                lib.llama_memory_seq_rm(self._memory, step.target, step.end, -1)
            else:
                lib.llama_memory_seq_cp(self._memory, step.source, step.target, step.start, step.end)

    def start_sampling(self, sequence: int, sampling: Sampling) -> None:
        self._samplers[sequence] = _chain(sampling, self.vocabulary)

    def sample(self, sequence: int) -> int:
        """The next token of a sequence whose slice in the last step wanted one."""
        return int(lib.llama_sampler_sample(self._samplers[sequence], self._context, self._row[sequence]))

    def stop_sampling(self, sequence: int) -> None:
        lib.llama_sampler_free(self._samplers.pop(sequence))

    def close(self) -> None:
        for sampler in self._samplers.values():
            lib.llama_sampler_free(sampler)
        lib.llama_batch_free(self._batch)
        lib.llama_free(self._context)
        lib.llama_model_free(self._model)

    def _special_tokens(self) -> dict[str, int]:
        special = (token for token in range(self.vocabulary) if lib.llama_vocab_get_attr(self._vocab, token) & SPECIAL)
        texts = {self._text(token): token for token in special}
        return {text: token for text, token in texts.items() if len(text) > 1 and text.strip()}

    def _text(self, token: int) -> str:
        return (lib.llama_vocab_get_text(self._vocab, token) or b"").decode("utf-8", "replace") if token >= 0 else ""


def _shares_prefixes(model: Any) -> bool:
    """False where a part of a sequence cannot be taken: recurrent models, and those that forget all but a window."""
    whole = lib.llama_model_is_recurrent(model) or lib.llama_model_is_hybrid(model)
    return not (whole or lib.llama_model_n_swa(model) > 0)


def _load(file: Path, room: Room, stop_asked: Callable[[], bool]) -> Any:
    params = lib.llama_model_default_params()
    params.n_gpu_layers = room.gpu_layers
    # Virtual machines have been seen that announce AMX and then fault at its first instruction.
    params.use_extra_bufts = b"AMX_INT8 = 1" not in lib.llama_print_system_info()
    progress = lib.llama_progress_callback(lambda _share, _data: not stop_asked())
    params.progress_callback = progress
    model = lib.llama_model_load_from_file(os.fsencode(file), params)
    if not model:
        raise Refused(ErrorCode.BAD_INPUT, f"The model file {file} cannot be loaded: {_last_error()}")
    return model


def _open(model: Any, room: Room) -> Any:
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
        detail = f"The model does not fit into memory with {room.cells} tokens of working memory: {_last_error()}"
        raise Refused(ErrorCode.BAD_INPUT, detail)
    return context


def _chain(sampling: Sampling, vocabulary: int) -> Any:
    """The sampler of one sequence; each link narrows what the next one sees, in llama.cpp's own order."""
    chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
    for link in _links(sampling, vocabulary):
        lib.llama_sampler_chain_add(chain, link)
    return chain


def _links(sampling: Sampling, vocabulary: int) -> list[Any]:
    links = []
    if sampling.logit_bias:
        bias = (lib.llama_logit_bias * len(sampling.logit_bias))(*sampling.logit_bias)
        links.append(lib.llama_sampler_init_logit_bias(vocabulary, len(bias), bias))
    penalties = (sampling.repeat_penalty, sampling.frequency_penalty, sampling.presence_penalty)
    if penalties != (1.0, 0.0, 0.0):
        links.append(lib.llama_sampler_init_penalties(vocabulary, PENALTY_WINDOW, *penalties))
    if sampling.temperature <= 0:
        return [*links, lib.llama_sampler_init_greedy()]
    if sampling.top_k:
        links.append(lib.llama_sampler_init_top_k(sampling.top_k))
    seed = int.from_bytes(os.urandom(4), "big") if sampling.seed is None else sampling.seed
    return [
        *links,
        lib.llama_sampler_init_top_p(sampling.top_p, 1),
        lib.llama_sampler_init_min_p(sampling.min_p, 1),
        lib.llama_sampler_init_temp(sampling.temperature),
        lib.llama_sampler_init_dist(seed & SEED_BITS),
    ]


_errors: list[str] = []


@lib.llama_log_callback  # type: ignore[untyped-decorator]
def _on_log(level: int, text: bytes, _data: object) -> None:
    """llama.cpp talks a lot; only its latest error is kept, to say why a file cannot be loaded."""
    if level == ERROR_LEVEL:
        _errors[:] = [text.decode("utf-8", "replace").strip()]


def _quiet() -> None:
    _errors.clear()
    lib.llama_log_set(_on_log, None)


def _last_error() -> str:
    return (_errors or ["no reason was given"])[0]
