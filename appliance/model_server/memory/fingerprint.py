"""Owns telling two model files apart without reading all of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

PIECES, PIECE_BYTES = 128, 65_536


def fingerprint(file: Path) -> str:
    """Of its length and of pieces from all over it: every training changes weights everywhere. Raises OSError."""
    size = file.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with file.open("rb") as stream:
        for number in range(PIECES):
            stream.seek(number * max(0, size - PIECE_BYTES) // (PIECES - 1))
            digest.update(stream.read(PIECE_BYTES))
    return digest.hexdigest()
