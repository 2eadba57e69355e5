"""Owns what business needs from outside its room."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

Languages = Callable[[], Awaitable[tuple[str, ...]]]
"""The shop's languages as codes, its main one first."""


class Opening(Protocol):
    """When somebody is there, by the shop's hours, its holidays and its own clock."""

    async def open_now(self) -> bool:
        """Also true for a shop that has not said when it is open: nobody knows better."""
        ...

    async def open_at(self, local: datetime) -> bool:
        """The same for a moment of the shop's own clock."""
        ...

    async def opens_next(self, language: str) -> str | None:
        """A sentence that says when it opens next; None when that is not known."""
        ...

    async def local_now(self) -> datetime: ...


class Talks(Protocol):
    """The kept conversations."""

    async def history(self, conversation_id: str) -> tuple[str, ...]:
        """What the visitor asked in it, oldest first; empty when there is no such conversation."""
        ...


class Say(Protocol):
    """The sentences the box says by itself, by key and language."""

    def __call__(self, key: str, language: str, **values: object) -> str: ...
