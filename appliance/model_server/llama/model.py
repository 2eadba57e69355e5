"""Owns one loaded model: its words, its steps, and the samplers of its sequences."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import llama_cpp

from appliance.model_server.generation.ports import Chance, Forget, MemoryStep, Sampling, Slice
from appliance.model_server.llama.context import Room, load_model, open_context, shares_prefixes
from appliance.model_server.llama.grammar import grammar_of
from appliance.model_server.llama.library import lib, set_up
from appliance.model_server.llama.sampling import Sampler, chances
from appliance.model_server.llama.sequences import Sequences
from appliance.model_server.memory.fingerprint import fingerprint

SPECIAL = (1 << 3) | (1 << 4)  # control and user-defined tokens
# Without a graphics card each new token is compared with every used cell, also with those of others: 1,000 cells
# kept for later cost 6 ms a token (measured on 1 core with the starter model), so only the hottest are worth it.
KEEP_ON_CPU = 1024


class LlamaModel:
    """A loaded model with its context. See generation.ports.TokenModel and prompt.chat_prompt.PromptModel."""

    def __init__(self, file: Path, room: Room, stop_asked: Callable[[], bool]) -> None:
        """Raises Refused when the file cannot be loaded or does not fit into memory."""
        set_up()
        self._model = load_model(file, room, stop_asked)
        self._context = open_context(self._model, room)
        self._vocab = lib.llama_model_get_vocab(self._model)
        self.vocabulary: int = lib.llama_vocab_n_tokens(self._vocab)
        self._batch = lib.llama_batch_init(room.batch, 0, 1)
        self._samplers: dict[int, Sampler] = {}
        self._row: dict[int, int] = {}
        self.name = file.stem
        self.cells: int = lib.llama_n_ctx(self._context)
        self.sequences = room.sequences
        self.batch = room.batch
        self.keep = _keep(room)
        self.own_cells = room.own_cells
        most = self.cells // room.sequences if room.own_cells else self.cells
        self.longest = min(most, lib.llama_model_n_ctx_train(self._model))
        self._sequences = Sequences(self._context, self.longest)
        self.chat_template: str = (lib.llama_model_chat_template(self._model, None) or b"").decode("utf-8", "replace")
        self.control: Mapping[str, int] = self._special_tokens()
        bos, eos = lib.llama_vocab_bos(self._vocab), lib.llama_vocab_eos(self._vocab)
        self.bos, self.eos = self._text(bos), self._text(eos)
        self.first: int | None = bos if lib.llama_vocab_get_add_bos(self._vocab) and bos >= 0 else None
        self.mark = f"{fingerprint(file)} llama.cpp {llama_cpp.__version__} {room.precision}"
        self.shares_prefixes = self._warmed_up() and shares_prefixes(self._model)

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
        # It computes neighbouring sequences in one go only when they come in order.
        for piece in sorted(slices, key=lambda piece: piece.sequence):
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
            self._sequences.carry_out(step)

    def start_sampling(self, sequence: int, sampling: Sampling) -> None:
        self._samplers[sequence] = Sampler(sampling, self._vocab, self.vocabulary)

    def sample(self, sequence: int) -> int:
        """The next token of a sequence whose slice in the last step wanted one."""
        return self._samplers[sequence].sample(self._context, self._row[sequence])

    def chances(self, sequence: int, token: int, most: int) -> tuple[Chance, ...]:
        return chances(self._context, self._row[sequence], self.vocabulary, token, most)

    def stop_sampling(self, sequence: int) -> None:
        self._samplers.pop(sequence).close()

    def grammar(self, schema: dict[str, Any]) -> str:
        """Any thread may call it. Raises ValueError, saying why, when no grammar can be made of this JSON schema."""
        return grammar_of(schema, self._vocab)

    def close(self) -> None:
        for sampler in self._samplers.values():
            sampler.close()
        lib.llama_batch_free(self._batch)
        lib.llama_free(self._context)
        lib.llama_model_free(self._model)

    def _warmed_up(self) -> bool:
        """Compute something, so that the first visitor does not pay for it. Whether sequences can be kept."""
        self.decode([Slice(0, 0, (max(self.first or 0, 0),) * 2, wants_next=True)])
        can_be_kept = not self.own_cells or self._sequences.can_be_saved(0)
        self._sequences.carry_out(Forget(0))
        return can_be_kept

    def _special_tokens(self) -> dict[str, int]:
        special = (token for token in range(self.vocabulary) if lib.llama_vocab_get_attr(self._vocab, token) & SPECIAL)
        texts = {self._text(token): token for token in special}
        return {text: token for text, token in texts.items() if len(text) > 1 and text.strip()}

    def _text(self, token: int) -> str:
        return (lib.llama_vocab_get_text(self._vocab, token) or b"").decode("utf-8", "replace") if token >= 0 else ""


def _keep(room: Room) -> int:
    if room.own_cells:
        return room.saved
    return room.cells // 2 if room.on_gpu else min(KEEP_ON_CPU, room.cells // 4)
