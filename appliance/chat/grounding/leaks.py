"""Owns noticing the system prompt in what is written. Pure."""

from __future__ import annotations

import re

from appliance.core.language import fold

# So many words of the prompt in a row are no accident.
RUN_WORDS = 8
# A whole sentence of the prompt is a leak also when it is shorter than that.
SENTENCE_WORDS = 4
# Half a secret word is enough to recognise it.
CANARY_PART = 6


class Leaks:
    """Knows the prompt's own text and its secret word."""

    def __init__(self, template: str, canary: str) -> None:
        """`template` is what stands in every prompt and in no document."""
        words = _words(template)
        self._runs = {tuple(words[at : at + RUN_WORDS]) for at in range(len(words) - RUN_WORDS + 1)}
        self._text = f" {' '.join(words)} "
        secret = _letters(canary)
        self._secrets = {secret[at : at + CANARY_PART] for at in range(max(0, len(secret) - CANARY_PART + 1))}

    def found_in(self, sentence: str) -> bool:
        """Whether the sentence holds a run of the prompt's words, is one of its sentences, or holds its secret."""
        words = _words(sentence)
        runs = (tuple(words[at : at + RUN_WORDS]) for at in range(len(words) - RUN_WORDS + 1))
        whole = len(words) >= SENTENCE_WORDS and f" {' '.join(words)} " in self._text
        spelled = _letters(sentence)
        return whole or any(run in self._runs for run in runs) or any(secret in spelled for secret in self._secrets)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _letters(text: str) -> str:
    """Without what might be put between the letters of a secret word."""
    return "".join(_words(text))
