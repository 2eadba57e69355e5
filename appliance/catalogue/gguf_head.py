"""Owns telling a model file from anything else by its first bytes, before room and time are spent on it.

What stands further inside is read by the model server, which is the one that must understand it.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

from appliance.contract.problems import ErrorCode, Refused

# Magic, version, number of tensors, number of entries. Source: ggml/docs/gguf.md in llama.cpp.
HEAD = struct.Struct("<4sIQQ")
MAGIC = b"GGUF"
VERSIONS = (2, 3)
PART_OF_MANY = re.compile(r"-\d{5}-of-\d{5}$")


def require_gguf(file: Path, name: str | None = None) -> None:
    """Raises Refused with a sentence that calls the file `name` when it is no model file that can be used here."""
    name = name or file.name
    try:
        with file.open("rb") as stream:
            head = stream.read(HEAD.size)
    except OSError as cause:
        raise Refused(ErrorCode.UNUSABLE_MODEL, f"{name} cannot be read: {cause.strerror}.") from cause
    if len(head) < HEAD.size or not head.startswith(MAGIC):
        raise Refused(ErrorCode.UNUSABLE_MODEL, f"{name} is not a GGUF file.")
    _, version, tensors, _ = HEAD.unpack(head)
    if version not in VERSIONS:
        raise Refused(ErrorCode.UNUSABLE_MODEL, f"{name} is a GGUF file of a version that is not known here.")
    if not tensors:
        raise Refused(ErrorCode.UNUSABLE_MODEL, f"{name} is a GGUF file without a model in it.")
    if PART_OF_MANY.search(Path(name).stem):
        raise Refused(ErrorCode.UNUSABLE_MODEL, f"{name} is one of several parts; join them into one file first.")
