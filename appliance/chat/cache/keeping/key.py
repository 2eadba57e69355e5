"""Owns what has to agree before an answer may be told again: every dimension it depends on. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from appliance.contract.cache import Versions
from appliance.contract.retrieval import Asked
from appliance.core.questions.fingerprint import written
from appliance.core.questions.follow_up import may_lean


@dataclass(frozen=True, slots=True)
class CacheKey:
    """One moment of one shop for one question.

    Answers are told across two keys only when all of it is equal, but for the count of changes in `versions`: an
    answer that stands on nothing of what changed is told once more, as stale, while it is made anew.
    """

    site: str
    language: str
    persona: str
    model: str
    versions: Versions
    experiment: str
    conversation: str
    max_words: int

    def scope(self) -> str:
        """One name for everything that must be equal."""
        return digest(
            self.site, self.language, self.persona, self.model, self.versions.facts, self.experiment,
            self.conversation, str(self.max_words),
        )  # fmt: skip

    def name(self, question: str) -> str:
        """The name of the answer to this question, in large or small letters."""
        return f"{self.scope()}:{digest(written(question))}"


def conversation_state(asked: Asked) -> str:
    """Empty when the question is understood by itself; else a name of what was said before it."""
    if asked.history and may_lean(asked.text, asked.language):
        return digest(*map(written, asked.history))
    return ""


def digest(*parts: str) -> str:
    """A short name for several texts; where one ends and the next begins counts."""
    told = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(told.encode()).hexdigest()[:24]
