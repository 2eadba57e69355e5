"""Owns reading the head of a model file: its shape, without its weights and without trusting it."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from appliance.contract.problems import ErrorCode, Refused

MAGIC = b"GGUF"
VERSIONS = (2, 3)
# More than any real model file has; a hostile head ends here instead of filling memory.
ENTRIES_MAX = 10_000
TEXT_MAX = 4_000_000
ITEMS_MAX = 4_000_000

# GGUF's value types by number. Source: ggml/docs/gguf.md in llama.cpp.
_NUMBERS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
_TEXT, _LIST = 8, 9

Value = int | float | bool | str | tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Shape:
    """What memory depends on. `cell_values`: numbers kept for each token of working memory, over all layers."""

    weights_bytes: int
    cell_values: int
    vocabulary: int
    width: int
    heads: int
    layers: int = 0


def read_shape(file: Path) -> Shape:
    """Raises Refused when the file cannot be read or is no model file."""
    try:
        with file.open("rb") as stream:
            entries = _entries(stream)
        weights = sum(part.stat().st_size for part in _parts(file))
    except OSError as cause:
        raise Refused(ErrorCode.BAD_INPUT, f"The model file {file} cannot be loaded: {cause.strerror}.") from cause
    except (struct.error, ValueError, RecursionError) as cause:
        raise Refused(ErrorCode.BAD_INPUT, f"The model file {file} cannot be loaded: {cause}.") from cause
    return _shape(entries, weights)


def _shape(entries: Mapping[str, Value], weights: int) -> Shape:
    family = entries.get("general.architecture")
    width = _number(entries, f"{family}.embedding_length")
    layers = _number(entries, f"{family}.block_count")
    heads = max(1, _most(entries.get(f"{family}.attention.head_count")))
    shared = entries.get(f"{family}.attention.head_count_kv")
    kept_heads = sum(shared) if isinstance(shared, tuple) else layers * (_most(shared) or heads)
    length = width // heads
    key = _number(entries, f"{family}.attention.key_length") or length
    value = _number(entries, f"{family}.attention.value_length") or length
    return Shape(weights, kept_heads * (key + value), _number(entries, "tokenizer.ggml.tokens"), width, heads, layers)


def _number(entries: Mapping[str, Value], key: str) -> int:
    return _most(entries.get(key))


def _most(value: Value) -> int:
    if isinstance(value, tuple):
        return max(value, default=0)
    return int(value) if isinstance(value, int | float) else 0


def _parts(file: Path) -> list[Path]:
    """The file itself, or all of `name-00001-of-00003.gguf` and its siblings."""
    split = re.fullmatch(r"(.+)-\d{5}-of-(\d{5})", file.stem)
    if not split:
        return [file]
    return sorted(file.parent.glob(f"{split[1]}-?????-of-{split[2]}{file.suffix}"))


def _entries(stream: BinaryIO) -> dict[str, Value]:
    if stream.read(4) != MAGIC:
        raise ValueError("it is not a GGUF file")
    version, _tensors, count = struct.unpack("<IQQ", _exactly(stream, 20))
    if version not in VERSIONS:
        raise ValueError(f"its version {version} is not known")
    if count > ENTRIES_MAX:
        raise ValueError("its head is broken")
    return {_text(stream): _value(stream, _int(stream)) for _ in range(count)}


def _value(stream: BinaryIO, kind: int) -> Value:
    """A number or text as it is; of a list its whole numbers, or how many items it has."""
    if kind == _TEXT:
        return _text(stream)
    if kind != _LIST:
        return _plain(stream, kind)
    kind, count = _int(stream), struct.unpack("<Q", _exactly(stream, 8))[0]
    if count > ITEMS_MAX:
        raise ValueError("its head is broken")
    if kind == _TEXT:
        for _ in range(count):
            stream.seek(_length(stream), 1)
        return int(count)
    form = _form(kind)
    data = _exactly(stream, count * struct.calcsize(form))
    return tuple(item[0] for item in struct.iter_unpack(form, data)) if kind in (4, 5) else int(count)


def _plain(stream: BinaryIO, kind: int) -> int | float | bool:
    form = _form(kind)
    value: int | float | bool = struct.unpack(form, _exactly(stream, struct.calcsize(form)))[0]
    return value


def _form(kind: int) -> str:
    if kind not in _NUMBERS:
        raise ValueError("its head is broken")
    return _NUMBERS[kind]


def _int(stream: BinaryIO) -> int:
    return int(struct.unpack("<I", _exactly(stream, 4))[0])


def _text(stream: BinaryIO) -> str:
    return _exactly(stream, _length(stream)).decode("utf-8", "replace")


def _length(stream: BinaryIO) -> int:
    length = int(struct.unpack("<Q", _exactly(stream, 8))[0])
    if length > TEXT_MAX:
        raise ValueError("its head is broken")
    return length


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise ValueError("it ends too early")
    return data
