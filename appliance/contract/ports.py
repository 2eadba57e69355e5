"""Owns which loopback port each process listens on. Standard library only: the supervisor reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HOST = "127.0.0.1"
DEFAULT_BASE = 8600
BASE_VARIABLE = "SHOPBELL_PORT"


@dataclass(frozen=True, slots=True)
class Ports:
    """Four neighbouring loopback ports; the first is the one visitors reach."""

    public: int
    private: int
    model_chat: int
    model_embed: int

    @classmethod
    def from_base(cls, base: int) -> Ports:
        if not 1024 <= base <= 65532:
            raise ValueError(f"{BASE_VARIABLE} must be between 1024 and 65532, not {base}")
        return cls(public=base, private=base + 1, model_chat=base + 2, model_embed=base + 3)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Ports:
        """Read SHOPBELL_PORT, or take 8600. Raises ValueError when it is not a usable number."""
        text = environment.get(BASE_VARIABLE, str(DEFAULT_BASE))
        if not text.isdecimal():
            raise ValueError(f"{BASE_VARIABLE} must be a number, not {text!r}")
        return cls.from_base(int(text))


def url(port: int) -> str:
    """The address of a process on this machine, without a trailing slash."""
    return f"http://{HOST}:{port}"
