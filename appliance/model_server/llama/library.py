"""Owns the import of llama.cpp: how its library is set up, and what it says when something fails."""

from __future__ import annotations

import ctypes
import os
from typing import Any

# Threads that wait for each other spin for about a tenth of a millisecond, then sleep. Without end, on cores shared
# with other programs, spinning made a step of 10 ms last 2 s; sleeping at once halves the speed of one answer (24
# tokens/s, not 52). Read once, when the library is loaded, so it stands before the import.
os.environ.setdefault("GOMP_SPINCOUNT", "20000")
# When it aborts, llama.cpp would start a debugger on itself, which keeps the dead process for seconds.
os.environ.setdefault("GGML_NO_BACKTRACE", "1")

import llama_cpp.llama_cpp as _llama_cpp

lib: Any = _llama_cpp  # its own annotations name types that do not exist at run time
ERROR_LEVEL = 3
# Source: enum ggml_backend_dev_type in llama.cpp's ggml/include/ggml-backend.h.
DEDICATED_CARD = 1
_errors: list[str] = []


def has_gpu() -> bool:
    """Whether this build of llama.cpp can use a graphics card at all."""
    return bool(lib.llama_supports_gpu_offload())


def free_on_cards() -> int:
    """Bytes that are free on all graphics cards together; 0 without one, or without support for it in this build."""
    if not has_gpu():
        return 0
    ggml, total = _ggml(), 0
    for number in range(ggml.ggml_backend_dev_count()):
        device = ctypes.c_void_p(ggml.ggml_backend_dev_get(number))
        if ggml.ggml_backend_dev_type(device) == DEDICATED_CARD:
            free, all_of_it = ctypes.c_size_t(), ctypes.c_size_t()
            ggml.ggml_backend_dev_memory(device, ctypes.byref(free), ctypes.byref(all_of_it))
            total += free.value
    return total


def _ggml() -> Any:
    """llama.cpp's lower half; llama-cpp-python declares none of its functions."""
    from llama_cpp._ggml import libggml

    libggml.ggml_backend_dev_count.restype = ctypes.c_size_t
    libggml.ggml_backend_dev_get.restype, libggml.ggml_backend_dev_get.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    return libggml


def set_up() -> None:
    """llama.cpp talks a lot; only its latest error is kept, to say why a file cannot be loaded."""
    _errors.clear()
    lib.llama_log_set(_on_log, None)
    lib.llama_backend_init()


def last_error() -> str:
    return (_errors or ["no reason was given"])[0]


@lib.llama_log_callback  # type: ignore[untyped-decorator]
def _on_log(level: int, text: bytes, _data: object) -> None:
    if level == ERROR_LEVEL:
        _errors[:] = [text.decode("utf-8", "replace").strip()]
