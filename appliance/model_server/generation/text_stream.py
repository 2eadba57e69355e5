"""Owns turning tokens' bytes into text that may be shown: whole characters, and nothing from a stop string on."""

from __future__ import annotations

import codecs
from collections.abc import Sequence


class TextStream:
    """Feed bytes, get the text that is certain. `stopped` turns True when a stop string was met."""

    def __init__(self, stops: Sequence[str] = ()) -> None:
        self._stops = tuple(stops)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._held = ""
        self.stopped = False

    def feed(self, data: bytes) -> str:
        return self._release(self._decoder.decode(data))

    def finish(self) -> str:
        """The rest, when no more bytes will come. Half a character at the end is left out."""
        if self.stopped:
            return ""
        rest, self._held = self._held, ""
        return rest

    def _release(self, text: str) -> str:
        if self.stopped:
            return ""
        text = self._held + text
        ends = [at for stop in self._stops if (at := text.find(stop)) >= 0]
        if ends:
            self.stopped, self._held = True, ""
            return text[: min(ends)]
        held = self._possible_beginning(text)
        self._held = text[len(text) - held :]
        return text[: len(text) - held]

    def _possible_beginning(self, text: str) -> int:
        """How many characters at the end may be the beginning of a stop string."""
        longest = max((len(stop) for stop in self._stops), default=0) - 1
        for length in range(min(longest, len(text)), 0, -1):
            if any(stop.startswith(text[-length:]) for stop in self._stops):
                return length
        return 0
