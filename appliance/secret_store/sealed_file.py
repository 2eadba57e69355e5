"""Owns a file of secrets, each sealed with AES-256-GCM under a key that lies in a file of its own."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from appliance.contract.problems import ErrorCode, Refused
from appliance.core import atomic

KEY_BYTES, NONCE_BYTES = 32, 12
KEY_FILE, SECRETS_FILE = "key", "secrets.json"


class SealedFile:
    """Secrets by name in one folder. Every method blocks for a moment; one process writes, any may read.

    Raises Refused when the files are damaged or do not belong together.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> str | None:
        """The secret, or None when there is none of this name."""
        sealed = self._sealed().get(name)
        return self._open(name, sealed) if sealed else None

    def has(self, name: str) -> bool:
        return name in self._sealed()

    def put(self, name: str, secret: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        nonce = os.urandom(NONCE_BYTES)
        # The name is sealed in as well: one secret cannot be passed off as another.
        body = AESGCM(self._key(make=True)).encrypt(nonce, secret.encode(), name.encode())
        try:
            others = self._sealed()
        except Refused:
            others = {}  # what cannot be opened any more makes room for what is entered again
        self._write({**others, name: base64.b64encode(nonce + body).decode()})

    def forget(self, name: str) -> None:
        left = {other: sealed for other, sealed in self._sealed().items() if other != name}
        if self.has(name):
            self._write(left)

    def _open(self, name: str, sealed: str) -> str:
        try:
            data = base64.b64decode(sealed, validate=True)
            return AESGCM(self._key()).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], name.encode()).decode()
        except (InvalidTag, ValueError) as cause:
            raise _damaged() from cause

    def _key(self, make: bool = False) -> bytes:
        file = self._folder / KEY_FILE
        if make and not file.exists():
            atomic.write_text(file, base64.b64encode(os.urandom(KEY_BYTES)).decode())
        try:
            return base64.b64decode(file.read_text(encoding="ascii"), validate=True)
        except (OSError, ValueError) as cause:
            raise _damaged() from cause

    def _sealed(self) -> dict[str, str]:
        file = self._folder / SECRETS_FILE
        if not file.exists():
            return {}
        try:
            read: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as cause:
            raise _damaged() from cause
        return read

    def _write(self, sealed: Mapping[str, str]) -> None:
        atomic.write_text(self._folder / SECRETS_FILE, json.dumps(sealed))


def _damaged() -> Refused:
    return Refused(ErrorCode.BAD_INPUT, "The stored keys cannot be opened any more; please enter them again.")
