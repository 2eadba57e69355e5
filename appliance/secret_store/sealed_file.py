"""Owns a file of secrets, each sealed with AES-256-GCM under a key that lies in a file of its own."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from appliance.contract.problems import ErrorCode, Refused
from appliance.core import atomic

KEY_BYTES, NONCE_BYTES = 32, 12
KEY_FILE, SECRETS_FILE = "key", "secrets.json"
# What cannot be read is put beside under its name and this: somebody may still mend it.
UNREADABLE = ".unreadable"


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
        """There is one, and it can be opened: what is damaged is to be entered again."""
        with suppress(Refused):
            return self.get(name) is not None
        return False

    def put(self, name: str, secret: str) -> None:
        """Keep it; a damaged file is put beside and makes room. Raises OSError when nothing can be written."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        nonce = os.urandom(NONCE_BYTES)
        # The name is sealed in as well: one secret cannot be passed off as another.
        body = AESGCM(self._key_or_new()).encrypt(nonce, secret.encode(), name.encode())
        try:
            others = self._sealed()
        except Refused:
            self._put_beside(SECRETS_FILE)
            others = {}
        self._write({**others, name: base64.b64encode(nonce + body).decode()})

    def forget(self, name: str) -> None:
        left = self._sealed()
        if left.pop(name, None):
            self._write(left)

    def _open(self, name: str, sealed: str) -> str:
        try:
            data = base64.b64decode(sealed, validate=True)
            return AESGCM(self._key()).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], name.encode()).decode()
        except (InvalidTag, ValueError) as cause:
            raise _damaged() from cause

    def _key(self) -> bytes:
        try:
            key = base64.b64decode((self._folder / KEY_FILE).read_text(encoding="ascii"), validate=True)
        except (OSError, ValueError) as cause:
            raise _damaged() from cause
        if len(key) != KEY_BYTES:
            raise _damaged()
        return key

    def _key_or_new(self) -> bytes:
        try:
            return self._key()
        except Refused:
            self._put_beside(KEY_FILE)
            atomic.write_text(self._folder / KEY_FILE, base64.b64encode(os.urandom(KEY_BYTES)).decode())
            return self._key()

    def _sealed(self) -> dict[str, str]:
        try:
            read = json.loads((self._folder / SECRETS_FILE).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as cause:
            raise _damaged() from cause
        if not (isinstance(read, dict) and all(isinstance(sealed, str) for sealed in read.values())):
            raise _damaged()
        return read

    def _put_beside(self, name: str) -> None:
        with suppress(FileNotFoundError):
            (self._folder / name).replace(self._folder / f"{name}{UNREADABLE}")

    def _write(self, sealed: Mapping[str, str]) -> None:
        atomic.write_text(self._folder / SECRETS_FILE, json.dumps(sealed))


def _damaged() -> Refused:
    return Refused(ErrorCode.BAD_INPUT, "The stored keys cannot be opened any more; please enter them again.")
