"""Owns the kept answers in memory: so many, the least used goes first. No database, no embedder."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable

from appliance.chat.cache.keeping.entry import Entry

MOST = 5_000


class AnswerShelf:
    """Found by name, or by everything that must be equal."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._scopes: dict[str, dict[str, Entry]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def put(self, entry: Entry) -> list[Entry]:
        """Keep it in place of the one before; those that had to go for it."""
        self._entries[entry.id] = entry
        self._entries.move_to_end(entry.id)
        self._scopes.setdefault(entry.scope, {})[entry.id] = entry
        gone = []
        while len(self._entries) > self.most:
            gone.append(next(iter(self._entries.values())))
            self.drop(gone[-1].id)
        return gone

    def get(self, name: str) -> Entry | None:
        return self._entries.get(name)

    def used(self, name: str) -> None:
        self._entries.move_to_end(name)

    def within(self, scope: str) -> Iterable[Entry]:
        return self._scopes.get(scope, {}).values()

    def drop(self, name: str) -> bool:
        """True when there was one."""
        entry = self._entries.pop(name, None)
        if entry is None:
            return False
        of_scope = self._scopes[entry.scope]
        del of_scope[name]
        if not of_scope:
            del self._scopes[entry.scope]
        return True

    def those(self, which: Callable[[Entry], bool]) -> list[Entry]:
        return [entry for entry in self._entries.values() if which(entry)]

    def clear(self) -> None:
        self._entries.clear()
        self._scopes.clear()
