"""Owns the panel's way to the box: one client, made when first needed and again after the box was restarted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from appliance.contract.problems import ErrorCode, ShopbellError
from gui.background import Background, Failed, Stream

if TYPE_CHECKING:
    from appliance.client import Client

T = TypeVar("T")
Connect = Callable[[], "Client"]


class Box:
    """Asks the box beside the window. `connect` runs in a background thread and may raise Unavailable."""

    def __init__(self, background: Background, connect: Connect) -> None:
        self._background = background
        self._connect = connect
        self._client: Client | None = None
        self._lock = threading.Lock()

    def call(self, use: Callable[[Client], T], done: Callable[[T], None], failed: Failed) -> None:
        """Run `use(client)` beside the window, then `done(result)` or `failed(problem)`."""
        self._background.call(lambda: self._with_client(use), done, failed)

    def stream(
        self,
        use: Callable[[Client], Iterator[T]],
        each: Callable[[T], None],
        done: Callable[[], None],
        failed: Failed,
    ) -> Stream:
        """Run `use(client)` beside the window and hand over what it yields, one by one."""
        return self._background.stream(lambda: self._events(use), each, done, failed)

    def close(self) -> None:
        self._background.close()
        if self._client:
            self._client.close()

    def _with_client(self, use: Callable[[Client], T]) -> T:
        client = self._current()
        try:
            return use(client)
        except ShopbellError as error:
            if error.code is not ErrorCode.NOT_ALLOWED:
                raise
        # Every start of the box writes a new token: the old client is refused, a new one reads it.
        return use(self._renewed(client))

    def _events(self, use: Callable[[Client], Iterator[T]]) -> Iterator[T]:
        client = self._current()
        events = use(client)
        try:
            first = next(events, None)
        except ShopbellError as error:
            if error.code is not ErrorCode.NOT_ALLOWED:
                raise
            events, first = use(self._renewed(client)), None
        if first is not None:
            yield first
        yield from events

    def _current(self) -> Client:
        with self._lock:
            if self._client is None:
                self._client = self._connect()
            return self._client

    def _renewed(self, refused: Client) -> Client:
        with self._lock:
            if self._client is refused:
                self._client = None
        return self._current()
