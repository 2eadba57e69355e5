"""Owns the hottest prefixes between two runs: written at the end, refused at the start if anything differs."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import structlog

from appliance.model_server.generation.block_cache import BLOCK_TOKENS
from appliance.model_server.generation.ports import HotBlock

log = structlog.get_logger()
# What numpy, zip and zlib say about a file of which any byte may have changed: RuntimeError of a way of packing that
# does not exist, MemoryError of a size that is none.
UNREADABLE = (
    ArithmeticError, EOFError, LookupError, MemoryError, OSError, RuntimeError, SyntaxError, TypeError, ValueError,
    struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class PrefixFile:
    """One file. `mark` names the model, its library and the form of its cells; another mark is another world."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, mark: str, blocks: Sequence[HotBlock]) -> None:
        """Failing is no harm: the next start computes anew."""
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with beside.open("wb") as file:
                np.savez(
                    file,
                    mark=np.array(mark),
                    parents=np.array([block.parent for block in blocks], np.int32),
                    tokens=np.array([block.tokens for block in blocks], np.int32),
                    saved=np.stack([block.saved for block in blocks]),
                )
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._path)
        except OSError as cause:
            log.warning("prefixes_not_written", reason=cause.strerror)
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def read(self, mark: str) -> list[HotBlock]:
        """What was written with this very mark; nothing when there is no such file, or it is broken."""
        try:
            if not self._path.exists():
                return []
            with self._path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
                if str(file["mark"]) != mark:
                    raise ValueError("it belongs to another model")
                rows = zip(file["parents"].tolist(), file["tokens"].tolist(), file["saved"], strict=True)
                blocks = [HotBlock(parent, tuple(tokens), saved) for parent, tokens, saved in rows]
            if not all(len(block.tokens) == len(block.saved) == BLOCK_TOKENS for block in blocks):
                raise ValueError("its blocks have another size")
            if not all(-1 <= block.parent < index for index, block in enumerate(blocks)):
                raise ValueError("its blocks are in no order")
            return blocks
        except UNREADABLE as cause:
            log.warning("prefixes_refused", reason=str(cause))
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            return []
