"""Owns which announced answer a question gets during an incident. Pure."""

from __future__ import annotations

from appliance.contract.occasions import Incident
from appliance.contract.retrieval import Asked
from appliance.core.language import content_stems


def canned(asked: Asked, incident: Incident | None) -> str | None:
    """The text of the first answer that is about something in the question; None when none is."""
    if incident is None:
        return None
    said = set(content_stems(asked.text, asked.language))
    for answer in incident.answers:
        if any(about <= said for about in _stems(answer.about, asked.language)):
            return answer.text
    return None


def _stems(about: tuple[str, ...], language: str) -> list[set[str]]:
    """Each entry as the stems that must all be said; one of stop words alone matches nothing."""
    return [stems for words in about if (stems := set(content_stems(words, language)))]
