"""Owns holding back streamed text until a sentence is whole, so that it can be checked before it is shown.

Also one that seems to claim nothing waits for its end: "not", "only for", a price may still come, and words that
were shown cannot be taken back. What would be won is the time of one sentence; the first words of an answer that
has to be quick come from the extract.
"""

from __future__ import annotations

from appliance.core.language import sentences

# A sentence that never ends is let go at this length, to be checked as it is.
SENTENCE_MAX_CHARS = 600


class SentenceStream:
    """Takes pieces of text, gives whole sentences. What is whole is known when the next one begins."""

    def __init__(self) -> None:
        self._held = ""

    def add(self, piece: str) -> list[str]:
        self._held += piece
        parts = sentences(self._held)
        whole = parts[:-1]
        if not whole and len(self._held) <= SENTENCE_MAX_CHARS:
            return []
        if len(self._held) > SENTENCE_MAX_CHARS:
            whole = parts
        for sentence in whole:
            self._held = self._held[self._held.index(sentence) + len(sentence) :]
        return whole

    def rest(self) -> list[str]:
        """What is left at the end."""
        left, self._held = sentences(self._held), ""
        return left
