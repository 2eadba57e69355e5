"""Owns whose cells are whose in a context: given up, shared, saved and loaded."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

from appliance.model_server.generation.ports import Copy, Forget, Load, MemoryStep, Save
from appliance.model_server.llama.library import lib
from appliance.model_server.llama.written_sequence import Bytes, Form, Rows


class Sequences:
    """The sequences of one context, each of up to `longest` tokens. What is large is written into the same memory
    again and again: fresh memory from the system would cost more than the copying."""

    def __init__(self, context: Any, longest: int) -> None:
        self._context = context
        self._memory = lib.llama_get_memory(context)
        self._longest = longest
        self._form: Form | None = None
        self._buffer: Bytes = np.empty(0, np.uint8)
        self._rows: Rows = np.empty((0, 0), np.uint8)

    def carry_out(self, step: MemoryStep) -> None:
        """Raises RuntimeError when llama.cpp does not write or read a sequence."""
        match step:
            case Forget(sequence, start, end):
                lib.llama_memory_seq_rm(self._memory, sequence, start, -1 if end is None else end)
            case Copy(source, target, start, end):
                lib.llama_memory_seq_cp(self._memory, source, target, start, end)
            case Save():
                self._save(step)
            case Load():
                self._load(step)

    def can_be_saved(self, sequence: int) -> bool:
        """Learn the form from a sequence of some tokens; False when it is another one than we know."""
        self._buffer = np.empty(lib.llama_state_seq_get_size(self._context, sequence), np.uint8)
        try:
            self._form = Form.learn(self._written(sequence), sequence)
        except ValueError:
            return False
        self._buffer = np.empty(self._form.size(self._longest), np.uint8)
        self._rows = np.empty((self._longest, self._form.token_bytes), np.uint8)
        return True

    def _save(self, step: Save) -> None:
        rows = self._known().rows(self._written(step.sequence), step.sequence, step.start)
        at = 0
        for block in step.blocks:  # each a copy of its own, to be given up alone
            block.saved = rows[at : at + block.tokens].copy()
            at += block.tokens

    def _load(self, step: Load) -> None:
        rows = self._rows[: sum(block.tokens for block in step.blocks)]
        np.concatenate([block.saved for block in step.blocks], out=rows)
        written = self._known().write(rows, self._buffer)
        if lib.llama_state_seq_set_data(self._context, _pointer(written), written.size, step.sequence) != written.size:
            raise RuntimeError("llama.cpp did not take back what it had written")

    def _written(self, sequence: int) -> Bytes:
        size = lib.llama_state_seq_get_size(self._context, sequence)
        if lib.llama_state_seq_get_data(self._context, _pointer(self._buffer), size, sequence) != size:
            raise RuntimeError("llama.cpp could not write out a sequence")
        return self._buffer[:size]

    def _known(self) -> Form:
        assert self._form is not None, "sequences are saved only where can_be_saved said so"
        return self._form


def _pointer(data: Bytes) -> Any:
    return data.ctypes.data_as(ctypes.POINTER(ctypes.c_uint8))
