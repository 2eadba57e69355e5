"""Owns which announced answer a question gets during an incident. Pure."""

from __future__ import annotations

from appliance.contract.occasions import Incident
from appliance.contract.retrieval import Asked
from appliance.core.language import content_stems, fold, words

# Languages that write several words as one: whoever asks about a `Paketlieferung` asks about a `Lieferung`.
COMPOUNDING = ("de", "nl")
# A shorter word stands inside too many others.
PART_CHARS = 5


def canned(asked: Asked, incident: Incident | None, first: str) -> str | None:
    """An answer about something in the question: in the asker's language, else in the shop's `first`; None without one.

    Of several in one language it is the one that was named first.
    """
    if incident is None:
        return None
    fitting = [answer for answer in incident.answers if any(_is_said(entry, asked) for entry in answer.about)]
    texts = {answer.language or first: answer.text for answer in reversed(fitting)}
    return texts.get(asked.language, texts.get(first))


def _is_said(entry: str, asked: Asked) -> bool:
    """Are all its words said? One of stop words alone matches nothing."""
    telling = [word for word in words(entry) if content_stems(word, asked.language)]
    return bool(telling) and all(_stands_in(asked, word) for word in telling)


def _stands_in(asked: Asked, word: str) -> bool:
    stems = content_stems(word, asked.language)
    if set(stems).issubset(content_stems(asked.text, asked.language)):
        return True
    parts = [part for part in (fold(word), *stems) if len(part) >= PART_CHARS]
    return asked.language in COMPOUNDING and any(part in fold(asked.text) for part in parts)
